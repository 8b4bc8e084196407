//! What a rule says: findings, their messages and their fixes.

use std::borrow::Cow;
use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use text::{Edit, EditSet, Origins, Span};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing breaks.
    Info,
    /// A risk, or a failure that nobody documented.
    Warning,
    /// Something fails.
    Error,
}

/// How well a finding is supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// The product's own documentation or release notes say so.
    Documented,
    /// A support article describes the failure.
    SupportArticle,
    /// The chart's templates do it, or Helm's own code.
    ChartSource,
    /// Vault's own code does it: its policy parser, its access control, its engines.
    VaultSource,
    /// It follows from how the parts work, but nobody wrote it down. At most a warning.
    Inferred,
}

/// Where a problem would strike, the earliest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Vault or Helm cannot read the text.
    Parse,
    /// Helm cannot render the chart.
    Render,
    /// The cluster's API refuses the manifests.
    Install,
    /// The cluster takes them but cannot run them.
    Cluster,
    /// TFE does not start.
    Start,
    /// TFE runs, and fails later.
    Run,
}

impl Stage {
    /// The order in which findings matter: errors first, and of errors those that strike first. Of equals
    /// the place decides.
    pub fn turn(self, severity: Severity) -> Turn {
        (Reverse(severity), (severity == Severity::Error).then_some(self))
    }
}

/// The less, the more it matters.
pub type Turn = (Reverse<Severity>, Option<Stage>);

/// Whether a fix may be applied without a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// Rebuilds damaged text as a whole; may reveal what the damage hid.
    Repair,
    /// Most likely what is wanted, but somebody has to look.
    Review,
    /// Certain.
    Safe,
}

/// What may be checked of a release's values without the rest of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excerpt {
    /// A part of what Helm gets; the other parts are not known.
    Part,
    /// Settings without the headers above them: nobody says that Helm reads them.
    Lines,
    /// The settings in a cluster's ConfigMap, one by one, as TFE gets them.
    ConfigMap,
}

/// A sentence. Most are the same wherever their rule finds something, so they are not copied.
pub type Words = Cow<'static, str>;

/// Three short sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// What is wrong, in at most 90 characters.
    pub what: Words,
    /// What the operator will see because of it.
    pub why: Words,
    /// What to do.
    pub action: Words,
}

/// A change that removes the finding it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// A verb with its object, for a button.
    pub title: Words,
    /// Whether it may be applied without a look.
    pub safety: Safety,
    /// The change itself.
    pub edits: EditSet,
}

impl Fix {
    /// A certain change.
    pub fn safe(title: impl Into<Words>, edits: impl Into<EditSet>) -> Self {
        Self { title: title.into(), safety: Safety::Safe, edits: edits.into() }
    }

    /// A change that somebody has to look at.
    pub fn review(title: impl Into<Words>, edits: impl Into<EditSet>) -> Self {
        Self { title: title.into(), safety: Safety::Review, edits: edits.into() }
    }

    /// A certain change becomes one that somebody has to look at.
    pub(crate) fn require_review(&mut self) {
        self.safety = self.safety.min(Safety::Review);
    }

    /// The whole text rebuilt.
    pub fn repair(title: impl Into<Words>, text: &str, rebuilt: impl Into<String>) -> Self {
        let whole = Edit::replace(Span::new(0, text.len()), rebuilt);
        Self { title: title.into(), safety: Safety::Repair, edits: whole.into() }
    }
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The document's place in the list given; `None` for the finding's own.
    pub document: Option<usize>,
    /// The place.
    pub span: Span,
    /// What is there.
    pub note: Words,
}

/// What is the same for every finding of a rule: the head of its page, read when the crate is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The bad thing, in kebab case, for ever.
    pub name: &'static str,
    /// The usual severity; a case may have a lower or higher one.
    pub severity: Severity,
    /// Where it strikes.
    pub stage: Stage,
    /// How well it is supported.
    pub evidence: Evidence,
    /// The page, article or source file that says so.
    pub source: &'static str,
    /// The best fix that it offers.
    pub fix: Option<Safety>,
    /// Ignoring it loses data, so it cannot be ignored.
    pub data_loss: bool,
    /// It speaks of what is not in the file, and its place only says where that belongs: text that
    /// a fix put there did not bring it.
    pub absence: bool,
    /// The startup check of TFE that fails because of it, as its log names it.
    pub startup_check: Option<&'static str>,
    /// The part of an installation that it is about, where a view counts by parts.
    pub topic: Option<&'static str>,
    /// The rules that say more of the same fault: where one of them has a finding in a text, this one is
    /// silent.
    pub yields_to: &'static [&'static str],
    /// It is silent where any other rule has a finding at the same place.
    pub yields_at_place: bool,
    /// It is silent where other rules have errors in the same entry, which then strike as early as this one
    /// would.
    pub yields_to_error: bool,
    /// Where it holds whatever the rest says.
    pub holds_in: &'static [Excerpt],
    /// It is never reported of a part, even where that is all that is given.
    pub never_in_a_part: bool,
    /// It only says that a text has nothing that is checked here.
    pub nothing_here: bool,
    /// In a page it is only an info: whoever reads the page puts it right.
    pub left_to_readers: bool,
    /// The first release of TFE that it is about; empty where that is any.
    pub since_tfe: &'static str,
}

impl Rule {
    /// A rule with the common answers; the rest is changed with the methods below.
    pub const fn new(name: &'static str, severity: Severity, stage: Stage) -> Self {
        Self {
            name,
            severity,
            stage,
            evidence: Evidence::Documented,
            source: "",
            fix: None,
            data_loss: false,
            absence: false,
            startup_check: None,
            topic: None,
            yields_to: &[],
            yields_at_place: false,
            yields_to_error: false,
            holds_in: &[],
            never_in_a_part: false,
            nothing_here: false,
            left_to_readers: false,
            since_tfe: "",
        }
    }

    /// Whether what it finds in an excerpt holds whatever the rest says.
    pub fn holds_in(&self, excerpt: Excerpt) -> bool {
        self.holds_in.contains(&excerpt)
    }

    /// Who says so.
    pub const fn source(mut self, evidence: Evidence, source: &'static str) -> Self {
        self.evidence = evidence;
        self.source = source;
        self
    }

    /// The best fix that it offers.
    pub const fn fix(mut self, safety: Safety) -> Self {
        self.fix = Some(safety);
        self
    }

    /// Ignoring it loses data.
    pub const fn data_loss(mut self) -> Self {
        self.data_loss = true;
        self
    }

    /// It speaks of what is not in the file.
    pub const fn absence(mut self) -> Self {
        self.absence = true;
        self
    }

    /// A finding of this rule at a place, in the rule's usual severity and still without words.
    pub fn at(&'static self, primary: Span) -> Finding {
        Finding {
            rule: self,
            severity: self.severity,
            stage: self.stage,
            evidence: self.evidence,
            source: Words::Borrowed(self.source),
            message: Message::default(),
            primary,
            related: Vec::new(),
            fixes: Vec::new(),
            suppressed: None,
            when_repeated: None,
            only: false,
        }
    }
}

/// One thing that a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad this case is.
    pub severity: Severity,
    /// Where this case strikes.
    pub stage: Stage,
    /// How well this case is supported.
    pub evidence: Evidence,
    /// Who says so.
    pub source: Words,
    /// What, why, and what to do.
    pub message: Message,
    /// The characters it is about.
    pub primary: Span,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// Ways to remove it, best first.
    pub fixes: Vec<Fix>,
    /// The reason given in the file for ignoring it.
    pub suppressed: Option<String>,
    /// What to say in place of `message` where the same cause stands at several places; findings
    /// of one rule with the same words here are reported once.
    pub when_repeated: Option<Box<Message>>,
    /// The text is damaged so that other findings would only be noise: they are left out.
    pub only: bool,
}

impl Finding {
    /// The three sentences: what is wrong, what the operator will see, what to do.
    pub fn say(
        mut self,
        what: impl Into<Words>,
        why: impl Into<Words>,
        action: impl Into<Words>,
    ) -> Self {
        self.message = Message { what: what.into(), why: why.into(), action: action.into() };
        self
    }

    /// Says the same of the same cause at other places, so that all of them are reported once.
    pub(crate) fn when_repeated(mut self) -> Self {
        self.when_repeated = Some(Box::new(self.message.clone()));
        self
    }

    /// Other words, and what to do, where the same cause stands at several places.
    pub(crate) fn when_repeated_say(
        mut self,
        what: impl Into<Words>,
        action: impl Into<Words>,
    ) -> Self {
        let why = self.message.why.clone();
        self.when_repeated =
            Some(Box::new(Message { what: what.into(), why, action: action.into() }));
        self
    }

    /// Another severity than the rule's usual one.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Another stage than the rule's usual one.
    pub fn stage(mut self, stage: Stage) -> Self {
        self.stage = stage;
        self
    }

    /// Other support than the rule's usual one.
    pub fn source(mut self, evidence: Evidence, source: impl Into<Words>) -> Self {
        self.evidence = evidence;
        self.source = source.into();
        self
    }

    /// A way to remove it; the best first. `None` and empty edits add nothing.
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fixes.extend(fix.into().filter(|f| !f.edits.is_empty()));
        self
    }

    /// Another place in the same document that belongs to it.
    pub fn related(mut self, span: Span, note: impl Into<Words>) -> Self {
        self.related.push(Related { document: None, span, note: note.into() });
        self
    }

    /// A place in another document of the list given.
    pub(crate) fn related_in(
        mut self,
        document: usize,
        span: Span,
        note: impl Into<Words>,
    ) -> Self {
        self.related.push(Related { document: Some(document), span, note: note.into() });
        self
    }

    /// Leaves out all findings of rules that do not say this too.
    pub fn alone(mut self) -> Self {
        self.only = true;
        self
    }

    /// The same findings for the text that `edits` were applied to before this one was checked. Fixes
    /// that touch what they changed are left out.
    pub(crate) fn all_before(all: Vec<Self>, edits: &EditSet) -> Vec<Self> {
        let origins = edits.origins();
        all.into_iter().map(|finding| finding.before(edits, &origins)).collect()
    }

    fn before(mut self, edits: &EditSet, origins: &Origins) -> Self {
        let old = |span: Span| Span::new(origins.of(span.start), origins.of(span.end));
        self.primary = old(self.primary);
        for related in self.related.iter_mut().filter(|r| r.document.is_none()) {
            related.span = old(related.span);
        }
        self.fixes.retain_mut(|fix| {
            let moved = fix.edits.edits().iter().map(|e| Edit { span: old(e.span), ..e.clone() });
            let same = fix.edits.edits().iter().all(|e| old(e.span).len() == e.span.len());
            let set = EditSet::new(moved.collect());
            let apart = set.as_ref().is_ok_and(|set| set.joins(edits));
            fix.edits = set.unwrap_or_default();
            same && apart
        });
        self
    }
}
