use std::fmt;

/// The versions of Vault that judge a policy differently.
///
/// A name of two parts means the newest release of that line, as a container tag does: `2.0` is
/// checked as 2.0.3 and later, `2.1` as 2.1.2, `2` as the newest that is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum VaultLine {
    /// Up to 1.19: an attribute may be set twice, and some errors right before a `}` are swallowed.
    UpTo1_19,
    /// 1.20: an attribute may be set twice, with a warning.
    V1_20,
    /// 1.21 to 2.0.2: an attribute may be set once; parameter lists are matched item by item.
    #[default]
    V1_21,
    /// 2.0.3 to 2.1.1: a LIST with a slash at the end heeds a more specific `deny`.
    V2_0_3,
    /// 2.1.2 to 2.2.1: policy names in parameters are compared in small letters.
    V2_1_2,
    /// 2.2.2 and later: an explicit `deny` holds for other letter cases of its path as well.
    V2_2_2,
}

impl VaultLine {
    /// All of them, oldest first.
    pub const ALL: [Self; 6] =
        [Self::UpTo1_19, Self::V1_20, Self::V1_21, Self::V2_0_3, Self::V2_1_2, Self::V2_2_2];

    /// The line of a release such as `1.18.3`, `v1.20` or `2.0`; `None` where it cannot be read.
    pub fn of_version(version: &str) -> Option<Self> {
        let numbers = version.trim().trim_start_matches('v').split(['+', '-']).next()?;
        let numbers: Option<Vec<u32>> = numbers.split('.').map(|part| part.parse().ok()).collect();
        let numbers = numbers?;
        let part = |at: usize| numbers.get(at).copied();
        Some(Self::of_release(part(0)?, part(1), part(2)))
    }

    /// The line of a release; of a part that is not named the newest is meant.
    fn of_release(major: u32, minor: Option<u32>, patch: Option<u32>) -> Self {
        match (major, minor.unwrap_or(u32::MAX), patch.unwrap_or(u32::MAX)) {
            (0, ..) | (1, ..=19, _) => Self::UpTo1_19,
            (1, 20, _) => Self::V1_20,
            (1, ..) | (2, 0, ..=2) => Self::V1_21,
            (2, 0, _) | (2, 1, ..=1) => Self::V2_0_3,
            (2, 1, _) | (2, 2, ..=1) => Self::V2_1_2,
            _ => Self::V2_2_2,
        }
    }
}

impl fmt::Display for VaultLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UpTo1_19 => "up to 1.19",
            Self::V1_20 => "1.20",
            Self::V1_21 => "1.21 and later",
            Self::V2_0_3 => "2.0.3 and later",
            Self::V2_1_2 => "2.1.2 and later",
            Self::V2_2_2 => "2.2.2 and later",
        })
    }
}

/// A set of [`VaultLine`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VaultLines(u8);

impl VaultLines {
    /// Every version.
    pub const ALL: Self = Self(0b11_1111);
    /// Up to 1.19.
    pub const UP_TO_1_19: Self = Self(0b00_0001);
    /// 1.20 and later.
    pub const FROM_1_20: Self = Self(0b11_1110);
    /// 1.21 and later.
    pub const FROM_1_21: Self = Self(0b11_1100);

    /// Whether the line is in it.
    pub const fn contains(self, line: VaultLine) -> bool {
        self.0 & (1 << line as u8) != 0
    }

    /// Whether the line or a later one is in it.
    pub const fn contains_from(self, line: VaultLine) -> bool {
        self.0 >> line as u8 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_belong_to_lines() {
        let of = |v| VaultLine::of_version(v);
        assert_eq!(of("1.9.2"), Some(VaultLine::UpTo1_19));
        assert_eq!(of("1.19.16+ent"), Some(VaultLine::UpTo1_19));
        assert_eq!(of("v1.20.0-rc1"), Some(VaultLine::V1_20));
        for version in ["1.21", "1.21.9", "2.0.0", "2.0.2+ent", "1.99"] {
            assert_eq!(of(version), Some(VaultLine::V1_21), "{version}");
        }
        for version in ["2.0", "2.0.3", "2.0.10", "2.1.0", "2.1.1"] {
            assert_eq!(of(version), Some(VaultLine::V2_0_3), "{version}");
        }
        for version in ["2.1", "2.1.2", "2.2.0", "2.2.1"] {
            assert_eq!(of(version), Some(VaultLine::V2_1_2), "{version}");
        }
        for version in ["2", "2.2", "2.2.2", "2.3.0", "3.0.0"] {
            assert_eq!(of(version), Some(VaultLine::V2_2_2), "{version}");
        }
        assert_eq!(of("newest"), None);
        assert_eq!(of("2.x"), None);
        assert!(VaultLines::FROM_1_20.contains(VaultLine::V1_20));
        assert!(!VaultLines::FROM_1_20.contains(VaultLine::UpTo1_19));
        assert!(VaultLine::ALL.into_iter().all(|line| VaultLines::ALL.contains(line)));
        assert!(VaultLines::UP_TO_1_19.contains_from(VaultLine::UpTo1_19));
        assert!(!VaultLines::UP_TO_1_19.contains_from(VaultLine::V1_20));
        assert!(VaultLines::FROM_1_21.contains_from(VaultLine::UpTo1_19));
    }
}
