//! What a kind does with a text, and what it is given for that.

use text::{Masker, Span};

use super::EmbeddedTexts;
use crate::base::finding::Finding;
use crate::base::hint::{About, Choice};
use crate::base::judgement::{Judgement, verdict};
use crate::base::kind::{Kind, Profile};
use crate::base::versions::Versions;
use crate::base::view::View;
use crate::carry::outline::Outline;
use crate::carry::part::Supply;
use crate::variables::{Beside, List};

/// What could be at a byte of a text, and what it takes the place of.
pub(crate) type Choose = fn(&str, usize) -> Option<(Span, Vec<Choice>)>;

/// The readers of texts that are given together, in their order.
pub(crate) type Readers<'v> = Vec<Box<dyn Reader + 'v>>;

/// Everything that a kind does. Each has one of these, in its own folder.
pub(crate) struct Behavior {
    /// The kind.
    pub kind: Kind,
    /// How much a text looks like it; `None` where nothing speaks for it.
    pub score: fn(&Looked<'_>) -> Option<Score>,
    /// How its texts are checked.
    pub way: Way,
    /// Whether its program takes a text as it is. Asked before a look for something around it.
    pub takes: fn(&str, &Versions) -> bool,
    /// The secrets that only its reader knows.
    pub secrets: fn(&str) -> Masker,
    /// What the word at a byte of a text means, and where it is.
    pub hint: fn(&str, usize) -> Option<(Span, About)>,
    /// What could be at a byte of a text, and what it takes the place of.
    pub choices: Choose,
    /// What shows that all of a text is one, with nothing around it, so that nobody has to look further.
    pub whole: fn(&str) -> Option<&'static str>,
    /// Whether a text is certainly one that is wrapped in nothing, or holds one.
    pub is_clear: fn(&str) -> bool,
    /// Whether a text is one in another form, which its reader mends: it is not a wrapping.
    pub is_other_form: fn(&str) -> bool,
    /// The secrets in lines that may be damaged ones of such a text, whatever they are taken for.
    pub secrets_around: fn(&str) -> Masker,
    /// The variables of runs in it.
    pub variables: fn(&str) -> Vec<List>,
    /// What is wrong with commands about it in a text of another kind, or of none.
    pub commands: fn(&Shown<'_>) -> Vec<Finding>,
    /// Whether such commands say enough that a text of no kind is not reported as unknown.
    pub has_commands: fn(&str) -> bool,
}

/// A text of some kind, or of none, that may show commands.
pub(crate) struct Shown<'t> {
    pub text: &'t str,
    /// Its kind is known.
    pub known: bool,
    /// It holds texts of other kinds, and what it does with them is known already.
    pub holds: bool,
}

impl Behavior {
    /// A kind whose program takes any text, and that has no secrets and no hints of its own.
    pub(crate) const fn of(kind: Kind, score: fn(&Looked<'_>) -> Option<Score>, way: Way) -> Self {
        Self {
            kind,
            score,
            way,
            takes: |_, _| true,
            secrets: |_| Masker::default(),
            hint: |_, _| None,
            choices: |_, _| None,
            whole: |_| None,
            is_clear: |_| false,
            is_other_form: |_| false,
            secrets_around: |_| Masker::default(),
            variables: |_| Vec::new(),
            commands: |_| Vec::new(),
            has_commands: |_| false,
        }
    }
}

/// How the texts of a kind are checked.
pub(crate) enum Way {
    /// Output form a program reads. Those given together may depend on each other, so that each of them gets
    /// its reader at once, in the order given.
    Read(for<'v> fn(&[Given<'_>], &'v Versions) -> Readers<'v>),
    /// As a file that holds texts of other kinds. The names are those of the files given with it.
    Hold(fn(&str, &[String]) -> EmbeddedTexts),
}

/// A text that is to be read.
#[derive(Clone)]
pub(crate) struct Given<'t> {
    /// The name of its file, where that says something of the text.
    pub name: Option<&'t str>,
    /// The text.
    pub text: &'t str,
    /// What it is for, where the user says so.
    pub profile: Option<Profile>,
    /// A page or a mail shows it: it may be a part of something longer.
    pub excerpt: bool,
    /// Whether sentences are around it: it may show only what they speak of.
    pub quoted: Quoted,
    /// The variables of runs in the other texts.
    pub beside: Beside,
    /// What is around it says how values get to Helm.
    pub supply: Supply,
}

/// Whether sentences show a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quoted {
    /// It is by itself.
    No,
    /// They do.
    Shown,
    /// They do, and it says itself that there is more: `# …`.
    Cut,
}

/// How one text is read: settled by all that was given with it.
pub(crate) trait Reader {
    /// What the text is for, where its kind has profiles.
    fn profile(&self) -> Option<Profile> {
        None
    }

    /// What is wrong with it.
    fn judge(&self, text: &str) -> Judgement;

    /// What is shown of it next to its findings: only the verdict, where nothing else is known of it.
    fn view(&self, _text: &str, findings: &[Finding]) -> View {
        View { verdict: verdict(findings), ..View::default() }
    }
}

/// Readers of texts that do not depend on each other.
pub(crate) fn apart<'v, R: Reader + Default + 'static>(
    given: &[Given<'_>],
    _: &'v Versions,
) -> Readers<'v> {
    given.iter().map(|_| Box::new(R::default()) as Box<dyn Reader>).collect()
}

/// A text whose kind must be detected.
pub(crate) struct Looked<'t> {
    /// The file's name.
    pub name: &'t str,
    /// The text.
    pub text: &'t str,
    /// The keys of a text that is YAML.
    pub outline: Outline<'t>,
    /// The text is all of the file, and not what something around it was taken away from.
    pub whole: bool,
}

impl Looked<'_> {
    /// Whether the file's name ends as those of a kind do.
    pub(crate) fn is_named(&self, kind: Kind) -> bool {
        has_extension(self.name, kind)
    }
}

/// Whether a name ends as those of a kind do.
pub(crate) fn has_extension(name: &str, kind: Kind) -> bool {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    kind.extensions.iter().any(|known| known.eq_ignore_ascii_case(end))
}

/// How much a text looks like a kind. The greatest one decides.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Score {
    /// How well it is known.
    pub certainty: Certainty,
    /// How much speaks for it, where several kinds are known as well.
    pub signs: usize,
    /// What speaks for it, in a few words for people.
    pub reason: &'static str,
}

/// How well a kind is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Certainty {
    /// By the file's name, and the content does not speak against it.
    Name,
    /// Other programs have files like it too.
    Guess,
    /// Signs that only such files have, as long as the whole is not another program's file.
    Signs,
    /// The form of the whole file shows it, whatever else is in it.
    Form,
}
