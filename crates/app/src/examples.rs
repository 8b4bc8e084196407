//! Files that show what the page does, found by what an operator sees.

/// An example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Example {
    /// A policy with which a backup lacks its keys.
    BackupFails,
    /// Overrides with which a pod cannot read its token.
    NonRoot,
    /// Overrides that lost their indentation.
    Flat,
    /// A policy without findings.
    Works,
}

impl Example {
    /// All, in the order of the list.
    pub(crate) const ALL: [Self; 4] = [Self::BackupFails, Self::NonRoot, Self::Flat, Self::Works];

    /// What links call it.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::BackupFails => "backup-fails",
            Self::NonRoot => "nonroot",
            Self::Flat => "flat",
            Self::Works => "works",
        }
    }

    /// What an operator sees.
    pub(crate) fn symptom(self) -> &'static str {
        match self {
            Self::BackupFails => "Backup or restore: encryption key not found",
            Self::NonRoot => "Non-root pod cannot read its AWS token",
            Self::Flat => "Helm: nil pointer evaluating interface {}",
            Self::Works => "I only want to see a file without findings",
        }
    }

    /// The file's name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::BackupFails | Self::Works => "tfe.hcl",
            Self::NonRoot | Self::Flat => "overrides.yaml",
        }
    }

    /// The file's content.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::BackupFails => include_str!("../examples/backup-fails.hcl"),
            Self::NonRoot => include_str!("../examples/nonroot.yaml"),
            Self::Flat => include_str!("../examples/flat.yaml"),
            Self::Works => include_str!("../examples/works.hcl"),
        }
    }
}
