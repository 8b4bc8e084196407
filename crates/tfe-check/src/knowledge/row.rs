//! Rows that a table-driven rule judges: conditions over settings and chart keys, and what to say.

use crate::base::finding::{Evidence, Rule, Safety, Severity, Stage};

/// One case of a rule.
#[derive(Debug)]
pub(crate) struct Row {
    /// The rule that reports it.
    pub rule: &'static Rule,
    /// The statements it stands for.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test counts them"))]
    pub about: &'static str,
    pub severity: Severity,
    pub stage: Stage,
    pub evidence: Evidence,
    pub source: &'static str,
    /// The setting or chart key that the finding stands at.
    pub at: Option<&'static str>,
    /// What has to be set.
    pub needs: &'static [&'static str],
    /// One of `needs` is enough.
    pub one: bool,
    /// A fragment of a configuration may lack it.
    pub core: bool,
    /// What is missing is a secret.
    pub secret: bool,
    /// All of them have to hold.
    pub when: &'static [Cond],
    /// None of them may hold.
    pub unless: &'static [Cond],
    /// It concerns some releases only: from `from` to `to`.
    pub tagged: bool,
    pub from: Option<&'static str>,
    pub to: Option<&'static str>,
    /// It concerns some charts only: from the first to the second.
    pub charts: (Option<&'static str>, Option<&'static str>),
    pub what: &'static str,
    pub why: &'static str,
    pub action: &'static str,
    pub fix: Option<RowFix>,
}

/// A condition over one setting or one dotted chart key.
#[derive(Debug)]
pub(crate) struct Cond {
    pub name: &'static str,
    pub test: Test,
    /// What Secrets and ConfigMaps outside the file may set does not count.
    pub here: bool,
}

/// What is checked for a value as TFE or the chart gets it.
#[derive(Debug)]
pub(crate) enum Test {
    /// It is there and not blank.
    Set,
    /// It is blank or not there, and nothing from elsewhere can set it.
    Unset,
    /// It is one of these; the case of letters does not count.
    Is(&'static [&'static str]),
    /// It is none of these, or not there.
    IsNot(&'static [&'static str]),
    /// One of these is in it.
    Has(&'static [&'static str]),
    /// It begins with one of these.
    Starts(&'static [&'static str]),
    /// It ends in one of these, a port aside.
    Ends(&'static [&'static str]),
    /// It is a number below this.
    Below(f64),
    /// It is a number above this.
    Above(f64),
}

/// The change that a row offers.
#[derive(Debug)]
pub(crate) struct RowFix {
    pub title: &'static str,
    pub safety: Safety,
    pub change: Change,
}

/// A change of one setting or chart key.
#[derive(Debug)]
pub(crate) enum Change {
    /// Give it this value; add it where it is missing.
    Set(&'static str, &'static str),
    /// Call it this.
    Rename(&'static str, &'static str),
    /// Take one of these (split at `|`) from its end.
    Strip(&'static str, &'static str),
    /// Put this before it.
    Prefix(&'static str, &'static str),
    /// Take it out.
    Remove(&'static str),
}
