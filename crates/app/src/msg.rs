//! Everything that can happen to the page.

use text::Span;
use tfe_check::{Kind, Profile, Severity};

use crate::boot::Traffic;
use crate::browser::{Incoming, Key};
use crate::editor::Heard;
use crate::engine_client::Event;
use crate::examples::Example;
use crate::model::DocId;

/// What can happen.
pub(crate) enum Msg {
    /// The engine says something.
    Engine(Event),
    /// Requests or refusals were counted.
    Traffic(Traffic),
    /// The editor says something.
    Editor(Heard),
    /// A key was pressed that means something everywhere.
    Key(Key),
    /// The address changed.
    Address(String),
    /// Files were dropped or chosen.
    Files(Vec<Incoming>),
    /// Text was pasted outside of the editor, or read from the clipboard.
    Pasted(String),
    /// The clipboard cannot be read here.
    NoClipboard,
    /// The button beside the empty editor.
    ReadClipboard,
    /// A file is dragged over the page, or no longer.
    Dragging(bool),
    /// An example of the first screen.
    Example(Example),
    /// Text from a rule page.
    Try(String, Option<Kind>),
    /// An empty document.
    NewFile,
    /// Another document.
    Activate(DocId),
    /// A document goes.
    Close(DocId),
    /// The one that was closed last comes back.
    Reopen,
    /// A finding was pressed in the list: it opens, or closes if it is open.
    Toggle(usize),
    /// To the characters of a finding.
    GoTo(usize),
    /// To other characters of the active document.
    Reveal(Span),
    /// The line of these characters is shown, as long as a row that speaks of it is under the pointer or
    /// has the keyboard; `None` when that is over.
    Point(Option<Span>),
    /// To the characters of a finding of another document.
    GoToOther(String, Span),
    /// A finding's fix by its place in the finding.
    Fix(usize, usize),
    /// A finding is to be ignored: asks for the reason; `None` puts the question away.
    Ignoring(Option<usize>),
    /// The reason as far as it is typed.
    Reason(String),
    /// Writes the comment that ignores the finding.
    Ignore,
    /// All safe fixes.
    FixAll,
    /// Which of the ways to repair the text.
    RepairChoice(usize),
    /// The repaired text takes the damaged one's place.
    Repair,
    /// The damaged text stays, or its repair is offered again.
    KeepDamage(bool),
    /// A change of the fixed version is taken or left.
    Turn(usize),
    /// The fixed version takes the text's place.
    ApplyTaken,
    /// A severity is shown or hidden.
    Show(Severity),
    /// Which settings are shown.
    Settings(SettingsFilter),
    /// Settings with these letters in their name or value.
    Find(String),
    /// The name that the policy gets in Vault.
    PolicyName(String),
    /// A request to be put to the policy: operation and path.
    Ask(String, String),
    /// Another view.
    View(View),
    /// Another view, and the keyboard goes with it.
    Tab(View),
    /// The third view at this group.
    Group(String),
    /// Another version to judge for; `None` for what the files say.
    Version(Versioned, Option<String>),
    /// Light or dark.
    Theme,
    /// A dialog opens.
    Open(Dialog),
    /// The dialog was closed.
    Closed,
    /// What the active document is.
    Kind(Option<Kind>),
    /// What the active policy is for.
    Profile(Option<Profile>),
    /// Single keys work, or do not.
    SingleKeys(bool),
    /// Something is to be copied.
    Copy(Copy),
    /// It was; `false` where the browser refuses.
    Copied(Copy, bool),
    /// The note about it is old.
    CopiedLongAgo,
    /// Something is to be saved as a file.
    Download(Copy),
    /// The engine again, after it broke.
    CheckAgain,
    /// Only the first half of the text.
    CheckHalf,
    /// The engine takes too long.
    Stop,
    /// Time to say the result to those who do not see it.
    Say,
}

/// What the right side shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum View {
    /// The file itself; a view of its own only on a phone.
    File,
    /// The list.
    #[default]
    Findings,
    /// The diff.
    Fixed,
    /// The access table or the settings, as the kind has it.
    Facts,
}

/// The three versions that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Versioned {
    /// Terraform Enterprise.
    Tfe,
    /// The chart.
    Chart,
    /// Vault.
    Vault,
}

/// What stands in front of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Dialog {
    /// How to see that nothing leaves the page.
    Verify,
    /// The keys.
    Keys,
    /// What the document is.
    Kind,
    /// A rule's page.
    Rule(String),
}

/// What can be copied or saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Copy {
    /// The text as it is in the editor, with its own line ends.
    Text,
    /// The text with the changes that are taken.
    Fixed,
    /// The policy with the changes that are taken, as a command for a shell.
    VaultCommand,
    /// The same as a Terraform resource.
    Terraform,
    /// The findings as Markdown.
    Report,
    /// What to tell the authors when the engine broke; nothing of the text.
    BugReport,
    /// A command from the page.
    Command(String),
}

/// Which settings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SettingsFilter {
    /// All.
    #[default]
    All,
    /// Those that TFE does not get as written.
    Differ,
    /// The secret ones.
    Secret,
    /// Those that the chart sets.
    Chart,
}
