//! The settings of a running Terraform Enterprise, as `tfectl app config` prints them. Nothing in them is
//! wrong by itself; they are shown, and compared with the values given with them.

mod behavior;
mod facts;

pub(crate) use behavior::BEHAVIOR;
pub use behavior::KIND;
pub(crate) use facts::{is_redacted, settings};

use text::Span;

use crate::base::judgement::Judgement;
use crate::knowledge::rules::effective_settings::SETTINGS_OF_A_RUNNING_TFE;

fn judge(text: &str) -> Judgement {
    let all = settings(text);
    if all.is_empty() {
        return Judgement::default();
    }
    let start = text.len() - text.trim_start().len();
    let line = text.get(start..).and_then(|t| t.lines().next()).unwrap_or("");
    let found = SETTINGS_OF_A_RUNNING_TFE.at(Span::new(start, start + line.len())).say(
        format!("These are {} settings of a running TFE.", all.len()),
        "They are what TFE has read, with its defaults; nothing in them is checked by itself.",
        "Give the values file with them to see where both differ.",
    );
    Judgement { accepted: Some(true), findings: vec![found] }
}
