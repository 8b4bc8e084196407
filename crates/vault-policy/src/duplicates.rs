use std::collections::HashMap;

use text::Span;

use crate::VaultLines;
use crate::ast::{Ast, ItemId};
use crate::problem::{MOST_PROBLEMS, Problem, ProblemKind};

/// Attributes set twice in one block: written with `=`, and with the same characters. Vault 1.21
/// and later refuse them (hashicorp/vault #31215).
pub(crate) fn duplicates(text: &str, ast: &Ast) -> Vec<Problem> {
    let mut problems = Vec::new();
    in_block(text, ast, ast.root().iter().copied(), &mut problems);
    for object in ast.objects() {
        in_block(text, ast, ast.items(object), &mut problems);
    }
    text::sort_by_key(&mut problems, |p| p.span);
    problems.truncate(MOST_PROBLEMS);
    problems
}

fn in_block(
    text: &str,
    ast: &Ast,
    items: impl Iterator<Item = ItemId>,
    problems: &mut Vec<Problem>,
) {
    let assigned = items.filter_map(|i| ast.item(i)).filter(|i| i.assign.is_some());
    let keys = assigned.filter_map(|i| ast.keys(i).first().map(|k| k.span()));
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for span in keys {
        let key = span.of(text);
        let first = *seen.entry(key).or_insert(span);
        if first != span {
            let key = key.to_owned();
            let mut problem = Problem::new(ProblemKind::DuplicateAttribute { key, first }, span);
            problem.lines = VaultLines::FROM_1_21;
            problems.push(problem);
        }
    }
}
