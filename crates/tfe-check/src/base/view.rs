//! What the page shows of a document next to its findings: the verdict, the outcome strip, the access
//! table and the effective settings. The same texts serve `explain`.

use serde::{Deserialize, Serialize};
use text::{Lines, Span};

/// Everything next to the findings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// One sentence of at most 90 characters that answers "does it work?".
    pub verdict: String,
    /// The finding that the verdict speaks of, where it is not the first of the worst: its rule, and its first byte.
    pub lead: Option<(String, usize)>,
    /// The place in another document of the installation that makes this one fail.
    pub elsewhere: Option<Elsewhere>,
    /// What the operator wants to do, and whether it works.
    pub outcomes: Vec<Outcome>,
    /// Each call that TFE makes to Vault; empty for other kinds.
    pub access: Vec<AccessGroup>,
    /// Each setting that TFE gets; empty for other kinds.
    pub settings: Vec<Setting>,
    /// Helm stops at the file as it is: `settings` and `pod` are those after its safe fixes.
    pub settings_after_fixes: bool,
    /// Whether TFE would start with an overrides file; none for other kinds.
    pub start: Option<Start>,
    /// What a run does with the variables of its workspace, step by step; none for other kinds.
    pub run: Option<Start>,
    /// The policy that a run needs in Vault; empty where nothing asks for one.
    pub policy: String,
    /// Image, replicas, service account and security contexts of the pod; empty for other kinds.
    pub pod: Vec<Setting>,
    /// What was asked to come to the verdict, and what a file alone cannot show, with the command
    /// that shows it. Shown when nothing was found.
    pub asked: Vec<String>,
    /// See `asked`.
    pub not_shown: Vec<Unshown>,
    /// The rebuilt text of a damaged paste, line by line.
    pub rebuilt: Vec<RebuiltLine>,
    /// Where secrets stand in the text: first and one past the last byte of each, in order.
    pub secrets: Vec<(usize, usize)>,
}

/// A place in another document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// The document's name.
    pub document: String,
    /// The line.
    pub line: usize,
    /// The first and one past the last byte.
    pub span: (usize, usize),
}

/// A cell of the outcome strip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// What the operator wants to do: "Back up".
    pub name: String,
    /// Whether it works.
    pub state: State,
    /// How many of its calls are allowed, or its checks passed.
    pub passed: usize,
    /// How many there are.
    pub total: usize,
    /// The group of the access table or of the settings that it opens.
    pub group: String,
    /// Why nothing of it works yet, in one sentence, where the file as a whole is stopped; else empty.
    pub until: String,
}

/// What is stopped as a whole does none of these things: what would work waits, and all say why.
pub(crate) fn wait(outcomes: &mut [Outcome], until: &str) {
    for outcome in outcomes {
        until.clone_into(&mut outcome.until);
        if outcome.state == State::Works {
            outcome.state = State::Waits;
        }
    }
}

/// Whether something works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It does.
    Works,
    /// It would, but for something that stops the file as a whole.
    Waits,
    /// It does not.
    Fails,
    /// Not always, or most likely not: nobody documented it.
    MayFail,
    /// The file says nothing of it.
    NotJudged,
}

/// Whether TFE would start, or a run get its credentials, as far as a file shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// The worst of everything up to the start; [`State::NotJudged`] where a check needs what is not
    /// in the file.
    pub state: State,
    /// What it hangs on, in one sentence.
    pub why: String,
    /// TFE's own startup checks, in the order of its documentation; the steps of a run in theirs.
    pub checks: Vec<StartCheck>,
}

/// One of TFE's startup checks, or one step of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartCheck {
    /// Its name in TFE's log: `check failed: name=database`.
    pub id: String,
    /// What it is about: "Database".
    pub name: String,
    /// Whether it would pass.
    pub state: State,
    /// Why, in one sentence.
    pub why: String,
    /// The rule and the line of what fails.
    pub finding: Option<(String, usize)>,
    /// The first and one past the last byte of what fails.
    pub span: Option<(usize, usize)>,
}

/// Calls with one purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessGroup {
    /// For links: `backup`.
    pub id: String,
    /// "Back up"
    pub name: String,
    /// In the documented order.
    pub rows: Vec<AccessRow>,
}

/// One call that TFE makes to Vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRow {
    /// `read`, `update`, …
    pub operation: String,
    /// The path of the call, with an example key.
    pub path: String,
    /// What TFE does with it.
    pub purpose: String,
    /// Whether Vault allows it.
    pub allowed: bool,
    /// The deciding rule's path as written; `None` where no rule matches.
    pub rule: Option<String>,
    /// Where the deciding rule stands in another policy of the token: that document's name.
    pub document: Option<String>,
    /// The deciding rule's line, where it stands in this document.
    pub line: Option<usize>,
    /// The deciding rule's first and one past its last byte, where it stands in this document.
    pub span: Option<(usize, usize)>,
    /// What breaks where it is denied.
    pub consequence: String,
    /// The first TFE release that documents it.
    pub since: String,
}

/// One setting as TFE gets it, or one field of its pod.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// `TFE_…`
    pub name: String,
    /// What TFE gets; a secret is masked.
    pub value: String,
    /// Whether `value` is masked.
    pub secret: bool,
    /// Whether it differs from what the file says.
    pub changed: bool,
    /// Where it comes from: `ConfigMap`, `Secret`, `chart`, a reference, …
    pub from: String,
    /// The line in the file.
    pub line: Option<usize>,
    /// Its first and one past its last byte in the file.
    pub span: Option<(usize, usize)>,
    /// What it means.
    pub meaning: String,
    /// TFE's default, where it has one.
    pub default: Option<String>,
    /// The first TFE release that knows it.
    pub since: String,
}

/// Something that a file alone cannot show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unshown {
    /// What it is.
    pub what: String,
    /// A command that shows it.
    pub command: String,
}

/// A line of a rebuilt text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RebuiltLine {
    /// The line with its new indentation.
    pub line: String,
    /// Whether it changed.
    pub changed: bool,
    /// Why it stands there.
    pub reason: String,
}

impl View {
    /// The view of a text with the places that it has in a file around it, or had before it was changed.
    pub(crate) fn moved(mut self, place: impl Fn(Span) -> Span, file: &Lines<'_>) -> Self {
        let outer = |span: &mut Option<(usize, usize)>| {
            let there = span.map(|(start, end)| place(Span::new(start, end)));
            *span = there.map(|s| (s.start, s.end));
            there.map(|s| file.position(s.start).line)
        };
        for row in self.access.iter_mut().flat_map(|g| &mut g.rows) {
            row.line = outer(&mut row.span);
        }
        for row in self.settings.iter_mut().chain(&mut self.pod) {
            row.line = outer(&mut row.span);
        }
        for check in self.start.iter_mut().chain(&mut self.run).flat_map(|s| &mut s.checks) {
            let there = outer(&mut check.span);
            if let (Some((_, line)), Some(there)) = (&mut check.finding, there) {
                *line = there;
            }
        }
        if let Some((_, start)) = &mut self.lead {
            *start = place(Span::at(*start)).start;
        }
        // The rebuilt lines are those of the text alone.
        self.rebuilt.clear();
        self
    }
}
