//! The versions of TFE, chart and Vault that a file is checked for.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use vault_policy::VaultLine;

/// The newest TFE line that the knowledge covers.
pub const NEWEST_TFE: &str = "2.0";
/// The last monthly release: numbered ones took their place.
pub const LAST_MONTHLY_TFE: &str = "v202507-1";
/// The last minor version of each numbered line of TFE, by its major version.
const TFE_LINES: [(u32, u32); 2] = [(1, 2), (2, 0)];
/// The newest chart that the knowledge covers: the main branch at b94a984, which calls itself so,
/// though it has what came with 2.0.4 and more that no release has yet.
pub const NEWEST_CHART: &str = "1.6.8";
/// The newest line of the chart that its change log names.
pub const NEWEST_CHART_LINE: &str = "2.0";
/// The Vault line that is assumed where none is named.
pub const DEFAULT_VAULT: &str = "1.21";
/// The Vault lines to choose from, newest first. A line without a third number means its newest
/// release.
pub const VAULT_LINES: [&str; 6] = ["2.2", "2.1", "2.0", DEFAULT_VAULT, "1.20", "1.19"];

/// Versions as the user or the file names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// Terraform Enterprise: `v202309-1` or `1.0.1`.
    pub tfe: String,
    /// The chart terraform-enterprise.
    pub chart: String,
    /// Vault.
    pub vault: String,
    /// Somebody named the chart. The newest known stands for one that nobody named.
    #[serde(skip)]
    pub chart_is_named: bool,
}

impl Default for Versions {
    fn default() -> Self {
        let owned = str::to_owned;
        let (tfe, chart) = (owned(NEWEST_TFE), owned(NEWEST_CHART));
        Self { tfe, chart, vault: owned(DEFAULT_VAULT), chart_is_named: false }
    }
}

impl Versions {
    /// Which of Vault's lines applies. What cannot be read counts as the default.
    pub fn vault_line(&self) -> VaultLine {
        VaultLine::of_version(&self.vault).unwrap_or_default()
    }

    /// Whether TFE is known to be older than `version`.
    pub fn tfe_before(&self, version: &str) -> bool {
        matches!((TfeVersion::read(&self.tfe), TfeVersion::read(version)), (Some(a), Some(b)) if a < b)
    }

    /// Whether the chart is known to be older than `version`.
    pub(crate) fn chart_before(&self, version: &str) -> bool {
        matches!((numbers(&self.chart), numbers(version)),
            (Some(a), Some(b)) if compare(&a, &b) == Ordering::Less)
    }

    /// Whether the chart is known to lack what came with `since`, where `main` stands for what no
    /// release has yet. The newest chart known lacks nothing.
    pub fn chart_lacks(&self, since: &str) -> bool {
        let released = || since == "main" && numbers(&self.chart).is_some();
        self.chart != NEWEST_CHART && (released() || self.chart_before(since))
    }

    /// Whether the chart is one from the first to the second, both included. A name that is no
    /// version is any of those from a first one on.
    pub(crate) fn chart_within(&self, (from, to): (Option<&str>, Option<&str>)) -> bool {
        let later = |to: &str| match (numbers(&self.chart), numbers(to)) {
            (Some(own), Some(to)) => compare(&own, &to) == Ordering::Greater,
            _ => true,
        };
        from.is_none_or(|from| !self.chart_lacks(from)) && !to.is_some_and(later)
    }

    /// The same, where the newest chart known is not one of those with a higher number, and none of those from its own
    /// number on unless it was named.
    pub(crate) fn chart_named_within(&self, charts: (Option<&str>, Option<&str>)) -> bool {
        let too_high = |from: &str| match (numbers(from), numbers(NEWEST_CHART)) {
            (Some(from), Some(newest)) => match compare(&from, &newest) {
                Ordering::Greater => true,
                Ordering::Equal => !self.chart_is_named,
                Ordering::Less => false,
            },
            _ => false,
        };
        let unknown = self.chart == NEWEST_CHART && charts.0.is_some_and(too_high);
        !unknown && self.chart_within(charts)
    }
}

/// A TFE release in order: every monthly release (`v202309-1`) comes before 1.0.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TfeVersion {
    /// Year and month as one number, then the release of that month.
    Monthly(u32, u32),
    /// Major, minor, patch.
    Semantic(u32, u32, u32),
}

/// Whether a text names a release of Terraform Enterprise: `v202309-1`, `1.0` or `1.0.1`.
pub fn is_tfe_version(version: &str) -> bool {
    TfeVersion::read(version).is_some()
}

/// Whether a text names releases of the chart or of Vault: `2`, `1.6`, `1.6.8`, `v1.20.0+ent`.
pub fn is_version(version: &str) -> bool {
    // A month of a TFE release is none.
    numbers(version)
        .is_some_and(|found| found.count <= 3 && found.parts.iter().all(|n| *n < 10_000))
}

/// Whether a version belongs to a line (`2.0`) or is older. What cannot be read is neither.
pub fn is_at_most(version: &str, line: &str) -> bool {
    let parts = |found: &Numbers, count| found.parts.into_iter().take(count).collect::<Vec<u32>>();
    numbers(version)
        .zip(numbers(line))
        .is_some_and(|(own, most)| parts(&own, most.count) <= parts(&most, most.count))
}

impl TfeVersion {
    /// Reads `v202309-1`, `202309-1`, `1.0`, `1.0.1` or `v1.0.1`; a suffix after the numbers, as in
    /// `1.0.0-rc1`, is left out. Anything else is `None`.
    pub fn read(version: &str) -> Option<Self> {
        let bare = bare(version);
        if let Some((month, release)) = bare.split_once('-')
            && month.len() == 6
        {
            let month: u32 = month.parse().ok()?;
            let real = (1..=12).contains(&(month % 100));
            return real.then_some(Self::Monthly(month, release.parse().ok()?));
        }
        let found = numbers(version)?;
        let [major, minor, patch, ..] = found.parts;
        (2..=3).contains(&found.count).then_some(Self::Semantic(major, minor, patch))
    }
}

impl TfeVersion {
    /// Whether the release belongs to a line that the knowledge covers. Patches of such a line do, whatever their
    /// number is.
    pub fn is_known(self) -> bool {
        match (self, Self::read(LAST_MONTHLY_TFE)) {
            (Self::Monthly(month, _), Some(Self::Monthly(last, _))) => month <= last,
            (Self::Semantic(major, minor, _), _) => {
                TFE_LINES.iter().any(|(own, last)| *own == major && minor <= *last)
            }
            _ => false,
        }
    }

    /// The last release that a text may mean: of `2.0` any patch, as a mirror may name it.
    pub fn read_last(version: &str) -> Option<Self> {
        match Self::read(version)? {
            Self::Semantic(major, minor, _) if numbers(version)?.count == 2 => {
                Some(Self::Semantic(major, minor, 99))
            }
            exact => Some(exact),
        }
    }
}

/// Without the `v` before the numbers.
fn bare(version: &str) -> &str {
    let version = version.trim();
    version.strip_prefix('v').unwrap_or(version)
}

/// The numbers of a version. Every row of a table asks for some, so they need no memory.
#[derive(Clone, Copy)]
struct Numbers {
    /// How many are written; the others are 0.
    count: usize,
    parts: [u32; 6],
}

fn numbers(version: &str) -> Option<Numbers> {
    let bare = bare(version).split(['-', '+']).next()?;
    let mut found = Numbers { count: 0, parts: [0; 6] };
    for part in bare.split('.') {
        *found.parts.get_mut(found.count)? = part.parse().ok()?;
        found.count += 1;
    }
    Some(found)
}

fn compare(a: &Numbers, b: &Numbers) -> Ordering {
    a.parts.cmp(&b.parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn monthly_releases_come_before_numbered_ones() {
        let order = ["v202206-1", "v202207-2", "v202312-1", "1.0.0", "1.0.1", "1.1", "2.0.4"];
        let read: Vec<_> = order.iter().map(|v| TfeVersion::read(v).unwrap()).collect();
        assert!(read.is_sorted());
        assert_eq!(TfeVersion::read("latest"), None);
        assert_eq!(TfeVersion::read("2"), None);
    }

    #[test]
    fn what_is_no_version_is_none() {
        for version in ["v202309-1", "202309-1", "1.0", "1.0.1", "v2.0.4", "1.0.0-rc1"] {
            assert!(is_tfe_version(version), "{version}");
        }
        for version in
            ["", "latest", "2", "v202313-1", "v202309", "1.x", "1..2", "vv1.2", "1.2.3.4"]
        {
            assert!(!is_tfe_version(version), "{version}");
        }
        for version in ["1.21", "1.6.8", "v1.20.0+ent", "2.0.1", "1.19.5-rc1", "2"] {
            assert!(is_version(version), "{version}");
        }
        for version in ["", "newest", "1.", "v202309-1", "1.2.3.4", "-1.2"] {
            assert!(!is_version(version), "{version}");
        }
    }

    #[test]
    fn vault_lines_follow_the_minor_version() {
        let line =
            |vault: &str| Versions { vault: vault.into(), ..Versions::default() }.vault_line();
        assert_eq!(line("1.19.5"), VaultLine::UpTo1_19);
        assert_eq!(line("v1.20.0+ent"), VaultLine::V1_20);
        assert_eq!(line("1.21"), VaultLine::V1_21);
        assert_eq!(line("2.0.1"), VaultLine::V1_21);
        assert_eq!(line("2.0"), VaultLine::V2_0_3);
        assert_eq!(line("v2.2.2+ent"), VaultLine::V2_2_2);
        assert_eq!(line("?"), VaultLine::V1_21);
    }

    #[test]
    fn an_unknown_version_is_before_nothing() {
        let versions =
            Versions { tfe: "latest".into(), chart: "main".into(), ..Versions::default() };
        assert!(!versions.tfe_before("9.9.9") && !versions.chart_before("9.9.9"));
        assert!(Versions::default().chart_before("1.6.9"));
        assert!(!Versions::default().chart_before("1.6.8"));
    }

    #[test]
    fn the_newest_chart_has_what_is_on_the_main_branch() {
        let chart = |chart: &str| Versions { chart: chart.into(), ..Versions::default() };
        for since in ["1.6.8", "2.0.4", "main"] {
            assert!(!Versions::default().chart_lacks(since), "{since}");
            assert!(!chart("main").chart_lacks(since), "{since}");
        }
        assert!(chart("2.0.8").chart_lacks("main") && !chart("2.0.8").chart_lacks("2.0.4"));
        assert!(chart("1.6.10").chart_lacks("2.0.4") && !chart("1.6.10").chart_lacks("1.6.8"));
        let within = |own: &str, from, to| chart(own).chart_within((from, to));
        assert!(within("1.6.5", None, Some("1.6.5")) && !within("1.6.6", None, Some("1.6.5")));
        assert!(within("1.6", Some("1.6.0"), None) && !within("1.5.9", Some("1.6.0"), None));
        assert!(within("main", Some("2.0.4"), None) && !within("main", None, Some("9.9")));
        let named = |own: &str, from, to| chart(own).chart_named_within((from, to));
        assert!(!named("1.6.8", Some("1.6.9"), None) && named("1.6.8", Some("1.6.7"), None));
        assert!(
            named("1.6.10", Some("1.6.9"), Some("1.6.99")) && named("2.0.8", Some("1.6.9"), None)
        );
        assert!(within("1.6.8", Some("main"), None) && !within("1.6.9", Some("main"), None));
    }
}
