//! The variables of the module, also where a name has a slip in it.

use std::sync::OnceLock;

use text::Vocabulary;

use super::variable::Variable;
use crate::knowledge;

/// The variable that was surely meant, and that is not set yet.
pub(in crate::kinds::terraform) fn meant(
    variables: &[Variable<'_>],
    name: &str,
) -> Option<&'static str> {
    static NAMES: OnceLock<Vocabulary<'static>> = OnceLock::new();
    let all = || Vocabulary::new(knowledge::private_variables().iter().map(|row| row.name));
    let names = NAMES.get_or_init(all);
    let meant = names.slip(name).filter(|_| !names.has(name))?;
    variables.iter().all(|v| v.name != meant).then_some(meant)
}
