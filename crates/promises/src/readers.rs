use crate::Kept;

/// The readers of both languages take any text, keep it as it is, and tell only of places in it.
///
/// # Errors
/// A reader that lost something.
pub fn readers_take_any_text(text: &str) -> Kept {
    let values = helm_values::parse(text);
    if values.text() != text {
        return Err("the reader of values has another text".to_owned());
    }
    for problem in values.problems() {
        if text.get(problem.span.start..problem.span.end).is_none() {
            return Err(format!("a problem of values is at {:?}", problem.span));
        }
    }
    let policy = vault_policy::parse(text);
    for rule in &policy.rules {
        if text.get(rule.path.span.start..rule.path.span.end).is_none() {
            return Err(format!("the path of a rule is at {:?}", rule.path.span));
        }
    }
    Ok(())
}
