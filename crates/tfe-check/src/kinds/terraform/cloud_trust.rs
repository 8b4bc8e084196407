//! Whom a cloud trusts: the subjects of runs in the policies of AWS roles and in Azure's federated credentials.

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, Object};
use hcl_edit::structure::{Block, Body};
use hcl_edit::visit::{Visit, visit_block, visit_object};
use text::Span;

use crate::carry::template::{key, key_span, span};

/// A subject that no token of a run has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject {
    /// The subject, without quotes.
    pub at: Span,
    pub cloud: Cloud,
}

/// Who compares the subject.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cloud {
    Aws {
        /// The word `StringEquals`, where nothing else is compared by it.
        test: Option<Span>,
        /// Another condition of the same policy may match.
        alone: bool,
    },
    Azure,
}

/// Whether a file says whose runs a cloud trusts.
pub(super) fn trusts_runs(file: &str) -> bool {
    let places = [":sub\"", "federated_identity_credential"];
    file.contains("\"organization:") && places.iter().any(|place| file.contains(place))
}

/// All of them, in the order of the file.
pub(super) fn subjects(file: &str, body: &Body) -> Vec<Subject> {
    let mut all = Vec::new();
    for block in body.blocks() {
        let mut finder = Finder { file, found: Vec::new(), conditions: 0 };
        finder.visit_block(block);
        let alone = finder.conditions <= finder.found.len();
        all.extend(finder.found.into_iter().map(|subject| match subject.cloud {
            Cloud::Aws { test, .. } => Subject { cloud: Cloud::Aws { test, alone }, ..subject },
            Cloud::Azure => subject,
        }));
    }
    all
}

struct Finder<'f> {
    file: &'f str,
    found: Vec<Subject>,
    /// Conditions on a subject, whatever they compare.
    conditions: usize,
}

impl Visit for Finder<'_> {
    fn visit_block(&mut self, block: &Block) {
        match (block.ident.as_str(), block.labels.first().map(|label| label.as_str())) {
            ("condition", _) => self.condition(block),
            ("resource", Some(kind)) if kind.ends_with("federated_identity_credential") => {
                self.azure(block);
            }
            _ => {}
        }
        visit_block(self, block);
    }

    fn visit_object(&mut self, object: &Object) {
        for (name, value) in object.iter() {
            let test = key(self.file, name).zip(key_span(name));
            let test = test.filter(|(test, _)| test.contains("String"));
            if let (Some((test, at)), Expression::Object(compared)) = (test, value.expr()) {
                let only = compared.iter().count() == 1;
                self.compared(&test, Some(at).filter(|_| only), compared);
            }
        }
        visit_object(self, object);
    }
}

impl Finder<'_> {
    /// `StringEquals = { "tfe.example.com:sub" = … }`
    fn compared(&mut self, test: &str, at: Option<Span>, compared: &Object) {
        for (name, value) in compared.iter() {
            let is_subject = key(self.file, name).is_some_and(|name| name.ends_with(":sub"));
            if is_subject {
                self.aws(test, at.map(|at| inside(self.file, at)), value.expr());
            }
        }
    }

    /// A block of `aws_iam_policy_document`.
    fn condition(&mut self, block: &Block) {
        let of = |name: &str| block.body.get_attribute(name).map(|a| &a.value);
        let (Some(test), Some(variable), Some(values)) = (of("test"), of("variable"), of("values"))
        else {
            return;
        };
        let written = span(variable.span()).map(|at| at.of(self.file).trim_matches('"'));
        if written.is_some_and(|variable| variable.ends_with(":sub")) {
            let at = span(test.span()).map(|at| inside(self.file, at));
            self.aws(test.as_str().unwrap_or(""), at, values);
        }
    }

    /// AWS takes a `*` for itself unless the test says that it is a pattern.
    fn aws(&mut self, test: &str, at: Option<Span>, values: &Expression) {
        self.conditions += 1;
        let Some(values) = texts(values) else { return };
        let is_pattern = |(value, _): &(&str, Span)| value.contains('*');
        let of_runs = values.iter().any(|(value, _)| value.starts_with("organization:"));
        if test != "StringEquals" || !of_runs || !values.iter().all(is_pattern) {
            return;
        }
        if let Some((_, place)) = values.first() {
            let cloud = Cloud::Aws { test: at, alone: true };
            self.found.push(Subject { at: inside(self.file, *place), cloud });
        }
    }

    fn azure(&mut self, block: &Block) {
        let subject = block.body.get_attribute("subject").map(|a| &a.value);
        let written = subject.and_then(Expression::as_str).unwrap_or("");
        let place = subject.and_then(|subject| span(subject.span()));
        if let Some(place) =
            place.filter(|_| written.starts_with("organization:") && written.contains('*'))
        {
            self.found.push(Subject { at: inside(self.file, place), cloud: Cloud::Azure });
        }
    }
}

/// The texts of an expression; none where one of them is filled in.
fn texts(values: &Expression) -> Option<Vec<(&str, Span)>> {
    let one = |value| Some((Expression::as_str(value)?, span(value.span())?));
    match values {
        Expression::Array(list) => list.iter().map(one).collect(),
        value => Some(vec![one(value)?]),
    }
}

/// Without the quotes.
fn inside(file: &str, place: Span) -> Span {
    let written = place.of(file);
    let quoted = written.len() > 1 && written.starts_with('"') && written.ends_with('"');
    if quoted { Span::new(place.start + 1, place.end - 1) } else { place }
}
