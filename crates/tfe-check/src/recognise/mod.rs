//! What a text is: its kind is detected from its content.

pub(crate) mod foreign;

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::base::kind::{Bare, Detected, Kind, Nature};
use crate::base::recent::Recent;
use crate::carry::outline::Outline;
use crate::carry::paste::{self, Look, Wrapped};
use crate::carry::signs;
use crate::carry::signs::source::is_source;
use crate::contract::{Behavior, Certainty, Looked, Score, has_extension};
use crate::kinds::behaviors;

/// From this size on a text is what it looks like at first, whatever is around it.
const LARGE: usize = 1024 * 1024;

/// Looks at the content; the name decides only where the content fits several kinds. What is wrapped in
/// something (a code block, line numbers, a shell command) is detected by what is inside.
pub fn detect(name: &str, text: &str) -> Detected {
    if text.trim().is_empty() {
        return Detected { kind: by_name(name), ..Detected::nothing("it is empty") };
    }
    if let Some(report) = foreign::report(text) {
        return Detected::nothing(report);
    }
    if let Some(whole) = whole(name, text) {
        return whole;
    }
    let plain = Plain::of(name, text);
    if plain.is_settled() || plain.is_clear() {
        return plain.found;
    }
    let wrapped = wrapped(text);
    // Around the blocks of a page there may be its tags and entities.
    let is_block = |part: &paste::Carried| part.within.contains(&paste::Wrapping::Fence);
    let has_block = |wrapped: &Wrapped| wrapped.parts.iter().any(is_block);
    match Option::as_ref(&wrapped) {
        wrapped if !wrapped.is_some_and(has_block) && paste::has_code_blocks(text) => {
            plain.of_page()
        }
        Some(wrapped) => plain.inside(wrapped),
        None if plain.source => Detected::nothing(PAGE),
        None => plain.found,
    }
}

/// A text of which nothing more than its lines has to be looked at.
fn whole(name: &str, text: &str) -> Option<Detected> {
    let is_commands = |b: &&Behavior| b.kind.nature == Nature::Commands;
    let script = |b: &Behavior| has_extension(name, b.kind);
    if text.starts_with("#!") || behaviors().filter(is_commands).any(script) {
        return None;
    }
    behaviors().find_map(|b| Some(Detected::surely(b.kind, (b.whole)(text)?)))
}

/// What a text is if nothing is around it.
struct Plain<'t> {
    name: &'t str,
    text: &'t str,
    found: Detected,
    certainty: Option<Certainty>,
    /// It is the source of a page.
    source: bool,
    /// It shows texts, as a page, a mail or a chat does.
    shows: bool,
}

impl<'t> Plain<'t> {
    fn of(name: &'t str, text: &'t str) -> Self {
        let (found, certainty) = by_content(name, text, true);
        // What shows texts is not what it shows. A mail or a chat may have a log or commands as a whole.
        let small = text.len() <= LARGE;
        let source = small && paste::is_page(text);
        let shows = source || small && shows(&found, text);
        Self { name, text, found, certainty, source, shows }
    }

    fn nature(&self) -> Option<Nature> {
        self.found.kind.map(|kind| kind.nature)
    }

    /// Whether nothing that is around a text in it can say otherwise.
    fn is_settled(&self) -> bool {
        self.text.len() > LARGE || self.certainty == Some(Certainty::Form) && !self.shows
    }

    /// Whether it is certainly wrapped in nothing.
    fn is_clear(&self) -> bool {
        // A script may write Terraform and a text of ours, and a page may show several.
        let carrier = self.text.starts_with("#!") || self.shows || is_page(self.text);
        let carrier = carrier || is_escaped(self.text) || is_source(self.text);
        // Terraform in a ConfigMap is a text in a manifest.
        if carrier || is_manifest(self.text) {
            return false;
        }
        let suffices = |kind: &Kind| kind.name_suffices && has_extension(self.name, *kind);
        let named = self.found.kind.as_ref().is_some_and(suffices);
        named || behaviors().any(|b| (b.is_clear)(self.text))
    }

    /// What a page is whose code blocks have no text of ours, whatever words of ours are in them.
    fn of_page(self) -> Detected {
        match self.nature() {
            Some(Nature::Commands) => self.found,
            // A ticket with an error message is read as a log, and so are lines of a log.
            Some(Nature::Record)
                if matches!(self.certainty, Some(Certainty::Name | Certainty::Form)) =>
            {
                self.found
            }
            _ => Detected::nothing(PAGE),
        }
    }

    /// What the texts are that it is wrapped around.
    fn inside(self, wrapped: &Wrapped) -> Detected {
        // In a program words of ours are parts of its own texts.
        let guess = wrapped.first.wrapping == paste::Wrapping::Surroundings;
        if guess && self.found.kind.is_none() && is_source(self.text) {
            return self.found;
        }
        let page =
            self.source || is_page(self.text) && !self.text.trim_start().starts_with(['`', '~']);
        let parts = wrapped.parts.iter();
        let parts = parts.map(|part| by_content(self.name, part.text(), false).0);
        // Pages about other charts show values too.
        let mut parts = parts.filter(|found| !(found.guessed && page));
        // Commands next to a file are what somebody ran with it, and a log is what came of it.
        let comes_with = |k: Kind| matches!(k.nature, Nature::Commands | Nature::Record);
        let is_file = |found: &Detected| !found.kind.is_some_and(comes_with);
        let first = parts.next();
        let file = if first.as_ref().is_none_or(is_file) { None } else { parts.find(is_file) };
        // What stands around it is in the way of whoever reads it, unless the form shows that nothing does.
        let strict = |k: Kind| k.bare == Bare::Always && k.grammar.is_some();
        let within = self.found.kind.is_some_and(strict) && self.certainty < Some(Certainty::Form);
        let shows = self.shows || within;
        let is_inside = |found: &Detected| shows || found.kind != self.found.kind;
        let shown = |found: Detected| Detected { inside: is_inside(&found), ..found };
        file.or(first).map_or_else(|| Detected::nothing(PAGE), shown)
    }
}

/// Whether a text shows others: in blocks, after words, with marks on their lines.
fn shows(found: &Detected, text: &str) -> bool {
    let with_words = found.kind.is_some_and(|kind| kind.nature != Nature::File);
    let record = found.kind.is_some_and(|kind| kind.nature == Nature::Record);
    let words = || !with_words && (paste::begins_with_words(text) || paste::is_printed(text));
    paste::has_files(text)
        || paste::is_marked(text)
        || paste::is_numbered(text)
        || words()
        || record && is_page(text)
        || paste::is_beside_others(text)
}

thread_local! {
    static LAST: RefCell<Recent<Option<Wrapped>>> = const { RefCell::new(Recent::new()) };
}

/// The texts that a text is wrapped around. Asked for when its kind is detected, and again when it is read.
pub(crate) fn wrapped(text: &str) -> Rc<Option<Wrapped>> {
    let known = LAST.with_borrow_mut(|last| last.known(text));
    known.unwrap_or_else(|| {
        let found = paste::parts(text, Look::with(is_ours));
        LAST.with_borrow_mut(|last| last.of(text, |_| found))
    })
}

/// The same where only a wrapping that is told by its own signs counts, whatever is around the text.
pub(crate) fn surely_wrapped(text: &str) -> Rc<Option<Wrapped>> {
    let found = LAST.with_borrow_mut(|last| last.known(text));
    let found = found.unwrap_or_else(|| Rc::new(paste::surely_parts(text, Look::with(is_ours))));
    let sure = Option::as_ref(&found).is_none_or(|found| found.first.sure);
    if sure { found } else { Rc::new(None) }
}

fn is_manifest(text: &str) -> bool {
    let begins = |word: &str| text.lines().any(|line| line.starts_with(word));
    let is = begins("apiVersion:") && begins("kind:")
        || begins("kind: Kustomization")
        || begins("helmCharts:");
    is && !signs::terraform::begins_lines(text)
}

/// Whether a code block begins and ends at the line starts. Values may hold one, indented.
fn is_page(text: &str) -> bool {
    let fence = |line: &&str| line.starts_with("```") || line.starts_with("~~~");
    text.lines().filter(fence).nth(1).is_some()
}

/// Whether all lines are in one, parted by escapes.
fn is_escaped(text: &str) -> bool {
    !text.trim().contains('\n') && text.contains("\\n")
}

/// A document that shows texts.
pub(crate) struct Around<'d> {
    document: &'d str,
    is_page: OnceCell<bool>,
}

impl<'d> Around<'d> {
    pub(crate) const fn new(document: &'d str) -> Self {
        Self { document, is_page: OnceCell::new() }
    }

    /// What a text inside it is: `None` where nothing of it can be checked, or a page shows it that
    /// may be about another chart.
    pub(crate) fn kind_of(&self, text: &str) -> Option<Kind> {
        let found = by_content("", text, false).0;
        found.kind.filter(|_| !(found.guessed && self.is_page()))
    }

    fn is_page(&self) -> bool {
        let begins_outside = || !self.document.trim_start().starts_with(['`', '~']);
        let is = || paste::is_page(self.document) || is_page(self.document) && begins_outside();
        *self.is_page.get_or_init(is)
    }
}

/// Whether a policy, values or Terraform can be detected in a text as it is.
pub(crate) fn is_ours(text: &str) -> bool {
    by_content("", text, false).0.kind.is_some()
}

/// What a text is that is wrapped in nothing, and how well that is known.
fn by_content(name: &str, text: &str, whole: bool) -> (Detected, Option<Certainty>) {
    let looked = Looked { name, text, outline: Outline::of(text), whole };
    let scores = || behaviors().filter_map(|b| Some((b, (b.score)(&looked)?)));
    let best: Option<(&Behavior, Score)> = long_record(&looked)
        .or_else(|| scores().max_by_key(|(_, score)| (score.certainty, score.signs)));
    let form = best.as_ref().is_some_and(|(_, s)| s.certainty == Certainty::Form);
    if let Some(other) = foreign::name(text, &looked.outline).filter(|_| !form) {
        return (Detected::nothing(other), None);
    }
    let Some((behavior, score)) = best else {
        return (Detected::nothing(foreign::hint(text).unwrap_or(NEITHER)), None);
    };
    let guessed = score.certainty <= Certainty::Guess;
    let found = Detected::surely(behavior.kind, score.reason);
    (Detected { guessed, ..found }, Some(score.certainty))
}

/// Nothing is surer than the lines of a record, so that the other kinds need not look at all of a long one.
fn long_record(looked: &Looked<'_>) -> Option<(&'static Behavior, Score)> {
    let is_long = looked.text.len() > LARGE;
    let mut records = behaviors().filter(|b| is_long && b.kind.nature == Nature::Record);
    let is_sure = |s: &Score| s.certainty == Certainty::Form && s.signs == usize::MAX;
    records.find_map(|b| Some((b, (b.score)(looked).filter(is_sure)?)))
}

const PAGE: &str = "it looks like a page with code blocks";

const NEITHER: &str = "it has no path rules, chart keys or Terraform blocks";

/// How the names of files end that other programs have in the language of policies.
const OTHERS: [&str; 8] = [
    "terragrunt.hcl",
    ".terraform.lock.hcl",
    ".pkr.hcl",
    ".nomad.hcl",
    ".tftest.hcl",
    ".tfstack.hcl",
    ".tfdeploy.hcl",
    "docker-bake.hcl",
];

/// What a file of that name is most often.
fn by_name(name: &str) -> Option<Kind> {
    if OTHERS.iter().any(|end| name.ends_with(end)) {
        return None;
    }
    Kind::all().find(|kind| has_extension(name, *kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::{helm_overrides, terraform, vault_policy};

    fn kind(text: &str) -> Option<Kind> {
        detect("untitled", text).kind
    }

    #[test]
    fn the_content_decides() {
        assert_eq!(kind("path \"a\" {\n}\n"), Some(vault_policy::KIND));
        assert_eq!(kind("# Add read path “transit/keys/x” { }"), Some(vault_policy::KIND));
        assert_eq!(kind("{\"path\": {\"a\": {\"capabilities\": []}}}"), Some(vault_policy::KIND));
        assert_eq!(kind("securityContext:\nrunAsUser: 1000\n"), Some(helm_overrides::KIND));
        assert_eq!(kind("env: variables: TFE_HOSTNAME: a"), Some(helm_overrides::KIND));
        let tf = "resource \"vault_policy\" \"tfe\" {\n policy = <<EOT\npath \"a\" {}\nEOT\n}";
        assert_eq!(kind(tf), Some(terraform::KIND));
        assert_eq!(detect("tfe.hcl", "env:\n  variables: {}\n").kind, Some(helm_overrides::KIND));
    }

    #[test]
    fn json_and_braces_are_values_too() {
        let json = r#"{"env":{"variables":{"TFE_HOSTNAME":"tfe.example.com"}}}"#;
        assert_eq!(kind(json), Some(helm_overrides::KIND));
        let lines = "{\n  \"replicaCount\": 2,\n  \"image\": {\"tag\": \"1.2.3\"}\n}\n";
        assert_eq!(kind(lines), Some(helm_overrides::KIND));
        let braces = "{env: {variables: {TFE_HOSTNAME: tfe.example.com}}}";
        assert_eq!(kind(braces), Some(helm_overrides::KIND));
        assert_eq!(kind("TFE_HOSTNAME=tfe.example.com\nTFE_LICENSE=a"), None);
        assert_eq!(
            kind(r#"{"path":{"a/TFE_X":{"capabilities":["read"]}}}"#),
            Some(vault_policy::KIND)
        );
    }

    #[test]
    fn the_policies_of_a_terraform_file_do_not_outweigh_it() {
        let rules = "path \"a\" {\n capabilities = [\"read\"]\n}\n".repeat(20);
        let tf = format!("resource \"vault_policy\" \"tfe\" {{\n policy = <<EOT\n{rules}EOT\n}}\n");
        assert_eq!(kind(&tf), Some(terraform::KIND));
    }

    #[test]
    fn the_name_decides_where_the_content_says_nothing() {
        assert_eq!(detect("tfe.hcl", "").kind, Some(vault_policy::KIND));
        assert_eq!(detect("live/terragrunt.hcl", "").kind, None);
        assert_eq!(detect("a.yml", "- a\n").kind, None);
        assert_eq!(detect("overrides.yml", "foo: bar\n").kind, None);
        let one = "ingress:\n  enabled: true\nfoo: bar\n";
        assert_eq!(detect("overrides.yml", one).kind, Some(helm_overrides::KIND));
        assert_eq!(detect("a.yml", one).kind, None);
        assert_eq!(detect("a.tfvars", "a = 1\n").kind, Some(terraform::KIND));
        assert_eq!(detect("a.tfvars", "a: 1\n").kind, None);
        assert_eq!(
            detect("a.tf", "env:\n  variables:\n    TFE_HOSTNAME: a.b.c\n").kind,
            Some(helm_overrides::KIND)
        );
        let switched_off = "# resource \"a\" \"b\" {\n# path \"kv/a\" {\n#   capabilities = [\"read\"]\n# }\n# }\n";
        assert_eq!(detect("a.tf", switched_off).kind, Some(terraform::KIND));
        assert_eq!(detect("a.yml", "foo: bar\n").kind, None);
        assert_eq!(detect("x", "hello").kind, None);
    }

    #[test]
    fn a_part_with_keys_of_many_charts_is_values() {
        assert_eq!(kind("tolerations:\n- key: a\n"), Some(helm_overrides::KIND));
        assert_eq!(kind("nodeSelector:\n  disk: ssd\naffinity: {}\n"), Some(helm_overrides::KIND));
        assert_eq!(kind("tls:\n  caCertData: TWFu\n"), Some(helm_overrides::KIND));
        assert_eq!(kind("tls:\n  enabled: true\n"), None);
        assert_eq!(kind("tolerations: []\npersistence: {}\n"), None);
        assert_eq!(kind("- tolerations\n"), None);
    }

    #[test]
    fn a_release_of_another_chart_is_not_ours() {
        let values = "    env:\n      secrets: {A: b}\n    tls: {certData: x}\n";
        let release = |chart: &str| {
            format!(
                "apiVersion: v2\nkind: HelmRelease\nspec:\n  chart: {{spec: {{chart: {chart}}}}}\n  values:\n{values}"
            )
        };
        assert_eq!(kind(&release("terraform-enterprise")), Some(helm_overrides::KIND));
        assert_eq!(kind(&release("web")), None);
        let own = "env:\n  secrets: {A: b}\nreplicaCount: 1\nimage: {repository: nginx}\n";
        assert_eq!(kind(own), None);
        assert_eq!(kind(&own.replace("A:", "TFE_LICENSE:")), Some(helm_overrides::KIND));
        let kustomize =
            format!("helmCharts:\n- name: terraform-enterprise\n  valuesInline:\n{values}");
        let ansible = format!("- kubernetes.core.helm:\n   values:\n{values}");
        for text in [kustomize, ansible] {
            assert_eq!(kind(&text), Some(helm_overrides::KIND), "{text}");
        }
    }

    #[test]
    fn other_texts_are_named() {
        assert!(detect("x", "2026 [ERROR] permission denied").reason.contains("log"));
        let manifest = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n";
        assert!(detect("x", manifest).reason.contains("manifest"));
    }
}
