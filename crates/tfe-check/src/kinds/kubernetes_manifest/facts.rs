//! A manifest, read and ready to be checked.

use helm_values::{Document, NodeId};
use text::Span;

use super::commands::{self, Commands};
use super::object::{Container, Object, Tree};
use super::template::Masked;

/// What the rules are given.
pub(super) struct Facts<'d> {
    /// The file as it was given.
    pub text: &'d str,
    /// The same with templates taken out and the words of shells as the shells get them.
    pub work: String,
    pub masked: &'d Masked,
    pub tree: Tree<'d>,
    pub objects: Vec<Object<'d>>,
    pub pods: Vec<Pod<'d>>,
}

/// The pods of one object.
pub(super) struct Pod<'d> {
    pub object: Object<'d>,
    pub spec: NodeId,
    pub containers: Vec<Worker<'d>>,
}

/// A container and what it runs.
pub(super) struct Worker<'d> {
    pub container: Container<'d>,
    pub commands: Commands,
}

impl<'d> Facts<'d> {
    pub(super) fn new(text: &'d str, masked: &'d Masked, document: &'d Document) -> Self {
        let tree = Tree { document };
        let objects = Object::all(tree);
        let mut work = masked.text.clone();
        let mut pods = Vec::new();
        for object in &objects {
            let Some(spec) = object.pod(tree) else { continue };
            let mut containers = Vec::new();
            for container in Container::all(tree, spec) {
                let commands = commands::read(tree, &container, &mut work);
                containers.push(Worker { container, commands });
            }
            pods.push(Pod { object: *object, spec, containers });
        }
        Self { text, work, masked, tree, objects, pods }
    }

    /// Whether a place holds a value that a template gives.
    pub(super) fn is_template(&self, place: Span) -> bool {
        self.masked.values.iter().any(|mark| mark.overlaps(place))
    }

    /// Whether templates may add lines inside of a place.
    pub(super) fn may_hold_more(&self, place: Span) -> bool {
        let near = Span::new(place.start, place.end + 1);
        self.masked.lines.iter().any(|mark| mark.overlaps(near))
    }

    /// Whether a word is known as it is written, and not filled in later.
    pub(super) fn is_literal(&self, node: NodeId) -> bool {
        let place = self.tree.span(node);
        let word = place.of(self.text);
        !self.is_template(place) && !["${", "$(", "<", "}}"].iter().any(|m| word.contains(m))
    }
}

impl Worker<'_> {
    /// The calls of Vault's program: its words behind the program's name.
    pub(super) fn vault_calls<'t>(&self, work: &'t str) -> Vec<Vec<(&'t str, Span)>> {
        let all = self.commands.list.iter().map(|command| commands::words(work, command));
        let ours =
            all.filter(|words| matches!(commands::program(words), "vault" | "vault-enterprise"));
        ours.map(|words| words.into_iter().skip(1).collect()).collect()
    }

    /// The call that saves a snapshot, and the word for its file.
    pub(super) fn snapshot<'t>(&self, work: &'t str) -> Option<(&'t str, Span)> {
        let calls = self.vault_calls(work);
        let save = ["operator", "raft", "snapshot", "save"];
        calls.into_iter().find_map(|call| {
            let plain: Vec<_> = call.into_iter().filter(|(w, _)| !w.starts_with('-')).collect();
            let is_save = plain.iter().map(|(word, _)| *word).take(4).eq(save);
            plain.get(4).copied().filter(|_| is_save)
        })
    }
}
