//! Rows that a rule judges: what a setting needs, and what does not go together.

use std::fmt::Write;

use serde::Deserialize;

use crate::{Outcome, constant, pascal, read};

/// A row that one of the table-driven rules judges.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Judged {
    rule: String,
    about: String,
    severity: String,
    #[serde(default = "start")]
    stage: String,
    #[serde(default = "documented")]
    evidence: String,
    source: String,
    /// Where the finding stands; the first of `when` where left out.
    at: Option<String>,
    #[serde(default)]
    needs: Vec<String>,
    /// One of `needs` is enough.
    #[serde(default)]
    one: bool,
    /// A whole configuration has it; a fragment may lack it.
    #[serde(default)]
    core: bool,
    /// What is missing is a secret, which often comes from elsewhere.
    #[serde(default)]
    secret: bool,
    #[serde(default)]
    when: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    /// Releases it concerns: `a..b`, both included, either may be left out.
    tag: Option<String>,
    /// Charts it concerns, in the same way.
    chart: Option<String>,
    what: String,
    why: String,
    action: String,
    #[serde(default)]
    fix: Option<FixRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FixRow {
    title: String,
    #[serde(default = "review")]
    safety: String,
    set: Option<String>,
    to: Option<String>,
    remove: Option<String>,
    rename: Option<String>,
    strip: Option<String>,
    prefix: Option<String>,
}

fn start() -> String {
    "start".into()
}

fn documented() -> String {
    "documented".into()
}

fn review() -> String {
    "review".into()
}

pub(crate) fn judged(out: &mut String) -> Outcome<()> {
    let needs: Vec<Judged> = read("needs.yaml")?;
    let clashes: Vec<Judged> = read("clashes.yaml")?;
    rows(out, "NEEDS", &needs)?;
    rows(out, "CLASHES", &clashes)
}

fn rows(out: &mut String, name: &str, rows: &[Judged]) -> Outcome<()> {
    writeln!(out, "pub(super) static {name}: [Row; {}] = [", rows.len())?;
    for r in rows {
        let place = r.when.first().and_then(|c| c.split_whitespace().next()).map(str::to_owned);
        let (from, to) = range(r.tag.as_deref());
        let charts = range(r.chart.as_deref());
        writeln!(
            out,
            "Row {{ rule: &rules::helm_overrides::{}, about: {:?}, severity: Severity::{}, stage: Stage::{}, \
             evidence: Evidence::{}, source: {:?}, at: {:?}, needs: &{:?}, one: {}, core: {}, \
             secret: {}, when: &[{}], unless: &[{}], tagged: {}, from: {from:?}, to: {to:?}, charts: {charts:?}, \
             what: {:?}, why: {:?}, action: {:?}, fix: {} }},",
            constant(&r.rule),
            r.about,
            pascal(&r.severity),
            pascal(&r.stage),
            pascal(&r.evidence),
            r.source,
            r.at.clone().or(place),
            r.needs,
            r.one,
            r.core,
            r.secret,
            conditions(&r.when)?,
            conditions(&r.unless)?,
            r.tag.is_some(),
            r.what,
            r.why,
            r.action,
            fix(r.fix.as_ref())?,
        )?;
    }
    writeln!(out, "];")?;
    Ok(())
}

/// `a..b`, either of which may be left out, or one version.
pub(crate) fn range(text: Option<&str>) -> (Option<&str>, Option<&str>) {
    let (from, to) = match text {
        None => return (None, None),
        Some(text) => text.split_once("..").unwrap_or((text, text)),
    };
    (Some(from).filter(|a| !a.is_empty()), Some(to).filter(|b| !b.is_empty()))
}

fn fix(row: Option<&FixRow>) -> Outcome<String> {
    let Some(f) = row else { return Ok("None".into()) };
    let named = [
        ("Set", &f.set),
        ("Rename", &f.rename),
        ("Strip", &f.strip),
        ("Prefix", &f.prefix),
        ("Remove", &f.remove),
    ];
    let mut named = named.iter().filter_map(|(kind, name)| Some((kind, name.as_ref()?)));
    let change = match (named.next(), &f.to, named.next()) {
        (Some((&"Remove", name)), None, None) => format!("Change::Remove({name:?})"),
        (Some((kind, name)), Some(to), None) => format!("Change::{kind}({name:?}, {to:?})"),
        _ => return Err(format!("{}: a fix changes one name in one way", f.title).into()),
    };
    let safety = pascal(&f.safety);
    Ok(format!(
        "Some(RowFix {{ title: {:?}, safety: Safety::{safety}, change: {change} }})",
        f.title
    ))
}

/// `NAME = a|b`, `NAME != a`, `NAME set`, `NAME unset`, `NAME has x`, `NAME starts x`, `NAME ends x`,
/// `NAME below 5`, `NAME above 5`, `NAME like known`. With `here` before it, what other objects may
/// set does not count.
fn conditions(texts: &[String]) -> Outcome<String> {
    let mut out = String::new();
    for text in texts {
        let (here, cond) = text.strip_prefix("here ").map_or((false, text.as_str()), |c| (true, c));
        let mut words = cond.splitn(3, ' ');
        let (name, test) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let rest = words.next();
        let list = || rest.unwrap_or("").split('|').map(str::trim).collect::<Vec<_>>();
        let test = match (test, rest) {
            ("set", None) => "Test::Set".to_owned(),
            ("unset", None) => "Test::Unset".to_owned(),
            ("=", Some(_)) => format!("Test::Is(&{:?})", list()),
            ("!=", Some(_)) => format!("Test::IsNot(&{:?})", list()),
            ("has", Some(_)) => format!("Test::Has(&{:?})", list()),
            ("starts", Some(_)) => format!("Test::Starts(&{:?})", list()),
            ("ends", Some(_)) => format!("Test::Ends(&{:?})", list()),
            ("below", Some(n)) => format!("Test::Below({:?})", n.parse::<f64>()?),
            ("above", Some(n)) => format!("Test::Above({:?})", n.parse::<f64>()?),
            _ => return Err(format!("{text}: no such condition").into()),
        };
        write!(out, "Cond {{ name: {name:?}, test: {test}, here: {here} }}, ")?;
    }
    Ok(out)
}
