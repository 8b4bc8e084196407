//! What a text can be, and what a policy can be for: the names that everything speaks.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize, Serializer};

use super::finding::Evidence;

/// What a document is checked as: a handle on everything that differs from kind to kind and that the
/// command line, the page and the reports have to know. What a kind does with a text is not here; see
/// the folders of kinds.
#[derive(Clone, Copy)]
pub struct Kind(&'static Traits);

/// What is said of a kind.
#[derive(Debug)]
pub struct Traits {
    /// Its name in reports and on the command line: `vault-policy`.
    pub name: &'static str,
    /// What people call it: "Vault policy".
    pub title: &'static str,
    /// What such a file is usually called: `tfe.hcl`.
    pub file: &'static str,
    /// How the names of such files end, without the dot. They decide only where the content does not.
    pub extensions: &'static [&'static str],
    /// The editor's language.
    pub language: Language,
    /// Who reads such files: "Vault".
    pub reader: &'static str,
    /// What is said where the reader takes a file.
    pub accepted: &'static str,
    /// What is said where it does not.
    pub refused: &'static str,
    /// What is in such a file, in a word: "policy", "values".
    pub content: &'static str,
    /// That word stands for many.
    pub plural: bool,
    /// What several of them are called: "policies".
    pub several: &'static str,
    /// Where the reader's grammar is written down; `None` where each finding names its own source.
    pub grammar: Option<(Evidence, &'static str)>,
    /// What the reader makes of an empty file.
    pub empty: &'static str,
    /// It rejects a file without a single character.
    pub refuses_empty: bool,
    /// Which texts are meant as they are, so that nothing is looked for around them.
    pub bare: Bare,
    /// What such a text is to those who have it.
    pub nature: Nature,
    /// A file whose name ends as those of the kind do, and whose content is one, has nothing around it.
    pub name_suffices: bool,
    /// What is in the address of a call that gives such a text to an API; `None` where none does.
    pub call: Option<&'static str>,
    /// Such a file is for one of the [`Profile`]s.
    pub profiles: bool,
    /// It is rendered with a version of the chart.
    pub charts: bool,
    /// It holds texts of other kinds, and is checked as what it does with them.
    pub carries: bool,
    /// It can be written in another form: as a command, as a Terraform resource.
    pub exports: bool,
}

impl Traits {
    /// What most kinds have in common. What is empty here each kind has to say.
    pub(crate) const COMMON: Self = Self {
        name: "",
        title: "",
        file: "",
        extensions: &[],
        language: Language::Plain,
        reader: "",
        accepted: "",
        refused: "",
        content: "",
        plural: false,
        several: "",
        grammar: None,
        empty: "There is nothing to check.",
        refuses_empty: false,
        bare: Bare::WhereTaken,
        nature: Nature::File,
        name_suffices: false,
        call: None,
        profiles: false,
        charts: false,
        carries: false,
        exports: false,
    };

    /// Whether a kind has all words of its own.
    const fn is_complete(&self) -> bool {
        let names = !(self.name.is_empty() || self.title.is_empty() || self.file.is_empty());
        let said = !(self.reader.is_empty() || self.accepted.is_empty() || self.refused.is_empty());
        names && said && !self.content.is_empty() && !self.several.is_empty()
    }
}

/// An editor's language, and with it the signs of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// HCL: `#`, `//` and `/* … */`.
    Hcl,
    /// YAML: `#`.
    Yaml,
    /// Any other: comments may be any of these.
    Plain,
}

/// Which texts of a kind are meant as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bare {
    /// All of them: something around them is looked for by the kind itself.
    Always,
    /// What its reader takes, unless it is one long comment.
    WhereTaken,
    /// Its reader takes nearly everything, so that this says nothing.
    Never,
}

/// What a text of a kind is to those who have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// A file that a program reads.
    File,
    /// Commands that somebody runs: what is written around them is read with them, and next to a file they are
    /// what was done with it.
    Commands,
    /// A record of what happened, with all words in it: other files explain it, and nothing is set up by it.
    Record,
}

impl Kind {
    /// A kind with these traits. Does not compile where a word of its own is missing.
    pub(crate) const fn new(traits: &'static Traits) -> Self {
        assert!(
            traits.is_complete(),
            "a kind has words of its own for all that Traits::COMMON leaves empty"
        );
        Self(traits)
    }

    /// Its name in reports and on the command line.
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// "is" or "are", after what is in such a file.
    pub const fn is(self) -> &'static str {
        if self.0.plural { "are" } else { "is" }
    }

    /// "it" or "they", for what is in such a file.
    pub const fn it(self) -> &'static str {
        if self.0.plural { "they" } else { "it" }
    }
}

impl Deref for Kind {
    type Target = Traits;

    fn deref(&self) -> &Traits {
        self.0
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Kind {}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What a policy is for: which calls it has to allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Terraform Enterprise with an external Vault.
    TfeExternalVault,
    /// An agent that saves Raft snapshots.
    RaftSnapshot,
    /// Runs that get their cloud credentials from Vault.
    DynamicCredentials,
    /// Vault's own rules only.
    None,
}

impl Profile {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::TfeExternalVault, Self::RaftSnapshot, Self::DynamicCredentials, Self::None];

    /// Its name in reports and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TfeExternalVault => "tfe-external-vault",
            Self::RaftSnapshot => "raft-snapshot",
            Self::DynamicCredentials => "dynamic-credentials",
            Self::None => "none",
        }
    }

    /// The profile of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }
}

/// What a text most likely is, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detected {
    /// `None` where it is nothing that can be judged.
    pub kind: Option<Kind>,
    /// A few words for people.
    pub reason: String,
    /// Other programs have files like it too: nothing in it may be changed without a look.
    pub guessed: bool,
    /// Only a text inside of the document shows it: the document itself is something else.
    pub inside: bool,
}

impl Detected {
    /// The user says so.
    pub(crate) fn by_hand(kind: Kind) -> Self {
        Self::surely(kind, "chosen by hand")
    }

    pub(crate) fn surely(kind: Kind, reason: &str) -> Self {
        Self { kind: Some(kind), reason: reason.to_owned(), ..Self::default() }
    }

    pub(crate) fn nothing(reason: &str) -> Self {
        Self { reason: reason.to_owned(), ..Self::default() }
    }
}
