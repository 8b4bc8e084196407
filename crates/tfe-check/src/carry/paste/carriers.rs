//! JSON and YAML documents that carry the text as one of their values: an answer of Vault's API, a
//! ConfigMap, a Helm release.

use std::cell::LazyCell;

use text::Span;

use super::layer::{Layer, Wrapping, new};
use super::search::Search;
use super::strings;
use super::supply::Around;
use crate::carry::line::{Line, lines_of};
use crate::carry::open_blocks::open_blocks;
use crate::carry::part::{Embedded, Escape, Supply};
use crate::carry::signs;

/// A string of JSON (or a YAML value in double quotes) that holds the text.
pub(super) fn json(text: &str, search: Search<'_>) -> Option<Layer> {
    if !text.contains("\\n") && !text.contains("\\\"") {
        return None;
    }
    let mut found = Vec::new();
    let mut first = None;
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|t| t.find('"')).map(|q| at + q) {
        let end = string_end(text, open + 1);
        let inside = Span::new(open + 1, end);
        let written = inside.of(text);
        if is_value(text, open) && written.contains('\\') && written.len() > 12 {
            let mut content = new(Some(""), strings::escape(written));
            strings::decode(text, inside, &mut content);
            if search.is_readable(&content.text) {
                first.get_or_insert(Span::new(open, open + 1));
                found.push(content);
            }
        }
        at = end + 1;
    }
    let (at, count) = (first?, found.len());
    let at = member(text, at);
    Some(Layer { wrapping: Wrapping::Json, at, count, inner: found, sure: false })
}

/// The members of what Vault's API and program print of a policy, and of what they are given.
const OF_VAULT: [&str; 12] = [
    "auth",
    "data",
    "lease_duration",
    "lease_id",
    "mount_type",
    "name",
    "policy",
    "renewable",
    "request_id",
    "rules",
    "warnings",
    "wrap_info",
];

/// Whether a text is a policy as Vault's API prints or takes it, and not another file that holds one.
pub(super) fn is_answer_of_vault(text: &str) -> bool {
    let read: Result<serde_json::Value, _> = serde_json::from_str(text);
    let members =
        |map: &serde_json::Map<_, _>| map.keys().all(|k: &String| OF_VAULT.contains(&k.as_str()));
    match read {
        Ok(serde_json::Value::Object(map)) => members(&map),
        Ok(_) => false,
        // Part of one was copied; that does not show that it is another file.
        Err(_) => text.trim_start().starts_with(['{', '"']) && text.len() < 64 * 1024,
    }
}

/// Whether the string follows a `:`, and so is not a name.
fn is_value(text: &str, open: usize) -> bool {
    text.get(..open).is_some_and(|before| before.trim_end().ends_with(':'))
}

/// The place of a string, with the name before it.
fn member(text: &str, string: Span) -> Span {
    let before = text.get(..string.start).unwrap_or_default();
    let start = before.rfind(['{', ',', '\n']).map_or(0, |at| at + 1);
    let gap = before.get(start..).unwrap_or_default();
    Span::new(start + gap.len() - gap.trim_start().len(), string.end)
}

/// The quote that closes a string, or the end of the text.
fn string_end(text: &str, from: usize) -> usize {
    let mut escaped = false;
    let rest = text.get(from..).unwrap_or_default();
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return from + at,
            _ => {}
        }
    }
    text.len()
}

/// A text block (`policy: |`) of a YAML document, or the `values:` of a Helm release.
pub(super) fn yaml(text: &str, search: Search<'_>) -> Option<Layer> {
    if ![": |", ": >", "values:", "valuesObject:", "valuesInline:", "definition:"]
        .iter()
        .any(|mark| text.contains(mark))
    {
        return None;
    }
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let manner = Manner::of(text, &lines);
    let around = LazyCell::new(|| Around::of(text));
    let mut found = Vec::new();
    let mut first = None;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        let Some(header) = Header::of(line) else { continue };
        let body = lines.get(at..).unwrap_or_default();
        let count = body.iter().take_while(|line| header.holds(line)).count();
        let ours = manner.texts(&header, body.get(..count).unwrap_or_default(), search);
        // What is in a text is not a key of the document around it.
        if !ours.is_empty() || header.block {
            at += count;
        }
        if !ours.is_empty() {
            first.get_or_insert(Span::new(line.start + line.indent(), line.span().end));
            let key = line.content.trim_start_matches([' ', '-']);
            let key = line.span().end - key.len();
            let supply = if manner.manifest { around.supply(key) } else { Supply::default() };
            found.extend(ours.into_iter().map(|body| open_blocks(body.supplied(&supply))));
        }
    }
    let (at, count) = (first?, found.len());
    let sure = manner.manifest;
    Some(Layer { wrapping: Wrapping::Yaml, at, count, inner: found, sure })
}

/// What kind of document holds texts, as far as that decides which of them are ours.
struct Manner<'t> {
    text: &'t str,
    /// It is one that deployers or Kubernetes read.
    manifest: bool,
    /// Something fills in what is between braces before Helm sees it.
    fills: bool,
    /// It names charts, and ours is not among them.
    others: bool,
}

impl<'t> Manner<'t> {
    fn of(text: &'t str, lines: &[Line<'_>]) -> Self {
        let begins = |word: &str| lines.iter().any(|l| l.content.starts_with(word));
        let manifest = ["apiVersion:", "releases:", "helmCharts:", "kind: Kustomization"]
            .into_iter()
            .any(begins)
            || is_task(text)
            || is_pulumi(text);
        let fills = begins("kind: ApplicationSet") || !begins("apiVersion:");
        Self { text, manifest, fills, others: is_of_other_charts(text) }
    }

    /// The texts of ours below a header.
    fn texts(&self, header: &Header, body: &[Line<'_>], search: Search<'_>) -> Vec<Embedded> {
        let all = if header.block { vec![body] } else { items(body) };
        let all = all.into_iter().map(|body| block(self.text, body, self.manifest && self.fills));
        all.filter(|body| self.is_ours(header, &body.text) && search.is_readable(&body.text))
            .collect()
    }

    fn is_ours(&self, header: &Header, body: &str) -> bool {
        let ours = match header.block {
            true => {
                self.manifest
                    || signs::has_rules(body)
                    || signs::is_manifest(body)
                    || !self.others && is_values(body)
            }
            false if header.object => signs::is_manifest(body),
            false => self.manifest && signs::has_chart_keys(body),
        };
        ours && (!self.others
            || signs::is_manifest(body)
            || ["TFE_", "path"].iter().any(|w| body.contains(w)))
    }
}

/// The items of a list, as a helmfile has its values; all lines where they are none.
fn items<'l, 't>(lines: &'l [Line<'t>]) -> Vec<&'l [Line<'t>]> {
    let depth = lines.iter().filter(|l| !l.is_blank()).map(Line::indent).min().unwrap_or(0);
    let begins =
        |line: &Line<'_>| line.indent() == depth && line.content.trim_start().starts_with("- ");
    let is_said =
        |line: &&Line<'_>| !line.is_blank() && !line.content.trim_start().starts_with('#');
    match lines.iter().find(is_said).is_some_and(begins) {
        true => lines.chunk_by(|_, next| !begins(next)).collect(),
        false => vec![lines],
    }
}

/// Whether a block is surely values, whatever the document around it is.
fn is_values(block: &str) -> bool {
    block.contains("TFE_") && signs::has_chart_keys(block) && signs::values::is_certain(block)
}

/// What passes the values in it to Helm itself, so it may be right unchanged.
pub(crate) fn deployer(text: &str) -> Option<&'static str> {
    let names = [
        ("kind: ApplicationSet", "an Argo CD ApplicationSet"),
        ("kind: Application", "an Argo CD Application"),
        ("kind: HelmRelease", "a Flux HelmRelease"),
        ("kind: HelmChart", "a Kubernetes HelmChart"),
        ("releases:", "a helmfile"),
        ("helmCharts:", "a kustomization"),
    ];
    let is = |mark: &str| text.lines().any(|line| line.starts_with(mark));
    let top = names.into_iter().find(|(mark, _)| is(mark)).map(|(_, name)| name);
    top.or_else(|| is_task(text).then_some("an Ansible task"))
        .or_else(|| is_pulumi(text).then_some("a Pulumi program"))
}

/// Whether a program of Pulumi that is written in YAML installs a chart.
fn is_pulumi(text: &str) -> bool {
    text.contains("type: kubernetes:helm.sh/")
}

/// Whether a task of Ansible installs a chart.
fn is_task(text: &str) -> bool {
    text.lines()
        .any(|line| line.trim_start_matches(['-', ' ']).starts_with("kubernetes.core.helm:"))
}

/// Whether a document names the charts that its values are for, and this one is not among them.
fn is_of_other_charts(text: &str) -> bool {
    let named = |key: &'static str| {
        text.split(key).skip(1).filter_map(|rest| rest.split([',', '}', '\n']).next())
    };
    // Flux has a map there, with the name in it.
    let is_name = |name: &&str| !name.starts_with('{') || name.starts_with("{{");
    let names = named("chart: ").chain(named("chart_ref: "));
    let mut names = names.filter(is_name).peekable();
    let ours = |name: &str| {
        ["terraform-enterprise", "tfe", "$", "{", "./"].iter().any(|w| name.contains(w))
    };
    names.peek().is_some() && !names.any(ours)
}

/// The lines of a block without the indentation that all of them have, and without the dash of the only
/// item of a list, as a helmfile has its values. It ends with one line break.
fn block(text: &str, lines: &[Line<'_>], fills: bool) -> Embedded {
    let full = || lines.iter().filter(|l| !l.is_blank());
    let depth = full().map(Line::indent).min().unwrap_or(0);
    let item = item_depth(lines, depth);
    let cut = item.unwrap_or(depth);
    let mut into = new(Some(&" ".repeat(cut)), Escape::Nothing);
    let last = lines.iter().rposition(|l| !l.is_blank());
    for (at, line) in lines.iter().enumerate().take(last.map_or(0, |at| at + 1)) {
        let dash = item.is_some() && at == 0;
        let start = line.start + if dash { cut } else { line.cut(cut) };
        let end = line.start + line.whole.len();
        if Some(at) != last {
            copy(&mut into, text, Span::new(start, end), fills);
            continue;
        }
        let own = line.start + line.content.trim_end().len();
        copy(&mut into, text, Span::new(start, own), fills);
        match Span::new(own, end).of(text) {
            "\n" => into.same(text, Span::new(own, end)),
            "" => into.frame("\n", Span::at(end)),
            _ => into.other("\n", Span::new(own, end)),
        }
    }
    into
}

/// Adds a line, in which `{{ … }}` may be filled in.
fn copy(into: &mut Embedded, text: &str, span: Span, fills: bool) {
    let mut from = span.start;
    let next = |from: usize| {
        let rest = Span::new(from, span.end).of(text);
        let open = rest.find("{{")?;
        let end = open + rest.get(open..)?.find("}}")? + 2;
        let filled = fills || rest.get(open + 2..end - 2).is_some_and(is_for_the_carrier);
        filled.then_some((from + open, from + end))
    };
    while let Some((open, end)) = next(from) {
        into.same(text, Span::new(from, open));
        let written = Span::new(open, end);
        match fills {
            true => into.fill(written),
            false => into.fill_by_name(written.of(text), written),
        }
        from = end;
    }
    into.same(text, Span::new(from, span.end));
}

/// Whether what stands between braces is for the program that reads the document, and not for Vault, which knows
/// only `identity.…`: a field or a function of Go's templates, or a variable of Ansible.
fn is_for_the_carrier(inside: &str) -> bool {
    let inside = inside.trim().trim_matches('-').trim();
    let go = ["index ", "include ", "template ", "toYaml "];
    let variable = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_variable = inside.contains('_') && inside.chars().all(variable);
    inside.starts_with('.') || go.iter().any(|word| inside.starts_with(word)) || is_variable
}

/// How far the only item of a list is indented, with its dash.
fn item_depth(lines: &[Line<'_>], depth: usize) -> Option<usize> {
    let own = |line: &Line<'_>| line.content.get(depth..).unwrap_or_default().starts_with("- ");
    let first = lines.first().filter(|line| own(line))?;
    let behind = first.content.get(depth + 2..)?;
    let others = lines.iter().skip(1).filter(|l| !l.is_blank());
    let others = others.map(Line::indent).min().unwrap_or(usize::MAX);
    let cut = others.min(depth + 2 + behind.len() - behind.trim_start().len());
    (lines.iter().filter(|l| own(l)).count() == 1 && cut >= depth + 2).then_some(cut)
}

/// A key with a block below it.
struct Header {
    /// How far its line is indented.
    depth: usize,
    /// `|` or `>` begins a text; otherwise it is a map.
    block: bool,
    /// The map is an object of Kubernetes that a task of Ansible creates.
    object: bool,
}

impl Header {
    /// Whether a line is below it.
    fn holds(&self, line: &Line<'_>) -> bool {
        let item = !self.block && line.content.trim_start().starts_with("- ");
        line.is_blank() || line.indent() > self.depth || item && line.indent() == self.depth
    }

    fn of(line: &Line<'_>) -> Option<Self> {
        let content = line.content.trim().trim_start_matches("- ");
        let (key, value) = content.split_once(':')?;
        let bare = key.trim_matches(['"', '\'']);
        let value = value.split(" #").next().unwrap_or(value).trim();
        let block = value.trim_end_matches(|c: char| c.is_ascii_digit() || "+-".contains(c));
        let named = !bare.is_empty() && !bare.contains([' ', '"', '{', '#']);
        let block = matches!(block, "|" | ">");
        let keys = ["values", "valuesObject", "valuesInline", "release_values"];
        let object = value.is_empty() && matches!(bare, "definition" | "resource_definition");
        let map = object || value.is_empty() && keys.contains(&bare);
        (named && (block || map)).then(|| Self { depth: line.indent(), block, object })
    }
}
