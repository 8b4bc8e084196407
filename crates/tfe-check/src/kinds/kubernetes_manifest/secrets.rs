//! The secrets that only a manifest's reader knows: the values of Secrets, and of variables whose names
//! say that they are secret.

use helm_values::NodeId;
use text::Masker;

use super::object::{Container, Object, Tree};
use super::template;
use crate::secrets::{is_open, is_secret_name};

/// All of a text.
pub(super) fn of(text: &str) -> Masker {
    let masked = template::mask(text);
    let document = helm_values::parse(&masked.text);
    let tree = Tree { document: &document };
    let mut masker = Masker::default();
    for object in Object::all(tree) {
        if object.kind == "Secret" {
            let fields = ["data", "stringData"];
            for map in fields.iter().filter_map(|field| tree.at(object.node, &[field])) {
                for entry in tree.entries(map) {
                    add(tree, text, entry.value, &mut masker);
                }
            }
        }
        let pod = object.pod(tree);
        for container in pod.into_iter().flat_map(|pod| Container::all(tree, pod)) {
            for (name, item) in container.variables(tree) {
                if let Some(value) = tree.at(item, &["value"]).filter(|_| is_secret_name(name)) {
                    add(tree, text, value, &mut masker);
                }
            }
        }
    }
    masker
}

fn add(tree: Tree<'_>, text: &str, node: NodeId, masker: &mut Masker) {
    let (Some(value), place) = (tree.scalar(node), tree.span(node)) else { return };
    let written = place.of(text);
    // What a template or a shell fills in is not in the file.
    if is_open(value.trim()) || written.contains("{{") || written.starts_with("$(") {
        return;
    }
    masker.add(place, value.trim());
    masker.add_value(written.trim_matches(['"', '\'']));
}
