//! What the statements of a file allow with the objects of buckets.

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, Object};
use hcl_edit::structure::{Attribute, Block};
use hcl_edit::visit::{Visit, visit_block, visit_object};
use text::Span;

use super::parse;
use crate::carry::template::{key, span};

/// What begins the name of a bucket in a statement.
const ARN: &str = ":s3:::";

/// The statements of a file about S3, if all of them are in it.
#[derive(Default)]
pub(crate) struct BucketAccess {
    pub statements: Vec<Statement>,
}

/// A statement that allows something.
pub(crate) struct Statement {
    actions: Vec<String>,
    /// The buckets that it names, each with whether it names the objects in it, and with its place.
    pub resources: Vec<(String, bool, Span)>,
}

impl BucketAccess {
    /// Whether one of them allows an action of S3, such as `s3:GetObject`, with a bucket or the objects in it.
    pub(crate) fn allows(&self, action: &str, bucket: &str, objects: bool) -> bool {
        let names =
            |s: &Statement| s.resources.iter().any(|(b, o, _)| b == bucket && *o == objects);
        let grants = |s: &Statement| s.actions.iter().any(|own| fits(own, action));
        self.statements.iter().any(|s| names(s) && grants(s))
    }
}

/// None where a statement is filled in, or something else may allow more: a policy of AWS, one of a bucket.
pub(crate) fn bucket_access(file: &str) -> Option<BucketAccess> {
    let others =
        ["iam::aws:policy/", "aws_s3_bucket_policy", "not_actions", "NotAction", "not_resources"];
    if !file.contains(ARN) || others.iter().any(|word| file.contains(word)) {
        return None;
    }
    let body = parse::body(file).ok()?;
    let mut finder = Finder { file, found: BucketAccess::default(), open: false };
    finder.visit_body(&body);
    Some(finder.found).filter(|found| !finder.open && !found.statements.is_empty())
}

struct Finder<'f> {
    file: &'f str,
    found: BucketAccess,
    /// Something is filled in.
    open: bool,
}

impl Visit for Finder<'_> {
    fn visit_block(&mut self, block: &Block) {
        if block.ident.as_str() == "statement" {
            let of = |name: &str| block.body.get_attribute(name).map(|a: &Attribute| &a.value);
            self.statement(of("effect"), of("actions"), of("resources"));
        }
        visit_block(self, block);
    }

    fn visit_object(&mut self, object: &Object) {
        let of = |name: &str| {
            let own = object.iter().find(|(own, _)| key(self.file, own).is_some_and(|k| k == name));
            own.map(|(_, value)| value.expr())
        };
        let (effect, actions, resources) = (of("Effect"), of("Action"), of("Resource"));
        self.statement(effect, actions, resources);
        visit_object(self, object);
    }
}

impl Finder<'_> {
    fn statement(
        &mut self,
        effect: Option<&Expression>,
        actions: Option<&Expression>,
        resources: Option<&Expression>,
    ) {
        let (Some(actions), Some(resources)) = (actions, resources) else { return };
        if effect.and_then(Expression::as_str).is_some_and(|effect| effect != "Allow") {
            return;
        }
        let Some(actions) = texts(actions) else {
            self.open = true;
            return;
        };
        let actions: Vec<String> = actions.iter().map(|(action, _)| (*action).to_owned()).collect();
        if !actions.iter().any(|action| action == "*" || action.starts_with("s3:")) {
            return;
        }
        let named = texts(resources).and_then(|all| all.into_iter().map(bucket).collect());
        match named {
            Some(resources) => self.found.statements.push(Statement { actions, resources }),
            None => self.open = true,
        }
    }
}

/// The bucket of a resource; none where more than one may be meant.
fn bucket((arn, place): (&str, Span)) -> Option<(String, bool, Span)> {
    let (_, name) = arn.split_once(ARN)?;
    let (bucket, objects) = name.split_once('/').map_or((name, false), |(b, _)| (b, true));
    (!bucket.contains(['*', '?', '$'])).then(|| (bucket.to_owned(), objects, place))
}

/// The texts of an expression; none where one of them is filled in.
fn texts(values: &Expression) -> Option<Vec<(&str, Span)>> {
    let one = |value| Some((Expression::as_str(value)?, span(value.span())?));
    match values {
        Expression::Array(list) => list.iter().map(one).collect(),
        value => Some(vec![one(value)?]),
    }
}

/// Whether a pattern of a statement, `s3:*` or `s3:Get*`, fits an action. AWS compares them without case.
fn fits(pattern: &str, action: &str) -> bool {
    let (pattern, action) = (pattern.to_ascii_lowercase(), action.to_ascii_lowercase());
    let mut rest = action.as_str();
    for (nth, part) in pattern.split('*').enumerate() {
        let found = if nth == 0 { rest.starts_with(part).then_some(0) } else { rest.find(part) };
        let Some(at) = found else { return false };
        rest = rest.get(at + part.len()..).unwrap_or("");
    }
    pattern.ends_with('*') || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_have_patterns() {
        for pattern in ["*", "s3:*", "s3:Get*", "s3:*Object", "s3:getobject"] {
            assert!(fits(pattern, "s3:GetObject"), "{pattern}");
        }
        for pattern in ["s3:GetObjectVersion", "s3:Put*", "s3:GetO", "kms:*"] {
            assert!(!fits(pattern, "s3:GetObject"), "{pattern}");
        }
    }

    #[test]
    fn what_is_filled_in_is_not_known() {
        let file = "data \"aws_iam_policy_document\" \"tfe\" {\n  statement {\n    actions   = [\"s3:GetObject\"]\n    resources = [\"arn:aws:s3:::a/*\"]\n  }\n}\n";
        let known = bucket_access(file).unwrap();
        assert!(
            known.allows("s3:GetObject", "a", true) && !known.allows("s3:GetObject", "a", false)
        );
        for (from, to) in [
            ("\"arn:aws:s3:::a/*\"", "\"${var.arn}/*\", \"arn:aws:s3:::b\""),
            ("\"s3:GetObject\"", "local.x"),
        ] {
            assert!(bucket_access(&file.replace(from, to)).is_none(), "{to}");
        }
    }
}
