//! The objects of a manifest, and the pods and containers in them.

use helm_values::{Document, Entry, Kind, NodeId};
use text::Span;

/// A manifest's tree, with short questions.
#[derive(Clone, Copy)]
pub(super) struct Tree<'d> {
    pub document: &'d Document,
}

impl<'d> Tree<'d> {
    /// The entry of a map that counts for a key.
    pub(super) fn entry(self, map: NodeId, key: &str) -> Option<&'d Entry> {
        self.document.find_in(map, &[key]).map(|found| found.entry)
    }

    /// The value at the end of a path of keys.
    pub(super) fn at(self, map: NodeId, path: &[&str]) -> Option<NodeId> {
        path.iter().try_fold(map, |at, key| self.entry(at, key).map(|entry| entry.value))
    }

    /// A scalar's text at the end of a path.
    pub(super) fn text(self, map: NodeId, path: &[&str]) -> Option<&'d str> {
        self.scalar(self.at(map, path)?)
    }

    /// A scalar's text.
    pub(super) fn scalar(self, node: NodeId) -> Option<&'d str> {
        self.document.target(node)?.as_scalar().map(|scalar| scalar.text.as_str())
    }

    /// Where a value is written.
    pub(super) fn span(self, node: NodeId) -> Span {
        self.document.node(node).map(|node| node.span).unwrap_or_default()
    }

    /// Where the key of an entry is written.
    pub(super) fn key(self, entry: &Entry) -> Span {
        self.span(entry.key)
    }

    /// The items of a list.
    pub(super) fn items(self, node: Option<NodeId>) -> Vec<NodeId> {
        let list = node.and_then(|node| self.document.target(node)).and_then(|n| n.as_sequence());
        list.map(|list| list.items.iter().map(|item| item.value).collect()).unwrap_or_default()
    }

    /// The entries of a map.
    pub(super) fn entries(self, node: NodeId) -> &'d [Entry] {
        match self.document.target(node).map(|node| &node.kind) {
            Some(Kind::Mapping(mapping)) => &mapping.entries,
            _ => &[],
        }
    }
}

/// One object of a manifest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Object<'d> {
    pub node: NodeId,
    pub api_version: &'d str,
    pub kind: &'d str,
}

impl<'d> Object<'d> {
    /// All objects, those of a `kind: List` by themselves.
    pub(super) fn all(tree: Tree<'d>) -> Vec<Self> {
        let mut all = Vec::new();
        for root in tree.document.roots() {
            let Some(object) = Self::of(tree, root) else { continue };
            if object.kind.ends_with("List") || object.kind == "List" {
                let items = tree.items(tree.at(root, &["items"]));
                all.extend(items.into_iter().filter_map(|item| Self::of(tree, item)));
            } else {
                all.push(object);
            }
        }
        all
    }

    fn of(tree: Tree<'d>, node: NodeId) -> Option<Self> {
        let head = (tree.text(node, &["apiVersion"]), tree.text(node, &["kind"]));
        let (api_version, kind) = match head {
            (Some(api_version), Some(kind)) => (api_version, kind),
            // A line that is lost when a text is copied is most often the first.
            (api_version, kind) => {
                tree.at(node, &["spec", "jobTemplate"])?;
                (api_version.unwrap_or("batch/v1"), kind.unwrap_or("CronJob"))
            }
        };
        Some(Self { node, api_version, kind })
    }

    /// The entries of one of its maps; none where it has no such map.
    pub(super) fn entries(&self, tree: Tree<'d>, field: &str) -> &'d [Entry] {
        tree.at(self.node, &[field]).map(|map| tree.entries(map)).unwrap_or_default()
    }

    /// The kind that its own is another spelling of.
    pub(super) fn meant_kind(&self) -> Option<&'static str> {
        let known = ["CronJob", "Job", "Secret", "ConfigMap", "ServiceAccount"];
        let is_core = self.api_version == "v1" || self.api_version.starts_with("batch/");
        // A comma, a blank or a quote of print is none of its letters.
        let letters: String = self.kind.chars().filter(char::is_ascii_alphanumeric).collect();
        let meant = known.into_iter().find(|kind| kind.eq_ignore_ascii_case(&letters));
        meant.filter(|kind| is_core && *kind != self.kind)
    }

    /// Whether it runs pods to their end.
    pub(super) fn is_job(&self) -> bool {
        matches!(self.kind, "Job" | "CronJob")
    }

    /// The spec of its job.
    pub(super) fn job(&self, tree: Tree<'d>) -> Option<NodeId> {
        match self.kind {
            "CronJob" => tree.at(self.node, &["spec", "jobTemplate", "spec"]),
            "Job" => tree.at(self.node, &["spec"]),
            _ => None,
        }
    }

    /// The spec of its pods.
    pub(super) fn pod(&self, tree: Tree<'d>) -> Option<NodeId> {
        match self.kind {
            "Pod" => tree.at(self.node, &["spec"]),
            "CronJob" => tree.at(self.job(tree)?, &["template", "spec"]),
            "Job" | "Deployment" | "StatefulSet" | "DaemonSet" | "ReplicaSet" => {
                tree.at(self.node, &["spec", "template", "spec"])
            }
            _ => None,
        }
    }

    /// Its name.
    pub(super) fn name(&self, tree: Tree<'d>) -> &'d str {
        tree.text(self.node, &["metadata", "name"]).unwrap_or("")
    }
}

/// One container of a pod.
#[derive(Clone, Copy, Debug)]
pub(super) struct Container<'d> {
    pub node: NodeId,
    pub image: &'d str,
    /// It runs to its end before the containers start.
    pub first: bool,
}

impl<'d> Container<'d> {
    /// The containers of a pod, those that run first before the others.
    pub(super) fn all(tree: Tree<'d>, pod: NodeId) -> Vec<Self> {
        let of = |key: &str, first: bool| {
            let items = tree.items(tree.at(pod, &[key]));
            let read = move |node: NodeId| Self {
                node,
                image: tree.text(node, &["image"]).unwrap_or(""),
                first,
            };
            items.into_iter().map(read).collect::<Vec<_>>()
        };
        let mut all = of("initContainers", true);
        all.extend(of("containers", false));
        all
    }

    /// Whether its image is one that brings Vault's program and little else. The images that are made of
    /// Red Hat's have more.
    pub(super) fn is_vault(&self) -> bool {
        if self.image.ends_with("-ubi") {
            return false;
        }
        let bare = self.image.split(['@', ':']).next().unwrap_or("");
        let bare = bare.trim_start_matches("docker.io/").trim_start_matches("library/");
        matches!(bare, "vault" | "hashicorp/vault" | "hashicorp/vault-enterprise")
    }

    /// Its variables: name and entry.
    pub(super) fn variables(&self, tree: Tree<'d>) -> Vec<(&'d str, NodeId)> {
        let items = tree.items(tree.at(self.node, &["env"])).into_iter();
        items.filter_map(|item| Some((tree.text(item, &["name"])?, item))).collect()
    }

    /// Whether variables come from an object by all of its keys.
    pub(super) fn takes_all_of_an_object(&self, tree: Tree<'d>) -> bool {
        !tree.items(tree.at(self.node, &["envFrom"])).is_empty()
    }
}
