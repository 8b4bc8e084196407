use std::fmt;

use crate::Capability;

/// What a request does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operation {
    /// A write of something that is not there, where the engine can tell.
    Create,
    /// GET.
    Read,
    /// POST, PUT: a write.
    Update,
    /// PATCH.
    Patch,
    /// DELETE.
    Delete,
    /// LIST, or GET with `list=true`.
    List,
    /// Recovery from a loaded snapshot.
    Recover,
    /// Event notifications.
    Subscribe,
    /// The help of a path; always allowed.
    Help,
    /// Done by Vault itself; needs `update`.
    Revoke,
    /// Done by Vault itself; needs `update`.
    Renew,
    /// Done by Vault itself; needs `update`.
    Rollback,
}

impl Operation {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Create,
        Self::Read,
        Self::Update,
        Self::Patch,
        Self::Delete,
        Self::List,
        Self::Recover,
        Self::Subscribe,
        Self::Help,
        Self::Revoke,
        Self::Renew,
        Self::Rollback,
    ];

    /// Its usual name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Read => "read",
            Self::Update => "update",
            Self::Patch => "patch",
            Self::Delete => "delete",
            Self::List => "list",
            Self::Recover => "recover",
            Self::Subscribe => "subscribe",
            Self::Help => "help",
            Self::Revoke => "revoke",
            Self::Renew => "renew",
            Self::Rollback => "rollback",
        }
    }

    /// The operation of a word: its name, an HTTP method, or a command of the Vault CLI.
    pub fn of_word(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        Some(match word.as_str() {
            "get" => Self::Read,
            "post" | "put" | "write" => Self::Update,
            _ => Self::ALL.into_iter().find(|o| o.word() == word)?,
        })
    }

    /// The capability it needs; none for help.
    pub const fn needs(self) -> Option<Capability> {
        Some(match self {
            Self::Create => Capability::Create,
            Self::Read => Capability::Read,
            Self::Update | Self::Revoke | Self::Renew | Self::Rollback => Capability::Update,
            Self::Patch => Capability::Patch,
            Self::Delete => Capability::Delete,
            Self::List => Capability::List,
            Self::Recover => Capability::Recover,
            Self::Subscribe => Capability::Subscribe,
            Self::Help => return None,
        })
    }

    /// Whether Vault looks at the request's parameters.
    pub(crate) const fn has_parameters(self) -> bool {
        matches!(self, Self::Create | Self::Read | Self::Update | Self::Patch | Self::Recover)
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::Operation;

    #[test]
    fn every_operation_has_its_word() {
        for operation in Operation::ALL {
            assert_eq!(Operation::of_word(operation.word()), Some(operation));
        }
        assert_eq!(Operation::of_word("POST"), Some(Operation::Update));
        assert_eq!(Operation::of_word("look"), None);
    }
}
