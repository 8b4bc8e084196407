use std::fmt;

/// The versions of Vault that judge a policy differently.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum VaultLine {
    /// Up to 1.19: an attribute may be set twice, and some errors right before a `}` are swallowed.
    UpTo1_19,
    /// 1.20: an attribute may be set twice, with a warning.
    V1_20,
    /// 1.21, 2.0 and later: an attribute may be set once; parameter lists are matched item by item.
    #[default]
    V1_21,
}

impl VaultLine {
    /// All of them, oldest first.
    pub const ALL: [Self; 3] = [Self::UpTo1_19, Self::V1_20, Self::V1_21];

    /// The line of a release such as `1.18.3`, `v1.20` or `2.0`; `None` where it cannot be read.
    pub fn of_version(version: &str) -> Option<Self> {
        let mut parts = version.trim().trim_start_matches('v').split(['.', '+', '-']);
        let major: u32 = parts.next()?.parse().ok()?;
        let minor: u32 = parts.next().map_or(Some(0), |p| p.parse().ok())?;
        Some(match (major, minor) {
            (0, _) | (1, ..=19) => Self::UpTo1_19,
            (1, 20) => Self::V1_20,
            _ => Self::V1_21,
        })
    }
}

impl fmt::Display for VaultLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UpTo1_19 => "up to 1.19",
            Self::V1_20 => "1.20",
            Self::V1_21 => "1.21 and later",
        })
    }
}

/// A set of [`VaultLine`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VaultLines(u8);

impl VaultLines {
    /// Every version.
    pub const ALL: Self = Self(0b111);
    /// 1.20 and later.
    pub const FROM_1_20: Self = Self(0b110);
    /// 1.21 and later.
    pub const FROM_1_21: Self = Self(0b100);

    /// Whether the line is in it.
    pub const fn contains(self, line: VaultLine) -> bool {
        self.0 & (1 << line as u8) != 0
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
        assert_eq!(of("1.21"), Some(VaultLine::V1_21));
        assert_eq!(of("2"), Some(VaultLine::V1_21));
        assert_eq!(of("newest"), None);
        assert!(VaultLines::FROM_1_20.contains(VaultLine::V1_20));
        assert!(!VaultLines::FROM_1_20.contains(VaultLine::UpTo1_19));
    }
}
