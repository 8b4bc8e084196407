//! The settings of a running Terraform Enterprise, as `tfectl app config` prints them. Nothing in them is
//! wrong by itself; they are shown, and compared with the values given with them.

mod behavior;
mod facts;
mod rules;

pub(crate) use behavior::BEHAVIOR;
pub use behavior::KIND;
pub(crate) use facts::{is_redacted, settings};

use crate::base::judgement::Judgement;

fn judge(text: &str) -> Judgement {
    let all = settings(text);
    if all.is_empty() {
        return Judgement::default();
    }
    let findings = vec![rules::shown(text, all.len())];
    Judgement { accepted: Some(true), findings }
}
