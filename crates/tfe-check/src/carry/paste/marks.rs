//! Lines that begin and end code blocks: Markdown's, those of ticket systems, of Org files and of LaTeX.

use crate::carry::line::Line;

/// From this length on, what follows the signs of a block is a text.
const SHORT_INFO: usize = 40;

/// The same, for what has quotes or colons in it.
const LONGEST_INFO: usize = 200;

/// Languages of the texts that are checked.
pub(super) const LANGUAGES: [&str; 5] = ["hcl", "terraform", "yaml", "yml", "json"];

/// Whether a block that began with one line ends with the other: that has the same signs, and no fewer.
pub(super) fn closes(first: &Line<'_>, last: &Line<'_>) -> bool {
    let (first, last) = (first.content.trim(), last.content.trim());
    let sign = |line: &str| line.trim_start_matches(['{', '[', '/']).chars().next();
    let ticks = |line: &str| line.len() - line.trim_start_matches(['`', '~']).len();
    let begins_another = sign(first) == Some('#') && !is_org(last, "#+end_")
        || first.starts_with("\\begin") && !last.starts_with("\\end");
    sign(first) == sign(last) && ticks(first) <= ticks(last) && !begins_another
}

/// A line that begins or ends a code block, whatever language it names.
pub(super) fn is_fence(line: &str) -> bool {
    let line = line.trim();
    // Programs that write Markdown put a backslash before each.
    if line.starts_with("\\`") {
        return is_fence(&line.replace("\\`", "`"));
    }
    let ticks = |mark: char| {
        let rest = line.trim_start_matches(mark);
        line.len() - rest.len() >= 3 && !rest.contains(mark) && is_info(rest.trim())
    };
    let tagged = |open: &str, close: char| {
        line.strip_prefix(open).is_some_and(|r| r.ends_with(close) && !r.contains(['"', ' ']))
    };
    ticks('`')
        || ticks('~')
        || is_shortcode(line)
        || is_macro(line, "{code")
        || is_macro(line, "{noformat")
        || tagged("[code", ']')
        || line == "[/code]"
        || ["#+begin_src", "#+begin_example", "#+end_"].iter().any(|mark| is_org(line, mark))
        || ["\\begin{", "\\end{"].iter().any(|mark| is_latex(line, mark))
}

/// What follows the signs of a block's first line: a language, and what pages say of the block besides, such as
/// `yaml title="overrides.yaml" {2-3}`. The first line of a text may be there instead.
fn is_info(info: &str) -> bool {
    if !info.contains(['"', '\'', ':', '#']) {
        return info.len() < SHORT_INFO;
    }
    let of_name = |c: char| c.is_ascii_alphanumeric() || "+-_./".contains(c);
    let mut rest = info.trim_start_matches(of_name);
    if rest.starts_with('=') {
        return info.len() < LONGEST_INFO && are_attributes(info);
    }
    let language = info.get(..info.len() - rest.len()).unwrap_or_default();
    if let Some(title) = rest.strip_prefix(':').filter(|title| title.starts_with(of_name)) {
        rest = title.trim_start_matches(of_name);
    }
    let commented = LANGUAGES.contains(&language) && rest.trim_start().starts_with('#');
    info.len() < LONGEST_INFO && !rest.starts_with(':') && (commented || are_attributes(rest))
}

/// `title="a b" {3-5} linenums=1 copy`
fn are_attributes(mut rest: &str) -> bool {
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        let Some(first) = rest.chars().next() else { return true };
        let after = match first {
            '{' => rest.split_once('}').map(|(_, after)| after),
            '[' => rest.split_once(']').map(|(_, after)| after),
            _ => attribute(rest),
        };
        match after {
            Some(after) => rest = after,
            None => return false,
        }
    }
}

/// What follows `title="a b"`, or a word by itself.
fn attribute(rest: &str) -> Option<&str> {
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "-_".contains(c));
    if behind.len() == rest.len() {
        return None;
    }
    let Some(value) = behind.strip_prefix('=') else {
        return (behind.is_empty() || behind.starts_with([' ', ','])).then_some(behind);
    };
    match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split_once(quote).map(|(_, after)| after),
        ' ' => None,
        _ => Some(value.trim_start_matches(|c| c != ' ' && c != ',')),
    }
}

/// `{{< highlight hcl >}}` and `{{< /highlight >}}` of Hugo, `{% highlight yaml %}` and `{% endhighlight %}` of Jekyll.
fn is_shortcode(line: &str) -> bool {
    let pairs = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];
    let inside = pairs.iter().find_map(|(open, close)| {
        line.strip_prefix(open).and_then(|rest| rest.strip_suffix(close))
    });
    let word = inside.and_then(|inside| inside.split_whitespace().next()).unwrap_or_default();
    let word = word.trim_start_matches('/');
    ["highlight", "code"].contains(&word.strip_prefix("end").unwrap_or(word))
}

/// `{code}`, and with a language, a title: `{code:yaml|title=the file}`.
fn is_macro(line: &str, open: &str) -> bool {
    let rest = line.strip_prefix(open).and_then(|rest| rest.strip_suffix('}'));
    rest.is_some_and(|r| (r.is_empty() || r.starts_with(':')) && !r.contains(['"', '{', '}']))
}

/// `#+BEGIN_SRC yaml`, in capitals or not.
fn is_org(line: &str, mark: &str) -> bool {
    line.get(..mark.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(mark))
}

/// `\begin{verbatim}`, with what the block is called by the packages for listings.
fn is_latex(line: &str, mark: &str) -> bool {
    let name = line.strip_prefix(mark).and_then(|rest| rest.split_once('}')).map(|(name, _)| name);
    matches!(name, Some("verbatim" | "Verbatim" | "lstlisting" | "minted"))
}

#[cfg(test)]
mod tests {
    use super::is_fence;

    #[test]
    fn the_first_line_of_a_block_may_say_more_than_the_language() {
        for info in [
            "",
            "hcl",
            " yaml",
            "yaml title=\"overrides.yaml\"",
            "yaml linenums=\"1\" hl_lines=\"2 3\"",
            "yaml:line-numbers",
            "yaml:vault/tfe.yaml",
            "{.hcl .numberLines startFrom=\"1\"}",
            "yaml {1,3-5} title='a b: c'",
            "hcl # tfe.hcl",
            "title=\"tfe.hcl\"",
            "yaml [overrides.yaml]",
        ] {
            assert!(is_fence(&format!("```{info}")), "{info}");
            assert!(is_fence(&format!("~~~ {info}")), "{info}");
        }
        for text in [
            "path \"kv/a\" {",
            "hcl path \"kv/a\" {",
            "env:",
            "replicaCount: 1",
            "yaml env: {a: b}",
            "capabilities = [\"read\"]",
            "# TFE",
        ] {
            assert!(!is_fence(&format!("```{text}")), "{text}");
        }
    }

    #[test]
    fn escaped_signs_are_signs() {
        assert!(is_fence("\\`\\`\\`hcl") && is_fence("\\`\\`\\`") && !is_fence("\\`a\\`"));
    }

    #[test]
    fn shortcodes_are_blocks() {
        for line in [
            "{{< highlight hcl >}}",
            "{{< highlight yaml \"linenos=table\" >}}",
            "{{< /highlight >}}",
            "{{% code file=\"a\" %}}",
            "{% highlight yaml linenos %}",
            "{% endhighlight %}",
        ] {
            assert!(is_fence(line), "{line}");
        }
        for line in ["{{ .Values.a }}", "{% if a %}", "{% raw %}", "{{< tab >}}", "%{ if a }"] {
            assert!(!is_fence(line), "{line}");
        }
    }
}
