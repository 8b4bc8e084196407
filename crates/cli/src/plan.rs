//! What a run does: the flags, the configuration and the rules that count.

use tfe_check::{Ignored, Options, Severity, ignored_by_comment};

use crate::args::CheckArgs;
use crate::config::{self, Config, Seen, is_own};
use crate::outcome::Failure;
use crate::rules::Filter;

/// Everything that is decided before a file is read.
pub(crate) struct Plan<'a> {
    /// The flags.
    pub args: &'a CheckArgs,
    /// The team's file.
    pub config: Config,
    /// The rules that count.
    pub filter: Filter,
}

impl<'a> Plan<'a> {
    /// Reads the configuration and the names of rules.
    ///
    /// # Errors
    /// A configuration that cannot be read; a name that means no rule.
    pub(crate) fn of(args: &'a CheckArgs) -> Result<Self, Failure> {
        let config = Config::find(&args.versions.config)?;
        let own: Vec<&str> = config.own.iter().map(|rule| rule.name.as_str()).collect();
        let filter = Filter::of(&args.select, &args.ignore, &own)?;
        Ok(Self { args, config, filter })
    }

    /// The versions that the flags name, else the configuration.
    pub(crate) fn options(&self) -> Options {
        config::or(self.args.versions.options(), &self.config.versions)
    }

    /// The rules that do not count in a file.
    pub(crate) fn ignored(&self, path: &str) -> Vec<Ignored> {
        self.filter.ignored().chain(self.config.ignored(path)).collect()
    }

    /// Looks at documents that are checked together with the team's own rules.
    pub(crate) fn apply_own(&self, documents: &mut [Seen<'_>]) {
        for rule in self.config.own.iter().filter(|rule| self.filter.has_own(&rule.name)) {
            rule.apply(documents, |path| self.config.relative(path));
        }
        documents.iter_mut().for_each(|seen| self.silence(seen));
    }

    /// The names of the team's own rules.
    pub(crate) fn own_rules(&self) -> Vec<String> {
        self.config.own.iter().map(|rule| rule.name.clone()).collect()
    }

    /// Marks the findings of the team's own rules that a comment or the configuration ignores.
    fn silence(&self, seen: &mut Seen<'_>) {
        let ignored = self.config.ignored(seen.path);
        let (text, kind) = (&seen.document.text, seen.found.kind);
        for finding in seen.found.findings.iter_mut().filter(|f| is_own(f)) {
            let entry = ignored.iter().find(|entry| entry.rule == finding.rule);
            let comment = ignored_by_comment(text, kind, &finding.rule, finding.span.line);
            finding.suppressed = comment.or_else(|| entry.map(|entry| entry.reason.clone()));
        }
    }

    /// The severity from which on the run fails.
    pub(crate) fn fail_on(&self) -> Severity {
        self.args.fail_on.or(self.config.fail_on).unwrap_or(Severity::Error)
    }
}
