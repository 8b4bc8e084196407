//! Integers as Helm's reader keeps them.

use std::fmt;

/// An integer of up to 64 bits, with or without a sign. Half the size of the smallest type that has room
/// for both, because there is one in every scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Int {
    negative: bool,
    size: u64,
}

impl Int {
    /// The number with this sign and size.
    pub(crate) const fn new(negative: bool, size: u64) -> Self {
        Self { negative, size }
    }

    /// The number itself.
    pub fn get(self) -> i128 {
        let size = i128::from(self.size);
        if self.negative { -size } else { size }
    }

    /// The number as JSON hands it to Helm.
    pub(crate) fn as_f64(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "Helm loses it too")]
        {
            self.get() as f64
        }
    }

    /// Whether Helm's reader keeps it with a sign.
    pub(crate) fn is_signed(self) -> bool {
        i64::try_from(self.get()).is_ok()
    }
}

impl From<i64> for Int {
    fn from(number: i64) -> Self {
        Self { negative: number < 0, size: number.unsigned_abs() }
    }
}

impl fmt::Display for Int {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}
