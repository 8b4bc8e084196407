//! From the tree to the values that Helm works with.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::map::Map;
use crate::problem::{Problem, ProblemKind};
use crate::scalar::{Plain, resolve_plain};
use crate::shared_text::SharedText;
use crate::tree::{Entry, Kind, Mapping, Node, NodeId};
use crate::value::{Data, Origin, Value};

pub(crate) struct Converted {
    pub(crate) value: Value,
    pub(crate) problems: Vec<Problem>,
}

impl Converted {
    pub(crate) fn empty() -> Self {
        Self { value: Value::of(Data::Null), problems: Vec::new() }
    }
}

/// The value of a document's root, and why Helm would refuse it.
pub(crate) fn convert(nodes: &[Node], root: NodeId) -> Converted {
    let mut converter = Converter {
        nodes,
        inside: Vec::new(),
        aliases: 0,
        steps: 0,
        in_alias: 0,
        bomb: false,
        infinite: false,
        problems: BTreeMap::new(),
    };
    let mut value = converter.value(root, None);
    if converter.infinite {
        converter.refuse_infinite(&mut value);
    }
    let kind = match &value.data {
        Data::Bool(_) => Some("bool"),
        Data::Number(_) => Some("number"),
        Data::String(_) => Some("string"),
        Data::List(_) => Some("array"),
        Data::Null | Data::Map(_) => None,
    };
    if let Some(kind) = kind {
        let said = format!(
            "json: cannot unmarshal {kind} into Go value of type map[string]interface {{}}"
        );
        converter.tell(root, ProblemKind::NotAMap(kind), &said);
    }
    Converted { value, problems: converter.problems.into_values().collect() }
}

/// What Helm's reader says of a tag that does not fit.
fn mismatch(node: &Node) -> String {
    let tag = node.tag.as_ref().map_or("", |tag| tag.name.rsplit(':').next().unwrap_or(""));
    let text = node.as_scalar().map_or("", |scalar| &*scalar.text);
    let found = match resolve_plain(text) {
        _ if tag == "binary" => return "!!binary value contains invalid base64 data".to_owned(),
        Plain::Null => "null",
        Plain::Bool(_) => "bool",
        Plain::Int(_) => "int",
        Plain::Float(_) => "float",
        Plain::Text(_) | Plain::Mismatch => "str",
    };
    format!("cannot decode !!{found} `{text}` as a !!{tag}")
}

struct Converter<'n> {
    nodes: &'n [Node],
    /// Aliases being followed.
    inside: Vec<NodeId>,
    aliases: u64,
    steps: u64,
    in_alias: usize,
    bomb: bool,
    /// There is a number that JSON cannot carry.
    infinite: bool,
    /// By node, so that a problem inside an anchor is reported once.
    problems: BTreeMap<NodeId, Problem>,
}

impl Converter<'_> {
    fn node(&self, id: NodeId) -> Option<&'_ Node> {
        self.nodes.get(id.0 as usize)
    }

    fn value(&mut self, id: NodeId, entry: Option<&Entry>) -> Value {
        self.count(id);
        let nodes = self.nodes;
        let Some(node) = nodes.get(id.0 as usize) else {
            return Value::of(Data::Null);
        };
        let (target, data) = match &node.kind {
            _ if self.bomb => (id, Data::Null),
            Kind::Scalar(scalar) => (id, self.scalar(id, &scalar.value)),
            Kind::Sequence(sequence) => {
                let items = sequence.items.iter().map(|item| self.value(item.value, None));
                (id, Data::list(items.collect()))
            }
            Kind::Mapping(mapping) => (id, Data::map(self.map(mapping))),
            Kind::Alias(alias) => {
                let target = self.follow(id, &alias.name, alias.target);
                (target.unwrap_or(id), self.aliased(target))
            }
        };
        let span = node.full_span();
        Value {
            data,
            origin: Some(Origin {
                node: target,
                value: node.span,
                key: entry.and_then(|e| self.node(e.key)).map(|key| key.span),
                entry: entry.map_or(span, |e| e.span),
            }),
        }
    }

    fn aliased(&mut self, target: Option<NodeId>) -> Data {
        let Some(target) = target else {
            return Data::Null;
        };
        self.inside.push(target);
        self.in_alias += 1;
        let value = self.value(target, None);
        self.in_alias -= 1;
        self.inside.pop();
        value.data
    }

    /// The alias's node, unless there is none or we are inside it.
    fn follow(&mut self, id: NodeId, name: &str, target: Option<NodeId>) -> Option<NodeId> {
        let Some(target) = target else {
            let said = format!("unknown anchor '{name}' referenced");
            self.tell(id, ProblemKind::UndefinedAlias(name.to_owned()), &said);
            return None;
        };
        if self.inside.contains(&target) || self.is_inside(id, target) {
            let said = format!("anchor '{name}' value contains itself");
            self.tell(id, ProblemKind::RecursiveAlias(name.to_owned()), &said);
            return None;
        }
        Some(target)
    }

    fn is_inside(&self, id: NodeId, outer: NodeId) -> bool {
        let parents = std::iter::successors(Some(id), |id| self.node(*id)?.parent);
        parents.skip(1).any(|parent| parent == outer)
    }

    fn scalar(&mut self, id: NodeId, plain: &Plain) -> Data {
        match plain {
            Plain::Null => Data::Null,
            Plain::Bool(bool) => Data::Bool(*bool),
            Plain::Int(int) => Data::Number(int.as_f64()),
            // What JSON cannot carry is refused when all is read: only the last of two equal keys
            // is there then.
            Plain::Float(float) => {
                self.infinite |= !float.is_finite();
                Data::Number(*float)
            }
            Plain::Text(text) => Data::String(text.clone()),
            Plain::Mismatch => {
                let said = self.node(id).map_or_else(String::new, mismatch);
                self.tell(id, ProblemKind::BadTag, &said);
                Data::Null
            }
        }
    }

    /// Tells the numbers that JSON cannot carry, and takes them out.
    fn refuse_infinite(&mut self, value: &mut Value) {
        match &mut value.data {
            Data::Number(number) if !number.is_finite() => {
                let said = format!("json: unsupported value: {}", crate::go_number(*number));
                if let Some(origin) = value.origin {
                    self.tell(origin.node, ProblemKind::NotFinite, &said);
                }
                value.data = Data::Null;
            }
            Data::List(items) => {
                Arc::make_mut(items).iter_mut().for_each(|item| self.refuse_infinite(item));
            }
            Data::Map(map) => {
                Arc::make_mut(map).values_mut().for_each(|value| self.refuse_infinite(value));
            }
            _ => {}
        }
    }

    /// Entries in their order, the later ones over the earlier: Helm's reader does not tell merged
    /// entries from the map's own.
    fn map(&mut self, mapping: &Mapping) -> Map {
        let mut map = Vec::with_capacity(mapping.entries.len());
        for entry in &mapping.entries {
            self.key(entry.key);
            if entry.merge {
                self.merge(entry.value, &mut map);
            } else if let Some(name) = &entry.name {
                let value = self.value(entry.value, Some(entry));
                map.push((name.clone(), value));
            } else {
                // The key is refused; what is in the value is still looked at.
                self.value(entry.value, Some(entry));
            }
        }
        map.into_iter().collect()
    }

    /// Keys are scalars by now, but may be aliases of nothing or tagged wrongly.
    fn key(&mut self, id: NodeId) {
        let nodes = self.nodes;
        match nodes.get(id.0 as usize).map(|node| &node.kind) {
            Some(Kind::Alias(alias)) => {
                self.follow(id, &alias.name, alias.target);
            }
            Some(Kind::Scalar(scalar)) if scalar.value == Plain::Mismatch => {
                self.scalar(id, &scalar.value);
            }
            _ => {}
        }
    }

    fn merge(&mut self, id: NodeId, into: &mut Vec<(SharedText, Value)>) {
        let nodes = self.nodes;
        let list = nodes.get(id.0 as usize).and_then(Node::as_sequence);
        let maps = match list {
            Some(sequence) => sequence.items.iter().rev().map(|item| item.value).collect(),
            None => vec![id],
        };
        for id in maps {
            match self.value(id, None).data {
                Data::Map(map) => into.extend(Arc::unwrap_or_clone(map)),
                _ if self.bomb || self.problems.contains_key(&id) => {}
                _ => {
                    let said = "map merge requires map or sequence of maps as the value";
                    self.tell(id, ProblemKind::BadMerge, said);
                }
            }
        }
    }

    /// Helm's reader's guard against aliases that multiply.
    fn count(&mut self, id: NodeId) {
        self.steps += 1;
        if self.in_alias > 0 {
            self.aliases += 1;
        }
        if self.bomb || self.aliases <= 100 || self.steps <= 1000 {
            return;
        }
        const LOW: u64 = 400_000;
        const HIGH: u64 = 4_000_000;
        #[expect(clippy::cast_precision_loss, reason = "counts of a few millions")]
        let (aliases, steps) = (self.aliases as f64, self.steps as f64);
        let allowed = match self.steps {
            ..=LOW => 0.99,
            HIGH.. => 0.10,
            #[expect(clippy::cast_precision_loss, reason = "counts of a few millions")]
            _ => 0.99 - 0.89 * (steps - LOW as f64) / (HIGH - LOW) as f64,
        };
        if aliases / steps > allowed {
            self.bomb = true;
            self.tell(id, ProblemKind::ExcessiveAliasing, "document contains excessive aliasing");
        }
    }

    fn tell(&mut self, id: NodeId, kind: ProblemKind, said: &str) {
        let span = self.node(id).map_or_else(Default::default, Node::full_span);
        let mut problem = Problem::fatal(kind, span);
        problem.said =
            Some(if said.starts_with("json") { said.to_owned() } else { format!("yaml: {said}") });
        self.problems.entry(id).or_insert(problem);
    }
}
