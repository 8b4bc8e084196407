use crate::ast::{Ast, ItemId, NodeId, NodeKind};
use crate::token::Tok;

/// Makes HCL's labels out of nested objects, as Vault does it: an object that holds nothing but
/// objects is dissolved into items with its key and theirs, a list of nothing but objects into one
/// item each, again and again. Works from the outside to the inside.
pub(crate) fn flatten(ast: &mut Ast) {
    let root = flat(ast, ast.root().to_vec());
    let mut todo: Vec<NodeId> = Vec::new();
    todo.extend(root.iter().filter_map(|i| ast.item(*i)).map(|i| i.value));
    ast.set_root(root);
    while let Some(node) = todo.pop() {
        match ast.node(node).kind {
            NodeKind::List => todo.extend(ast.elements(node)),
            NodeKind::Object => {
                let before: Vec<ItemId> = ast.items(node).collect();
                let items = flat(ast, before);
                todo.extend(items.iter().filter_map(|i| ast.item(*i)).map(|i| i.value));
                ast.replace_items(node, &items);
            }
            _ => {}
        }
    }
}

/// An item still to be looked at: its own keys come after those of the objects around it.
struct Pending {
    keys: Vec<Tok>,
    assign: Option<Tok>,
    value: NodeId,
}

fn flat(ast: &mut Ast, items: Vec<ItemId>) -> Vec<ItemId> {
    let mut out = Vec::with_capacity(items.len());
    for id in items {
        let Some(item) = ast.item(id).copied() else {
            continue;
        };
        let Some(inner) = dissolved(ast, item.value) else {
            out.push(id);
            continue;
        };
        let keys = ast.keys(&item).to_vec();
        // A stack with the first on top, so that the order stays.
        let mut todo: Vec<Pending> = Vec::new();
        spread(&keys, item.assign, inner, &mut todo);
        while let Some(next) = todo.pop() {
            match dissolved(ast, next.value) {
                Some(inner) if next.keys.len() < MOST_LABELS => {
                    spread(&next.keys, next.assign, inner, &mut todo);
                }
                _ => out.push(ast.add_item(&next.keys, next.assign, next.value)),
            }
        }
    }
    out
}

/// Labels beyond the second have no meaning; this many are kept apart, deeper ones stay objects.
const MOST_LABELS: usize = 64;

fn spread(
    keys: &[Tok],
    assign: Option<Tok>,
    inner: Vec<(Vec<Tok>, NodeId)>,
    todo: &mut Vec<Pending>,
) {
    for (more, value) in inner.into_iter().rev() {
        let keys = [keys, &more].concat();
        todo.push(Pending { keys, assign, value });
    }
}

/// What a value is dissolved into: keys to add, and values. `None` where it stays whole.
fn dissolved(ast: &Ast, id: NodeId) -> Option<Vec<(Vec<Tok>, NodeId)>> {
    let is_object = |id: NodeId| ast.node(id).kind == NodeKind::Object;
    match ast.node(id).kind {
        NodeKind::Object => {
            let mut inner = Vec::new();
            for item in ast.items(id) {
                let item = ast.item(item)?;
                if !is_object(item.value) {
                    return None;
                }
                inner.push((ast.keys(item).to_vec(), item.value));
            }
            (!inner.is_empty()).then_some(inner)
        }
        NodeKind::List => {
            let elements: Vec<NodeId> = ast.elements(id).collect();
            let all = !elements.is_empty() && elements.iter().all(|e| is_object(*e));
            all.then(|| elements.into_iter().map(|e| (Vec::new(), e)).collect())
        }
        _ => None,
    }
}
