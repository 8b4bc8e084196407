//! Times that are not a number of seconds, or more than an agent waits.

use text::Edit;

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::workspace_variables::given::given;
use crate::knowledge::rules::workspace_variables::RUN_SECONDS_MALFORMED;
use crate::knowledge::runs::Form;
use crate::variables::Variable;

/// The agent accepts no longer pause, in seconds.
const LONGEST_PAUSE: u64 = 1500;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for given in given(facts) {
        let most = match given.known.form {
            Form::Seconds => None,
            Form::Pause => Some(LONGEST_PAUSE),
            _ => continue,
        };
        let found = seconds(given.variable, given.value, most);
        out.extend(found.map(|finding| given.with_source(finding)));
    }
    out
}

fn seconds(variable: &Variable, value: &str, most: Option<u64>) -> Option<Finding> {
    let number = value.trim().parse::<u64>();
    let (what, right) = match (number, most) {
        (Ok(number), Some(most)) if number > most => {
            (format!("{} is more than {most} seconds.", variable.name), Some(most.to_string()))
        }
        (Ok(_), _) => return None,
        (Err(_), _) => {
            let bare = value.trim().trim_end_matches(['s', 'S']).trim_end();
            let bare = bare.parse::<u64>().ok().filter(|n| most.is_none_or(|most| *n <= most));
            (
                format!("{} is not a whole number of seconds.", variable.name),
                bare.map(|n| n.to_string()),
            )
        }
    };
    let action = match (&right, most) {
        (Some(right), _) => format!("Write {right}."),
        (None, Some(most)) => format!("Write a number of seconds up to {most}."),
        (None, None) => "Write a number of seconds.".to_owned(),
    };
    let fix = right
        .map(|right| Fix::review(format!("Write {right}"), Edit::replace(variable.place, right)));
    let why =
        "The agent takes only whole numbers within its limit: the run fails or does not wait.";
    Some(RUN_SECONDS_MALFORMED.at(variable.place).say(what, why, action).fix(fix))
}
