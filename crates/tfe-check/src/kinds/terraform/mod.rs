//! Terraform configuration: the policies and the values of the chart that stand in it.
//!
//! The file is read with hcl-edit (HCL 2, as Terraform does). Each policy is judged as what Vault
//! gets, each piece of values as what Helm gets, and what is found there is told at the places of
//! the file. Where Terraform fills something in, only what is certain whatever that is is told.

mod collect;
mod json;
mod names;
mod parse;
mod references;
mod release;
mod roles;
pub(crate) mod rules;
mod set_values;
mod sets;

use text::Span;

use crate::across::parts::{self as embedded, Held, Policies, Words, accept};
use crate::across::rules::approle;
use crate::base::finding::{Finding, Stage};
use crate::base::judgement::Judgement;
use crate::base::kind::Kind;
use crate::base::versions::Versions;
use crate::base::view::View;
use crate::carry::approle::Role;
use crate::carry::part::Part;
use collect::Found;
pub(crate) use collect::Values;
pub(crate) use references::Reference;
pub(crate) use set_values::{Entry, SetValues, Shape};
pub(crate) use sets::Set;

/// Why Terraform cannot read a file.
pub(crate) struct SyntaxError {
    /// Line from 1.
    pub line: usize,
    /// Column in characters from 1.
    pub column: usize,
    /// The parser's words.
    pub message: String,
}

/// What stands in a Terraform file and is judged.
///
/// # Errors
/// The parser's words, where Terraform cannot read the file.
pub(crate) fn parts(text: &str) -> Result<Vec<Part>, String> {
    let found = find(text).map_err(|e| format!("line {}: {}", e.line, e.message))?;
    let policies = found.policies.into_iter().map(|p| (Kind::VaultPolicy, p));
    let texts = found.values.into_iter().filter(|v| v.sets.is_none());
    let values = texts.map(|v| (Kind::HelmOverrides, v.text));
    Ok(policies.chain(values).map(|(kind, text)| Part::of(kind, text)).collect())
}

fn find(text: &str) -> Result<Found, SyntaxError> {
    Ok(collect::find(text, &parse::body(text)?))
}

/// Judges what stands in a Terraform file. `beside` are the names of the files given with it.
pub(crate) fn judge(text: &str, versions: &Versions, beside: &[String]) -> Judgement {
    let found = match find(text) {
        Ok(found) => found,
        Err(error) => {
            let findings = vec![rules::syntax(text, &error)];
            return Judgement { accepted: Some(false), findings };
        }
    };
    let mut judgement = Judgement::default();
    let held = found.held(text);
    let words = Words { filled_in: rules::filled_in, made: rules::made_by_terraform };
    held.policies.judge(versions, &words, &mut judgement);
    judgement.findings.extend(approle::find(&held.policies));
    for values in &found.values {
        self::values(text, values, versions, &mut judgement);
    }
    for place in &found.elsewhere {
        if !beside.iter().any(|name| name.rsplit('/').next() == Some(place.file.as_str())) {
            judgement.findings.push(rules::elsewhere(place.span, place.what, &place.file));
        }
    }
    judgement.findings.extend(found.unknown.iter().map(|place| rules::not_shown(text, *place)));
    judgement.findings.extend(found.references.iter().map(|r| rules::reference(text, *r)));
    let roles = found.roles.iter().any(Role::names_tfe);
    let texts = !found.policies.is_empty() || !found.elsewhere.is_empty();
    if !texts && !found.release && !roles && found.references.is_empty() {
        judgement.findings.push(rules::nothing(first_line(text)));
    }
    judgement
}

/// Everything that the page shows of a file beside its findings.
pub(crate) fn view(text: &str, versions: &Versions, findings: &[Finding]) -> View {
    let found = find(text).unwrap_or_default();
    embedded::view(&found.held(text), versions, findings)
}

impl Found {
    fn held<'f>(&'f self, file: &'f str) -> Held<'f> {
        let Self { policies: list, written, roles, .. } = self;
        let policies = Policies { file, list, written, roles };
        Held { policies, values: &self.values }
    }
}

/// Rules that hold for a part of the values, whatever the other parts are.
const OF_A_PART: [&str; 4] =
    ["unknown-chart-key", "setting-misspelt", "boolean-in-quotes", "setting-name-malformed"];

/// Judges a piece of values.
pub(crate) fn values(file: &str, values: &Values, versions: &Versions, into: &mut Judgement) {
    let text = &values.text;
    let whole = values.is_whole(file);
    let judged = match values.sets {
        // What the other values are is not known: nothing is called missing.
        Some(_) if !whole => crate::kinds::helm_overrides::judge_part(&text.text, versions),
        _ => crate::kinds::helm_overrides::judge(&text.text, versions),
    };
    let known = text.first_unknown().is_none();
    let tells = |f: &Finding| match &values.sets {
        _ if f.rule.name == "part-of-a-configuration" => false,
        Some(_) => true,
        None if whole => true,
        None => OF_A_PART.contains(&f.rule.name) || known && f.stage == Stage::Parse,
    };
    let findings = judged.findings.into_iter().filter(tells);
    match &values.sets {
        Some((sets, values)) => {
            let sets = rules::Sets { file, sets, values, text };
            into.findings.extend(sets.refused());
            into.findings.extend(sets.findings(findings.collect()));
        }
        None => into.findings.extend(findings.filter_map(|f| text.finding(f, file, &[]))),
    }
    if whole && known {
        accept(into, judged.accepted);
    }
}

fn first_line(text: &str) -> Span {
    Span::new(0, text.lines().next().unwrap_or("").len())
}
