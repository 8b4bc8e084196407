use std::fmt;

use text::Span;

/// Why Helm cannot render the chart with a file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fault {
    /// The chart's file that Helm names.
    pub template: &'static str,
    /// What went wrong.
    pub kind: FaultKind,
    /// Path of the key that is to blame, which Helm seldom names.
    pub path: Vec<String>,
    /// The guilty key or value in the file, where it is written there.
    pub span: Option<Span>,
    /// The expression that Helm names, as `<.Values.env.variables>`; empty for YAML errors.
    pub at: String,
}

/// What stops Helm.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FaultKind {
    /// The file itself cannot be read; the text is Helm's.
    Unreadable(String),
    /// The chart looks for `field` in a block that is null or missing.
    NoBlock { field: String },
    /// The chart looks for `field` in something that is no map.
    NotAMap { field: String },
    /// A value has the wrong type for what the chart does with it.
    WrongType { expected: &'static str, got: &'static str },
    /// The chart walks over something that is no list.
    NotAList { shown: String },
    /// The chart compares a value with text, and it is none.
    NotText,
    /// The chart takes the length of something that has none.
    NoLength { got: &'static str },
    /// The chart itself refuses the value, in its own words.
    Refused(&'static str),
    /// The value breaks the manifest it is written into; the text is the YAML reader's.
    BrokenManifest(String),
}

impl fmt::Display for Fault {
    /// As the operator sees it: Helm's own words, without the line numbers, which differ by version.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { template, at, .. } = self;
        match &self.kind {
            FaultKind::Unreadable(said) => return write!(f, "failed to parse the file: {said}"),
            FaultKind::BrokenManifest(said) => {
                return write!(
                    f,
                    "YAML parse error on terraform-enterprise/templates/{template}: {said}"
                );
            }
            FaultKind::Refused(said) => {
                return write!(
                    f,
                    "execution error at (terraform-enterprise/templates/{template}): {said}"
                );
            }
            _ => write!(f, "executing \"terraform-enterprise/templates/{template}\" at <{at}>: ")?,
        }
        match &self.kind {
            FaultKind::NoBlock { field } => {
                write!(f, "nil pointer evaluating interface {{}}.{field}")
            }
            FaultKind::NotAMap { field } => {
                write!(f, "can't evaluate field {field} in type interface {{}}")
            }
            FaultKind::WrongType { expected, got } => {
                write!(f, "wrong type for value; expected {expected}; got {got}")
            }
            FaultKind::NotAList { shown } => write!(f, "range can't iterate over {shown}"),
            FaultKind::NotText => write!(f, "error calling eq: incompatible types for comparison"),
            FaultKind::NoLength { got } => write!(f, "error calling len: len of type {got}"),
            _ => Ok(()),
        }
    }
}
