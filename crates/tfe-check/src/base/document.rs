//! What is given to be judged.

use serde::{Deserialize, Serialize};

use super::image_tag::image_tag;
use crate::base::kind::{Kind, Profile};
use crate::base::versions::Versions;

/// A text to be judged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// The file's name, or what stands for it.
    pub name: String,
    /// Its content.
    pub text: String,
    /// What it is, where the user says so; otherwise it is recognised.
    pub kind: Option<Kind>,
    /// What a policy is for, where the user says so; otherwise it is recognised.
    pub profile: Option<Profile>,
    /// What its bytes were.
    pub encoding: Encoding,
    /// What of a long log is before the text: only its end is checked.
    #[serde(skip)]
    pub before: Option<Before>,
    /// Rules whose findings do not count in it, though the text itself does not say so.
    #[serde(skip)]
    pub ignored: Vec<Ignored>,
    /// Names of other rules, which whoever asks looks for; a comment may ignore them.
    #[serde(skip)]
    pub own_rules: Vec<String>,
}

/// How much is before a text that is the end of a longer one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// The bytes that places in a report count, too; 0 where they begin with the text.
    pub bytes: usize,
    /// The lines that they count, too.
    pub lines: usize,
}

/// A rule that somebody ignores in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// Its name.
    pub rule: String,
    /// Why; it is the reason in the report.
    pub reason: String,
}

/// What the bytes of a document were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// As they have to be.
    #[default]
    Utf8,
    /// UTF-16, as some Windows tools save it. The text is decoded.
    Utf16,
    /// No text: the offset of the first byte that is no UTF-8. Each such byte became one `?`, so
    /// that all others keep their places.
    Broken(usize),
}

impl Document {
    /// A document whose kind is to be recognised.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), ..Self::default() }
    }

    /// A document from the bytes of a file.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        type Unit = fn([u8; 2]) -> u16;
        let utf16: Option<(Unit, usize)> = match bytes.as_slice() {
            [0xff, 0xfe, ..] => Some((u16::from_le_bytes, 1)),
            [0xfe, 0xff, ..] => Some((u16::from_be_bytes, 1)),
            // Without the mark: characters of one byte next to zeros.
            [1..=255, 0, 1..=255, 0, ..] => Some((u16::from_le_bytes, 0)),
            [0, 1..=255, 0, 1..=255, ..] => Some((u16::from_be_bytes, 0)),
            _ => None,
        };
        if let Some((unit, mark)) = utf16 {
            let (pairs, _) = bytes.as_chunks::<2>();
            let units: Vec<u16> = pairs.iter().skip(mark).map(|pair| unit(*pair)).collect();
            let text = String::from_utf16_lossy(&units);
            return Self { encoding: Encoding::Utf16, ..Self::new(name, text) };
        }
        match String::from_utf8(bytes) {
            Ok(text) => Self::new(name, text),
            Err(error) => {
                let encoding = Encoding::Broken(error.utf8_error().valid_up_to());
                let mut text = String::new();
                for chunk in error.as_bytes().utf8_chunks() {
                    text.push_str(chunk.valid());
                    text.extend(chunk.invalid().iter().map(|_| '?'));
                }
                Self { encoding, ..Self::new(name, text) }
            }
        }
    }

    /// The text itself where its bytes were UTF-16: written as UTF-8, Vault and Helm can read it.
    pub(crate) fn as_utf8(&self) -> Option<String> {
        (self.encoding == Encoding::Utf16).then(|| self.text.clone())
    }
}

/// The versions that the user names; the others are read from the files, or are the newest known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Terraform Enterprise.
    pub tfe: Option<String>,
    /// The chart.
    pub chart: Option<String>,
    /// Vault.
    pub vault: Option<String>,
}

impl Options {
    /// The versions to judge these documents for.
    pub fn versions(&self, documents: &[Document]) -> Versions {
        let newest = Versions::default();
        let tfe = || documents.iter().find_map(|d| image_tag(&d.text));
        Versions {
            tfe: self.tfe.clone().or_else(tfe).unwrap_or(newest.tfe),
            chart: self.chart.clone().unwrap_or(newest.chart),
            vault: self.vault.clone().unwrap_or(newest.vault),
            chart_is_named: self.chart.is_some(),
        }
    }
}
