//! What a text is: its kind is detected from its content.

pub(crate) mod foreign;

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::base::kind::{Bare, Detected, Kind};
use crate::base::recent::Recent;
use crate::carry::outline::Outline;
use crate::carry::paste::{self, Look, Wrapped};
use crate::carry::signs::source::is_source;
use crate::carry::signs::{self, has_chart_keys, is_terraform};
use crate::contract::{Behavior, Certainty, Looked, Score, has_extension};
use crate::kinds::{behavior, behaviors, log, script, terraform, vault_policy};

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
    if is_whole_policy(name, text) {
        return Detected::surely(vault_policy::KIND, vault_policy::SIGNS);
    }
    let (plain, certainty) = by_content(name, text, true);
    // What shows texts is not what it shows. A mail or a chat may have a log or commands as a whole.
    let small = text.len() <= LARGE;
    let source = small && paste::is_page(text);
    let words = || {
        let begins = || paste::begins_with_words(text) || paste::is_printed(text);
        !is_whole(plain.kind) && begins()
    };
    let marked = || paste::is_marked(text) || paste::is_numbered(text);
    let shows = source
        || small
            && (paste::has_files(text) || marked() || words() || paste::is_beside_others(text));
    if !small || certainty == Some(Certainty::Form) && !shows {
        return plain;
    }
    // A script may write Terraform and a text of ours, and a page may show several.
    let carrier = text.starts_with("#!") || shows || is_page(text);
    // Terraform in a ConfigMap is a text in a manifest.
    let manifest = is_manifest(text);
    let named = has_extension(name, terraform::KIND);
    let terraform = named && plain.kind == Some(terraform::KIND);
    let clear = !carrier && !manifest && (terraform || is_terraform(text) || has_chart_keys(text));
    let wrapped = (!clear).then(|| wrapped(text));
    let wrapped = wrapped.as_deref().and_then(Option::as_ref);
    // Around the blocks of a page there may be its tags and entities.
    let is_block = |part: &paste::Carried| part.within.contains(&paste::Wrapping::Fence);
    let in_blocks = wrapped.is_some_and(|w| w.parts.iter().any(is_block));
    if !clear && !in_blocks && paste::has_code_blocks(text) {
        // A ticket with an error message is read as a log.
        let ticket = plain.kind == Some(log::KIND) && certainty == Some(Certainty::Name);
        if plain.kind == Some(script::KIND) || ticket {
            return plain;
        }
        // What is in them is not ours, whatever words of ours are in it.
        return Detected::nothing(PAGE);
    }
    let Some(wrapped) = wrapped else {
        return if source { Detected::nothing(PAGE) } else { plain };
    };
    // In a program words of ours are parts of its own texts.
    let guess = wrapped.first.wrapping == paste::Wrapping::Surroundings;
    if guess && plain.kind.is_none() && is_source(text) {
        return plain;
    }
    let page = source || is_page(text) && !text.trim_start().starts_with(['`', '~']);
    let inside = wrapped.parts.iter().map(|part| by_content(name, part.text(), false).0);
    // Pages about other charts show values too.
    let mut inside = inside.filter(|found| !(found.guessed && page));
    // Commands beside a file are what somebody ran with it.
    let first = inside.next();
    let is_file = |found: &Detected| found.kind != Some(script::KIND);
    let file = if first.as_ref().is_none_or(is_file) { None } else { inside.find(is_file) };
    let found = file.or(first);
    // What stands around it is in the way of whoever reads it, unless the form shows that nothing does.
    let strict = |kind: Kind| {
        kind.bare == Bare::Always && kind.grammar.is_some() && certainty < Some(Certainty::Form)
    };
    let within = shows || plain.kind.is_some_and(strict);
    let shown = |found: Detected| Detected { inside: within || found.kind != plain.kind, ..found };
    found.map_or_else(|| Detected::nothing(PAGE), shown)
}

/// Whether a text begins with a rule, behind comments, and Vault takes all of it. Vault takes nothing but
/// policies, so that nothing else is in it, and nothing around it.
fn is_whole_policy(name: &str, text: &str) -> bool {
    let first = text.lines().map(str::trim_start).find(|l| !l.is_empty() && !l.starts_with('#'));
    let rule = first.is_some_and(|line| line.starts_with("path"));
    let script = text.starts_with("#!") || has_extension(name, script::KIND);
    rule && !script && vault_policy::has_no_problem(text)
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

/// Whether the words around a text of this kind are read with it.
fn is_whole(kind: Option<Kind>) -> bool {
    kind.is_some_and(|kind| kind == log::KIND || kind == script::KIND)
}

/// Whether a code block begins and ends at the line starts. Values may hold one, indented.
fn is_page(text: &str) -> bool {
    let fence = |line: &&str| line.starts_with("```") || line.starts_with("~~~");
    text.lines().filter(fence).nth(1).is_some()
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
    let best: Option<(&Behavior, Score)> = long_log(&looked)
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

/// Nothing is surer than the lines of a log, so that the other kinds need not look at all of a long one.
fn long_log(looked: &Looked<'_>) -> Option<(&'static Behavior, Score)> {
    let behavior = behavior(log::KIND).filter(|_| looked.text.len() > LARGE)?;
    let score = (behavior.score)(looked)?;
    (score.certainty == Certainty::Form && score.signs == usize::MAX).then_some((behavior, score))
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
