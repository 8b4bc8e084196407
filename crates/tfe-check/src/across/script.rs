//! A script with the texts in it, judged together.

use super::parts::{self, Held, Policies, Words};
use super::rules::approle;
use super::{is_given, terraform};
use crate::base::finding::Finding;
use crate::base::judgement::Judgement;
use crate::base::versions::Versions;
use crate::base::view::View;
use crate::kinds::script::{Found, find, rules};

fn held<'f>(found: &'f Found, file: &'f str) -> Held<'f> {
    let Found { policies: list, written, roles, values, .. } = found;
    Held { policies: Policies { file, list, written, roles }, values }
}

/// Judges what stands in a script. `beside` are the names of the files given with it.
pub(crate) fn judge(text: &str, versions: &Versions, beside: &[String]) -> Judgement {
    let found = find(text);
    let mut judgement = Judgement::default();
    let held = held(&found, text);
    let words = Words { filled_in: rules::filled_in, made: rules::made };
    held.policies.judge(versions, &words, &mut judgement);
    judgement.findings.extend(approle::find(&held.policies));
    for values in &found.values {
        terraform::piece_of_values(text, values, versions, &mut judgement);
    }
    for (file, at) in &found.elsewhere {
        if !is_given(file, beside) {
            judgement.findings.push(rules::elsewhere(*at, file));
        }
    }
    judgement
}

/// Everything that the page shows of a script beside its findings.
pub(crate) fn view(text: &str, versions: &Versions, findings: &[Finding]) -> View {
    parts::view(&held(&find(text), text), versions, findings)
}
