use std::fmt;

/// What a rule can grant (or refuse).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Capability {
    /// Nothing is allowed, whatever else is listed.
    Deny,
    /// Writing something that is not there yet, on paths whose engine can tell.
    Create,
    /// GET.
    Read,
    /// POST and PUT.
    Update,
    /// DELETE.
    Delete,
    /// LIST.
    List,
    /// Root-protected paths.
    Sudo,
    /// PATCH.
    Patch,
    /// Event notifications.
    Subscribe,
    /// Recovery from a loaded snapshot.
    Recover,
}

impl Capability {
    /// All of them, in Vault's order.
    pub const ALL: [Self; 10] = [
        Self::Deny,
        Self::Create,
        Self::Read,
        Self::Update,
        Self::Delete,
        Self::List,
        Self::Sudo,
        Self::Patch,
        Self::Subscribe,
        Self::Recover,
    ];

    /// The word in a policy.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Deny => "deny",
            Self::Create => "create",
            Self::Read => "read",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::List => "list",
            Self::Sudo => "sudo",
            Self::Patch => "patch",
            Self::Subscribe => "subscribe",
            Self::Recover => "recover",
        }
    }

    /// The capability of a word, exactly as Vault compares it.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.word() == word)
    }
}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A set of capabilities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Capabilities(u16);

impl Capabilities {
    /// No capability.
    pub const NONE: Self = Self(0);
    /// `deny` alone.
    pub const DENY: Self = Self(1);

    /// Whether it is in the set.
    pub const fn contains(self, capability: Capability) -> bool {
        self.0 & (1 << capability as u16) != 0
    }

    /// Puts it into the set.
    pub const fn insert(&mut self, capability: Capability) {
        self.0 |= 1 << capability as u16;
    }

    /// Both together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether nothing is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether it refuses everything.
    pub const fn denies(self) -> bool {
        self.contains(Capability::Deny)
    }

    /// The capabilities in Vault's order.
    pub fn iter(self) -> impl Iterator<Item = Capability> {
        Capability::ALL.into_iter().filter(move |c| self.contains(*c))
    }
}

impl FromIterator<Capability> for Capabilities {
    fn from_iter<I: IntoIterator<Item = Capability>>(iter: I) -> Self {
        let mut set = Self::NONE;
        for capability in iter {
            set.insert(capability);
        }
        set
    }
}
