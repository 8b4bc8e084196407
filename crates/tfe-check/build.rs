//! Turns `knowledge/*.yaml` into static tables, so that nothing is parsed at run time.

#![allow(clippy::print_stdout, reason = "that is how a build script talks to cargo")]

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use serde::Deserialize;
use serde::de::DeserializeOwned;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    println!("cargo:rerun-if-changed=build.rs");
    let mut out = String::new();
    settings(&mut out)?;
    chart_keys(&mut out)?;
    chart_env(&mut out)?;
    replicated(&mut out)?;
    judged(&mut out)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("knowledge.rs"), out)?;
    Ok(())
}

fn read<T: DeserializeOwned>(name: &str) -> Outcome<T> {
    let path = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../knowledge").join(name);
    println!("cargo:rerun-if-changed={}", path.display());
    serde_yaml::from_str(&fs::read_to_string(path)?).map_err(|e| format!("{name}: {e}").into())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Setting {
    name: String,
    group: String,
    r#type: String,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    any_case: bool,
    default: Option<String>,
    min: Option<String>,
    max: Option<String>,
    unit: Option<String>,
    secret: Option<serde_yaml::Value>,
    chart: Option<String>,
    only: Option<String>,
    since: Option<String>,
    by: Option<String>,
    status: Option<String>,
    instead: Option<String>,
    meaning: String,
    source: String,
}

fn settings(out: &mut String) -> Outcome<()> {
    let mut rows: Vec<Setting> = read("settings.yaml")?;
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    writeln!(out, "pub(super) static SETTINGS: [Setting; {}] = [", rows.len())?;
    for r in &rows {
        let secret = match r.secret.as_ref().map(|s| s.as_str()) {
            None => "No",
            Some(Some("identifier")) => "Identifier",
            Some(_) => "Yes",
        };
        let since =
            r.since.as_ref().or(r.by.as_ref()).ok_or_else(|| format!("{}: since", r.name))?;
        writeln!(
            out,
            "Setting {{ name: {:?}, group: {:?}, form: Form::{}, values: &{:?}, any_case: {}, \
             default: {:?}, min: {:?}, max: {:?}, unit: {:?}, secret: Secrecy::{secret}, \
             chart: {:?}, only: {:?}, since: {since:?}, since_exact: {}, status: Status::{}, \
             instead: {:?}, meaning: {:?}, source: {:?} }},",
            r.name,
            r.group,
            pascal(&r.r#type),
            r.values,
            r.any_case,
            r.default,
            r.min,
            r.max,
            r.unit,
            r.chart,
            r.only,
            r.since.is_some(),
            pascal(r.status.as_deref().unwrap_or("current")),
            r.instead,
            r.meaning,
            r.source,
        )?;
    }
    writeln!(out, "];")?;
    Ok(())
}

#[derive(Deserialize)]
struct ChartKeys {
    keys: Vec<ChartKey>,
    ignored: Vec<IgnoredKey>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChartKey {
    path: String,
    r#type: String,
    default: Option<String>,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    free: bool,
    since: String,
    nothing: Option<String>,
    meaning: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IgnoredKey {
    path: String,
    instead: Option<String>,
    why: String,
    #[serde(default)]
    later: bool,
}

fn chart_keys(out: &mut String) -> Outcome<()> {
    let mut table: ChartKeys = read("chart-keys.yaml")?;
    table.keys.sort_by(|a, b| a.path.cmp(&b.path));
    writeln!(out, "pub(super) static CHART_KEYS: [ChartKey; {}] = [", table.keys.len())?;
    for r in &table.keys {
        writeln!(
            out,
            "ChartKey {{ path: {:?}, form: KeyForm::{}, default: {:?}, values: &{:?}, free: {}, \
             since: {:?}, nothing: Nothing::{}, meaning: {:?} }},",
            r.path,
            pascal(&r.r#type),
            r.default,
            r.values,
            r.free,
            r.since,
            pascal(r.nothing.as_deref().unwrap_or("harmless")),
            r.meaning,
        )?;
    }
    writeln!(out, "];\npub(super) static IGNORED_KEYS: [IgnoredKey; {}] = [", table.ignored.len())?;
    for r in &table.ignored {
        let IgnoredKey { path, instead, why, later } = r;
        writeln!(
            out,
            "IgnoredKey {{ path: {path:?}, instead: {instead:?}, why: {why:?}, later: {later} }},"
        )?;
    }
    writeln!(out, "];")?;
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChartEnv {
    name: String,
    when: String,
    value: Option<String>,
    key: Option<String>,
}

fn chart_env(out: &mut String) -> Outcome<()> {
    let rows: Vec<ChartEnv> = read("chart-env.yaml")?;
    writeln!(out, "pub(super) static CHART_ENV: [ChartEnv; {}] = [", rows.len())?;
    for ChartEnv { name, when, value, key } in &rows {
        let when = pascal(when);
        writeln!(
            out,
            "ChartEnv {{ name: {name:?}, when: When::{when}, value: {value:?}, key: {key:?} }},"
        )?;
    }
    writeln!(out, "];")?;
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Replicated {
    name: String,
    instead: String,
    #[serde(default = "yes")]
    anywhere: bool,
}

fn yes() -> bool {
    true
}

fn replicated(out: &mut String) -> Outcome<()> {
    let rows: Vec<Replicated> = read("replicated.yaml")?;
    writeln!(out, "pub(super) static REPLICATED: [Replicated; {}] = [", rows.len())?;
    for Replicated { name, instead, anywhere } in &rows {
        writeln!(
            out,
            "Replicated {{ name: {name:?}, instead: {instead:?}, anywhere: {anywhere} }},"
        )?;
    }
    writeln!(out, "];")?;
    Ok(())
}

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

fn judged(out: &mut String) -> Outcome<()> {
    let needs: Vec<Judged> = read("needs.yaml")?;
    let clashes: Vec<Judged> = read("clashes.yaml")?;
    let mut rules: BTreeMap<&str, (&Judged, Option<&str>)> = BTreeMap::new();
    for row in needs.iter().chain(&clashes) {
        let best = rules.entry(&row.rule).or_insert((row, None));
        let safety = row.fix.as_ref().map(|f| f.safety.as_str());
        best.1 = best.1.max(safety);
    }
    for (name, (row, fix)) in &rules {
        let fix = fix.map(|f| format!(".fix(Safety::{})", pascal(f))).unwrap_or_default();
        writeln!(
            out,
            "static {}: Rule = Rule::new({name:?}, Severity::{}, Stage::{})\
             .source(Evidence::{}, {:?}){fix};",
            constant(name),
            pascal(&row.severity),
            pascal(&row.stage),
            pascal(&row.evidence),
            row.source,
        )?;
    }
    let names: Vec<String> = rules.keys().map(|n| format!("&{}", constant(n))).collect();
    writeln!(
        out,
        "pub(super) static TABLE_RULES: [&Rule; {}] = [{}];",
        names.len(),
        names.join(", ")
    )?;
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
            "Row {{ rule: &{}, about: {:?}, severity: Severity::{}, stage: Stage::{}, \
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
fn range(text: Option<&str>) -> (Option<&str>, Option<&str>) {
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

fn pascal(kebab: &str) -> String {
    let upper = |w: &str| {
        let mut chars = w.chars();
        chars
            .next()
            .map(|c| c.to_ascii_uppercase().to_string() + chars.as_str())
            .unwrap_or_default()
    };
    kebab.split(['-', '_']).map(upper).collect()
}

fn constant(kebab: &str) -> String {
    kebab.replace('-', "_").to_uppercase()
}
