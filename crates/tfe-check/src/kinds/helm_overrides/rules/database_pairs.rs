//! `TFE_DATABASE_PARAMETERS`: pairs that are joined with `&`.

use crate::kinds::helm_overrides::facts::{Facts, Given, is_placeholder};

/// The settings with such pairs, as far as the file shows them.
pub(super) fn given<'a>(facts: &Facts<'a>) -> impl Iterator<Item = Given<'a>> {
    let names = ["TFE_DATABASE_PARAMETERS", "TFE_EXPLORER_DATABASE_PARAMETERS"];
    let all = names.into_iter().filter_map(|name| facts.setting(name));
    all.filter(|given| !given.text.trim().is_empty() && !is_placeholder(&given.text))
}

/// The pairs joined with `&`; none where they are.
pub(super) fn joined(text: &str) -> Option<String> {
    let mut fixed = text.trim_start_matches(['?', '&']).to_owned();
    for separator in [";", ", ", ",", " "] {
        let joined = text.split(separator).filter(|p| !p.is_empty()).collect::<Vec<_>>();
        if joined.len() > 1
            && joined.iter().all(|p| p.matches('=').count() == 1 && !p.contains(' '))
        {
            fixed = joined.join("&").trim_start_matches('?').to_owned();
        }
    }
    (fixed != text).then_some(fixed)
}
