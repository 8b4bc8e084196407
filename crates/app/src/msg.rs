//! Everything that can happen to the page, by the part of it that answers: each part's own messages are
//! matched without a rest, so that one which nobody handles does not compile.

mod forms;

pub(crate) use forms::{ComposeMsg, UpgradeMsg};

use text::Span;
use tfe_check::{Kind, Profile, Severity};

use crate::boot::Traffic;
use crate::browser::{Incoming, Key, Shared};
use crate::editor::Heard;
use crate::engine_client::Event;
use crate::examples::Example;
use crate::model::{Copy, Dialog, DocId, RuleFilter, SettingsFilter, Versioned, View};

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
    /// The engine is to be asked again, or not any more.
    Check(CheckMsg),
    /// Documents come, change and go.
    Doc(DocMsg),
    /// Findings are chosen, shown and hidden.
    Finding(FindingMsg),
    /// The text is to be changed.
    Fix(FixMsg),
    /// A new file is made of answers.
    Compose(ComposeMsg),
    /// Other versions are asked about.
    Upgrade(UpgradeMsg),
    /// Something else is to be on screen.
    View(ViewMsg),
    /// Text leaves the page by the user's hand.
    Take(TakeMsg),
}

/// The engine is to be asked again, or not any more.
pub(crate) enum CheckMsg {
    /// The engine again, after it broke.
    Again,
    /// Only the first half of the text.
    Half,
    /// The engine takes too long.
    Stop,
    /// Time to try the fixes of a long text.
    Prove,
    /// Time to say the result to those who do not see it.
    Say,
}

impl From<CheckMsg> for Msg {
    fn from(msg: CheckMsg) -> Self {
        Self::Check(msg)
    }
}

/// Documents come, change and go.
pub(crate) enum DocMsg {
    /// Files were dropped or chosen.
    Files(Vec<Incoming>),
    /// Text was pasted outside of the editor, or read from the clipboard.
    Pasted(String),
    /// Text that was there before the page was, and what of it is selected (UTF-16 units).
    Given(String, (usize, usize)),
    /// A text in place of the one on screen, from the page around the frame.
    Replaced(String),
    /// The texts of a link; none where it is not whole.
    Shared(Vec<Shared>),
    /// The clipboard cannot be read here.
    NoClipboard,
    /// The button next to the empty editor.
    ReadClipboard,
    /// A file is dragged over the page, or no longer.
    Dragging(bool),
    /// An example of the first screen.
    Example(Example),
    /// Text from a rule page.
    Try(String, Option<Kind>),
    /// The findings of a part of the document on screen, or of all of it.
    Part(Option<usize>),
    /// A part of it becomes a document of its own.
    Extract(usize),
    /// An empty document.
    NewFile,
    /// Another document.
    Activate(DocId),
    /// A document goes.
    Close(DocId),
    /// The one that was closed last comes back.
    Reopen,
    /// What the active document is.
    Kind(Option<Kind>),
    /// What the active policy is for.
    Profile(Option<Profile>),
}

impl From<DocMsg> for Msg {
    fn from(msg: DocMsg) -> Self {
        Self::Doc(msg)
    }
}

/// Findings are chosen, shown and hidden.
pub(crate) enum FindingMsg {
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
    /// A severity is shown or hidden.
    Show(Severity),
}

impl From<FindingMsg> for Msg {
    fn from(msg: FindingMsg) -> Self {
        Self::Finding(msg)
    }
}

/// The text is to be changed.
pub(crate) enum FixMsg {
    /// A finding's fix by its place in the finding.
    Fix(usize, usize),
    /// All safe fixes.
    FixAll,
    /// A finding is to be ignored: asks for the reason; `None` puts the question away.
    Ignoring(Option<usize>),
    /// The reason as far as it is typed.
    Reason(String),
    /// Writes the comment that ignores the finding.
    Ignore,
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
}

impl From<FixMsg> for Msg {
    fn from(msg: FixMsg) -> Self {
        Self::Fix(msg)
    }
}

/// Something else is to be on screen.
pub(crate) enum ViewMsg {
    /// The address is this one, or has changed.
    Address(String),
    /// Which rules the list of all rules shows.
    Rules(RuleFilter),
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
    /// The findings are to be printed, each with its reason.
    Print,
    /// The browser prints what is on screen.
    OnPaper,
    /// They were.
    Printed,
    /// Long lines in the editor are broken, or not.
    Wrap,
    /// Another tab has a newer version of the page.
    Newer,
    /// All that is kept in this browser is to go.
    Wipe,
    /// It is gone.
    Wiped,
    /// Light or dark.
    Theme,
    /// A dialog opens.
    Open(Dialog),
    /// The dialog was closed.
    Closed,
    /// Single keys work, or do not.
    SingleKeys(bool),
}

impl From<ViewMsg> for Msg {
    fn from(msg: ViewMsg) -> Self {
        Self::View(msg)
    }
}

/// Text leaves the page by the user's hand.
pub(crate) enum TakeMsg {
    /// Something is to be copied.
    Copy(Copy),
    /// It was; `false` where the browser refuses.
    Copied(Copy, bool),
    /// The note about it is old.
    CopiedLongAgo,
    /// Something is to be saved as a file.
    Download(Copy),
    /// A link with the texts is to be made.
    Share,
    /// It was; `None` where the browser cannot.
    Linked(Option<String>),
}

impl From<TakeMsg> for Msg {
    fn from(msg: TakeMsg) -> Self {
        Self::Take(msg)
    }
}
