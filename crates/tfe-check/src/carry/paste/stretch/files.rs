//! Several files that were pasted one after the other: a policy, values, Terraform, manifests. Between them there are at most comments
//! and their names; with anything else in it a text is a damaged file or a page, which others read.

use text::Span;

use super::begun::{BLOCKS, Form, begun};
use super::label::is_label;
use super::{MOST_LOOKS, stretch};
use crate::carry::line::{Line, lines_of};
use crate::carry::part::Embedded;
use crate::carry::paste::around::is_prompt;
use crate::carry::paste::layer::{Layer, Wrapping};
use crate::carry::paste::search::Search;
use crate::carry::signs;

/// How the names of files end that may be above them.
const ENDINGS: [&str; 5] = [".hcl", ".yaml", ".yml", ".tf", ".tfvars"];

pub(in crate::carry::paste) fn files(text: &str, search: Search<'_>) -> Option<Layer> {
    let inner = search.readable(apart(text)?)?;
    let at = inner.get(1)?.outer_span(Span::at(0));
    let count = inner.len();
    Some(Layer { wrapping: Wrapping::Surroundings, at, count, inner, sure: true })
}

/// Whether a text is several files, one after the other.
pub(crate) fn has_files(text: &str) -> bool {
    apart(text).is_some()
}

/// The files; `None` where there are not at least two that are written differently.
fn apart(text: &str) -> Option<Vec<Embedded>> {
    if !has_two_forms(text) {
        return None;
    }
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let mut all: Vec<(Form, Embedded)> = Vec::new();
    let mut left = MOST_LOOKS * lines.len();
    let (mut at, mut comments) = (0, None);
    while let Some(line) = lines.get(at) {
        let names = is_name(line.content)
            || is_prompt(line.content.trim_end())
            || lines.get(at..).is_some_and(is_label);
        if names || line.is_blank() {
            // Comments above a name are not the next file's.
            comments = comments.filter(|_| !names || line.is_blank());
            at += 1;
            continue;
        }
        if line.content.starts_with(['#', '/']) {
            comments = comments.or(Some(at));
            at += 1;
            continue;
        }
        let rest = lines.get(at..)?;
        let rest = rest.get(..left.min(rest.len()))?;
        let (form, count) = begun(rest, &mut left).filter(|(form, _)| form.is_a_file())?;
        let count = count.max(1) - names_at_end(rest.get(..count)?);
        let first = comments.take().unwrap_or(at);
        at += count.max(1);
        let stretch = stretch(text, lines.get(first..at)?)?;
        match all.last_mut().filter(|(last, _)| *last == form && form.is_joined()) {
            Some((_, last)) => last.join(&stretch),
            None => all.push((form, stretch)),
        }
    }
    let first = all.first()?.0;
    let differ = all.iter().any(|(form, _)| *form != first);
    differ.then(|| all.into_iter().map(|(_, stretch)| stretch).collect())
}

/// Whether lines begin as those of two kinds of files do. Most texts are known not to by that.
fn has_two_forms(text: &str) -> bool {
    let begins =
        |words: &[&str]| text.lines().any(|line| words.iter().any(|word| line.starts_with(word)));
    let manifest = begins(&["apiVersion:"]);
    let forms = [begins(&["path "]), begins(&BLOCKS), signs::has_chart_keys(text), manifest];
    forms.into_iter().filter(|is| *is).count() > 1
}

/// A line that names the next file, or parts it from the one before: `tfe.hcl:`, `--- main.tf ---`, `File: tfe.hcl`.
fn is_name(line: &str) -> bool {
    if line.starts_with([' ', '\t']) || line.starts_with("- ") {
        return false;
    }
    let bare = line.trim_matches(|c: char| c.is_whitespace() || "#/-=*_~:`<>".contains(c));
    let (first, name) = bare.split_once(' ').unwrap_or(("", bare));
    let is_named = ENDINGS.iter().any(|end| name.ends_with(end)) && !name.contains(' ');
    bare.is_empty() || is_named && matches!(first, "" | "file" | "File" | "file:" | "File:")
}

/// How many of a file's last lines are about the next one.
fn names_at_end(lines: &[Line<'_>]) -> usize {
    let about = |line: &&Line<'_>| {
        let content = line.content;
        content.starts_with('#') || is_name(content) || is_prompt(content.trim_end())
    };
    let last: Vec<&Line<'_>> = lines.iter().rev().take_while(about).collect();
    // Comments at the end are the file's own unless a name parts them from it.
    last.iter().rposition(|line| is_name(line.content) && !line.is_blank()).map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = "path \"kv/a\" {\n  capabilities = [\"read\"]\n}\n\n# Second.\npath \"kv/b\" {\n  capabilities = [\"read\"]\n}\n";
    const VALUES: &str =
        "# The values.\nenv:\n  variables:\n    TFE_HOSTNAME: a.example.com\nreplicaCount: 1\n";
    const CODE: &str = "resource \"vault_policy\" \"a\" {\n  policy = \"x\"\n}\n";

    fn texts(text: &str) -> Vec<String> {
        apart(text).unwrap_or_default().into_iter().map(|part| part.text).collect()
    }

    #[test]
    fn files_one_after_the_other_are_found_each() {
        for between in [
            "",
            "\n",
            "\n---\n",
            "\noverrides.yaml:\n",
            "\n# --- overrides.yaml ---\n",
            "\n# Next.\noverrides.yaml:\n",
            "$ cat overrides.yaml\n",
            "[root@tfe ~]# helm get values tfe\n",
        ] {
            assert_eq!(texts(&format!("{POLICY}{between}{VALUES}")), [POLICY, VALUES], "{between}");
        }
        assert_eq!(
            texts(&format!("{VALUES}\ntfe.hcl\n\n{POLICY}\n{CODE}")),
            [VALUES, POLICY, CODE]
        );
    }

    #[test]
    fn a_manifest_ends_where_values_begin() {
        let manifest = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n---\napiVersion: v1\nkind: ConfigMap\n";
        assert_eq!(texts(&format!("{manifest}---\n{VALUES}")), [manifest, VALUES]);
        assert_eq!(texts(&format!("{VALUES}---\n{manifest}")), [VALUES, manifest]);
        assert_eq!(texts(manifest), [""; 0]);
    }

    #[test]
    fn one_file_is_one_file() {
        let heredoc =
            "resource \"vault_policy\" \"a\" {\n  policy = <<EOT\npath \"kv/a\" {\n}\nEOT\n}\n";
        let page = format!("Hello, this is it.\n{POLICY}{VALUES}");
        let script =
            format!("cat > tfe.hcl <<EOF\n{POLICY}EOF\ncat > overrides.yaml <<EOF\n{VALUES}EOF\n");
        for text in [POLICY, VALUES, CODE, heredoc, &page, &script] {
            assert_eq!(texts(text), [""; 0], "{text}");
        }
    }
}
