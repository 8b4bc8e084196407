use text::Span;

use crate::scalar::Plain;
use crate::shared_text::SharedText;

/// A node of a [`crate::Document`], by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(crate) u32);

/// A scalar, a mapping, a sequence or an alias, and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// The content with its quotes or brackets, without anchor, tag and comments. Empty for a value
    /// that is not written (`key:`); it then stands right after the `:` or `-`.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// `&name` before it; the span covers the `&`.
    pub anchor: Option<Box<Property>>,
    /// `!tag` before it, resolved (`!!str` is `tag:yaml.org,2002:str`).
    pub tag: Option<Box<Property>>,
    /// The mapping or sequence it is in; none for a root.
    pub parent: Option<NodeId>,
}

/// An anchor's or tag's name and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// The name without `&`; a tag as resolved.
    pub name: String,
    /// With its `&` or `!`.
    pub span: Span,
}

/// The kinds of nodes.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Text of one style.
    Scalar(Scalar),
    /// `key: value` entries.
    Mapping(Mapping),
    /// `- item` entries.
    Sequence(Sequence),
    /// `*name`
    Alias(Alias),
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// `'...'`
    Single,
    /// `"..."`
    Double,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

/// Text, and what Helm takes it for.
#[derive(Clone, Debug)]
pub struct Scalar {
    /// The text after unquoting, unfolding and escapes; its value shares it.
    pub text: SharedText,
    /// How it is written.
    pub style: Style,
    /// The value as Helm resolves it, tag included.
    pub value: Plain,
}

/// `key: value` entries in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    /// Every entry, duplicates included.
    pub entries: Vec<Entry>,
    /// Written with braces.
    pub flow: bool,
}

/// One `key: value`.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key's node.
    pub key: NodeId,
    /// The value's node.
    pub value: NodeId,
    /// The key as Helm turns it into a string; none where Helm refuses the key, and for `<<`.
    pub name: Option<SharedText>,
    /// A `<<` that merges other maps into this one.
    pub merge: bool,
    /// From the key's first byte to the value's last.
    pub span: Span,
    /// The whole lines it covers, line end and comment at the end included, when nothing else stands
    /// on them.
    pub lines: Option<Span>,
}

/// `- item` entries.
#[derive(Clone, Debug, Default)]
pub struct Sequence {
    /// Every item.
    pub items: Vec<Item>,
    /// Written with brackets.
    pub flow: bool,
}

/// One `- item`.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// The item's node.
    pub value: NodeId,
    /// From the dash (or, in brackets, the item itself) to the item's last byte.
    pub span: Span,
}

/// `*name`
#[derive(Clone, Debug)]
pub struct Alias {
    /// The anchor's name.
    pub name: String,
    /// The node it stands for; none where no anchor of that name comes before it.
    pub target: Option<NodeId>,
}

impl Node {
    /// Its entries, when it is a mapping.
    pub fn as_mapping(&self) -> Option<&Mapping> {
        match &self.kind {
            Kind::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// Its items, when it is a sequence.
    pub fn as_sequence(&self) -> Option<&Sequence> {
        match &self.kind {
            Kind::Sequence(sequence) => Some(sequence),
            _ => None,
        }
    }

    /// Its text, when it is a scalar.
    pub fn as_scalar(&self) -> Option<&Scalar> {
        match &self.kind {
            Kind::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// Puts a letter back that another one stood in for.
    pub(crate) fn restore(&mut self, stand_in: char, letter: char) {
        let Kind::Scalar(scalar) = &mut self.kind else { return };
        if !scalar.text.contains(stand_in) {
            return;
        }
        scalar.text = scalar.text.replace(stand_in, letter.encode_utf8(&mut [0; 4])).into();
        if let Plain::Text(text) = &mut scalar.value {
            *text = scalar.text.clone();
        }
    }

    /// The content together with its anchor and tag.
    pub fn full_span(&self) -> Span {
        let properties = self.anchor.iter().chain(&self.tag);
        properties.fold(self.span, |span, p| p.span.cover(span))
    }
}
