//! A manifest, read and ready to be checked.

use std::cell::OnceCell;

use helm_values::{Document, NodeId, Style};
use text::Span;

use super::commands::{self, Commands};
use super::object::{Container, Object, Tree};
use super::template::Masked;
use super::typed::Typed;
use super::written::Written;

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
    /// What the manifests that are given with it write.
    pub others: &'d [Written],
    /// Made once it is asked for: detection does not need it.
    typed: OnceCell<Typed>,
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
        Self { text, work, masked, tree, objects, pods, others: &[], typed: OnceCell::new() }
    }

    /// The same, given what other manifests write.
    pub(super) fn with(self, others: &'d [Written]) -> Self {
        Self { others, ..self }
    }

    /// What has a type of the API.
    pub(super) fn typed(&self) -> &Typed {
        self.typed.get_or_init(|| Typed::new(self))
    }

    /// The templates that only Helm can take out: those in quotes and in blocks of text may be meant for
    /// another program, as those of Vault's agent are.
    pub(super) fn of_helm(&self) -> Vec<Span> {
        let is_text = |style: Style| style != Style::Plain;
        let nodes = self.tree.document.nodes().map(|(_, node)| node);
        let mut texts: Vec<Span> = nodes
            .filter(|node| node.as_scalar().is_some_and(|scalar| is_text(scalar.style)))
            .map(|node| node.span)
            .collect();
        text::sort_by_key(&mut texts, |span| span.start);
        let is_inside = |mark: &Span| {
            let after = texts.partition_point(|text| text.start <= mark.start);
            let before = after.checked_sub(1).and_then(|at| texts.get(at));
            before.is_some_and(|text| mark.start < text.end || self.ends(*text, *mark))
        };
        let marks = self.masked.values.iter().chain(&self.masked.lines);
        marks.filter(|mark| !is_inside(mark)).copied().collect()
    }

    /// Whether a template is on the last lines of a block of text: blanks are there instead of it, which the
    /// block does not need.
    fn ends(&self, block: Span, mark: Span) -> bool {
        let masked = self.masked.text.as_str();
        let gap = masked.get(block.end..mark.start).unwrap_or("x");
        let indent = |at: usize| {
            let before = masked.get(..at).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or("");
            line.len() - line.trim_start_matches(' ').len()
        };
        gap.trim().is_empty() && indent(mark.start) > indent(block.start)
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

    /// A word as it is written, unless something fills it in later.
    pub(super) fn literal(&self, node: NodeId) -> Option<&'d str> {
        self.tree.scalar(node).filter(|word| !word.is_empty() && self.is_literal(node))
    }

    /// The namespace of an object and where it is written; none where the text does not say it.
    pub(super) fn namespace(&self, object: &Object<'d>) -> Option<(&'d str, Span)> {
        let node = self.tree.at(object.node, &["metadata", "namespace"])?;
        Some((self.literal(node)?, self.tree.span(node)))
    }

    /// Whether a word is known as it is written, and not filled in later.
    pub(super) fn is_literal(&self, node: NodeId) -> bool {
        let place = self.tree.span(node);
        let word = place.of(self.text);
        !self.is_template(place) && !["${", "$(", "<", "}}"].iter().any(|m| word.contains(m))
    }
}

impl Worker<'_> {
    /// The calls of Vault's program: its words after the program's name.
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
