//! What is said of the settings of Replicated installations, and what is done with them.

use text::Layout;

use super::facts::Settings;
use super::{convert, hint, judge, likeness, secrets, view};
use crate::base::finding::{Evidence, Finding};
use crate::base::judgement::Judgement;
use crate::base::kind::{Kind, Traits};
use crate::base::versions::Versions;
use crate::base::view::View;
use crate::contract::{Behavior, Certainty, Given, Looked, Reader, Readers, Score, Way};

/// The settings of TFE on Replicated, the generation before the container.
pub const KIND: Kind = Kind::new(&Traits {
    name: "replicated-settings",
    title: "Replicated settings",
    file: "ptfe-settings.json",
    // Most JSON files are of other programs, so that the content decides.
    extensions: &[],
    reader: "Replicated",
    accepted: "Replicated can read it.",
    refused: "Replicated rejects it.",
    content: "settings",
    plural: true,
    several: "settings files",
    grammar: Some((Evidence::Documented, "RFC 8259")),
    empty: "Replicated imports nothing.",
    ..Traits::COMMON
});

pub(crate) static BEHAVIOR: Behavior = Behavior {
    takes: |text, _| likeness::reason(text).is_some(),
    secrets: secrets::of,
    hint: hint::hint,
    ..Behavior::of(KIND, score, Way::Read(read))
};

/// The names in it decide: no other program has settings that are called like that.
fn score(looked: &Looked<'_>) -> Option<Score> {
    let reason = likeness::reason(looked.text)?;
    Some(Score { certainty: Certainty::Form, signs: 1, reason })
}

fn read<'v>(given: &[Given<'_>], _: &'v Versions) -> Readers<'v> {
    let reader = |given: &Given<'_>| SettingsReader { whole: given.name.is_some() };
    given.iter().map(|given| Box::new(reader(given)) as Box<dyn Reader>).collect()
}

/// Settings as the installer reads them.
struct SettingsReader {
    /// The text is all of its file, and may become another file.
    whole: bool,
}

impl Reader for SettingsReader {
    fn judge(&self, text: &str) -> Judgement {
        judge(text, self.whole)
    }

    fn view(&self, text: &str, findings: &[Finding]) -> View {
        view::view(text, findings)
    }
}

/// The Helm values that take the place of a settings file of a Replicated installation; `None` where
/// the text is none. Secrets are not in them: they name a Secret that has to be created.
///
/// ```
/// let settings = r#"{"hostname": {"value": "tfe.example.com"}, "pg_user": {"value": "tfe"}}"#;
/// let values = tfe_check::export::overrides(settings).unwrap_or_default();
/// assert!(values.contains("    TFE_DATABASE_USER: \"tfe\"\n"));
/// ```
pub fn overrides(text: &str) -> Option<String> {
    likeness::reason(text)?;
    let values = convert::overrides(&Settings::of(text));
    Some(Layout::of(text).adapt(&values).into_owned())
}
