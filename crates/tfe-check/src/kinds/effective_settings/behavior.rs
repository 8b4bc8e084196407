//! What is said of the settings of a running TFE, and what is done with them.

use text::{Lines, MASK, Masker};

use super::facts::{Effective, is_config, is_redacted, settings};
use super::judge;
use crate::base::finding::{Evidence, Finding};
use crate::base::judgement::Judgement;
use crate::base::kind::{Kind, Traits};
use crate::base::view::{Setting as Row, View};
use crate::contract::{
    Behavior, BrokenJson, Certainty, Ladder, Looked, Reader, Score, Way, apart, json_ladder,
};
use crate::knowledge::Secrecy;
use crate::secrets::is_open;

/// The settings of a running TFE.
pub const KIND: Kind = Kind::new(&Traits {
    name: "effective-settings",
    title: "Effective settings",
    file: "tfe-config.json",
    // Most JSON files are of other programs, so that the content decides.
    extensions: &[],
    reader: "TFE",
    accepted: "TFE runs with them.",
    refused: "TFE does not run with them.",
    content: "settings",
    plural: true,
    several: "lists of settings",
    grammar: Some((Evidence::Documented, "RFC 8259")),
    ..Traits::COMMON
});

pub(crate) static BEHAVIOR: Behavior = Behavior {
    takes: |text, _| is_meant(text),
    secrets,
    ..Behavior::of(KIND, score, Way::Read(apart::<ConfigReader>))
};

/// Whether a text is such a list, or is meant as one.
fn is_meant(text: &str) -> bool {
    is_config(text) || BrokenJson::of(text).is_some_and(|broken| is_config(&broken.mended))
}

fn score(looked: &Looked<'_>) -> Option<Score> {
    let reason = "the settings of a running TFE";
    is_meant(looked.text).then_some(Score { certainty: Certainty::Form, signs: 0, reason })
}

/// How settings are read.
static LADDER: Ladder<(), 1> = json_ladder(|(), text, _| judge(text));

/// Settings as TFE prints them.
#[derive(Default)]
struct ConfigReader;

impl Reader for ConfigReader {
    fn judge(&self, text: &str) -> Judgement {
        LADDER.climb(&(), text, false)
    }

    fn view(&self, text: &str, _: &[Finding]) -> View {
        let lines = Lines::new(text);
        let row = |one: &Effective| row(one, &lines);
        let verdict = "TFE runs with these settings.".to_owned();
        View { verdict, settings: settings(text).iter().map(row).collect(), ..View::default() }
    }
}

fn row(one: &Effective, lines: &Lines<'_>) -> Row {
    let secret = one.setting.secret != Secrecy::No;
    Row {
        name: one.setting.name.to_owned(),
        value: if secret { MASK.to_owned() } else { one.value.clone() },
        secret,
        changed: false,
        from: "the running TFE".to_owned(),
        line: Some(lines.position(one.key.start).line),
        span: Some((one.key.start, one.key.end)),
        meaning: one.setting.meaning.to_owned(),
        default: one.setting.default.map(str::to_owned),
        since: one.setting.since.to_owned(),
    }
}

fn secrets(text: &str) -> Masker {
    let mut masker = Masker::default();
    let all = settings(text).into_iter().filter(|one| one.setting.secret != Secrecy::No);
    for one in all.filter(|one| !is_open(&one.value) && !is_redacted(&one.value)) {
        masker.add(one.place, one.value.trim());
    }
    masker
}
