//! Lines around a text that are neither sentences nor of the text: what editors and pagers show, captions with the name
//! of a file, lines that part, and what chats show below a message.

/// How the names of files end that a caption has.
const ENDINGS: [&str; 6] = [".hcl", ".yaml", ".yml", ".tf", ".json", ".txt"];

/// The buttons next to a code block.
const BUTTONS: [&str; 3] = ["Copy", "Copy code", "copy"];

/// What lines that part are made of. Dots say that there is more of a text.
const SIGNS: &str = "-=_*~+:<>─━═┬┴┼";

/// A longer word in brackets is no name.
const LONGEST_NAME: usize = 20;

/// A longer number is not a count.
const LONGEST_NUMBER: usize = 7;

/// Whether a line outside of a policy's rules, or of the keys of values, is a remark. It has no blanks around it.
pub(super) fn is_remark(line: &str) -> bool {
    is_of_an_editor(line)
        || is_separator(line)
        || is_caption(line)
        || BUTTONS.contains(&line)
        || is_of_a_chat(line)
        || is_of_a_forum(line)
        || is_block_head(line)
}

/// `[quote="ann, post:3"]`, `[/code]`: what forums have around quotes and code.
fn is_of_a_forum(line: &str) -> bool {
    let name = line.strip_prefix('[').map(|rest| rest.strip_prefix('/').unwrap_or(rest));
    let word = name.and_then(|name| name.split([']', '=', ' ']).next()).unwrap_or_default();
    ["quote", "code", "details", "spoiler"].contains(&word) && line.ends_with(']')
}

/// `[source,hcl]`, `[,yaml]`, `[listing]`: what is above a block of AsciiDoc.
fn is_block_head(line: &str) -> bool {
    let inside = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inside.is_some_and(|inside| {
        let style = inside.split([',', '%', '#', '.']).next().unwrap_or_default().trim();
        let is_word = |c: char| c.is_alphanumeric() || "+-_".contains(c);
        let language = inside.strip_prefix(',').map(str::trim);
        matches!(style, "source" | "listing" | "literal" | "code")
            || language.is_some_and(|name| !name.is_empty() && name.chars().all(is_word))
    })
}

/// What editors and pagers show below a text: `~`, `:wq`, `"tfe.hcl" 20L, 340B written`, `--More--(50%)`, `(END)`.
fn is_of_an_editor(line: &str) -> bool {
    let counted = |rest: &str| rest.contains("L, ") && rest.ends_with(['B', 'C']);
    let editor = line.strip_suffix(" written").unwrap_or(line);
    let editor = editor.strip_prefix('"').and_then(|rest| rest.split_once("\" "));
    line == "~"
        || line.ends_with("(END)")
        || line.starts_with("--More--")
        || line.starts_with("-- INSERT --")
        || matches!(line, ":q" | ":q!" | ":w" | ":wq" | ":wq!" | ":x")
        || editor.is_some_and(|(_, rest)| counted(rest))
}

/// `_____`, `--8<--`: three signs or more. Three dashes part documents of YAML.
fn is_separator(line: &str) -> bool {
    let signs = |c: char| SIGNS.contains(c) || " 8✂|".contains(c);
    let count = line.chars().filter(|c| SIGNS.contains(*c)).count();
    count > 2 && line != "---" && line.chars().all(signs) && !line.contains("<<")
}

/// `tfe.hcl`, `=== vault/tfe.hcl ===`, `File: tfe.hcl`, `==> notes.txt <==`
pub(super) fn is_caption(line: &str) -> bool {
    if line.starts_with("==> ") && line.ends_with(" <==") {
        return true;
    }
    let bare = line.trim_matches(|c: char| c == ' ' || SIGNS.contains(c) || c == '`');
    let name = bare.strip_prefix("File: ").unwrap_or(bare);
    let of_name = |c: char| c.is_alphanumeric() || "/\\._-~:".contains(c);
    // An entry of values, and a list's item, may have such a name too.
    let is_entry = line.ends_with(':') || line.starts_with("- ");
    ENDINGS.iter().any(|end| name.ends_with(end)) && name.chars().all(of_name) && !is_entry
}

/// `@bob`, `(edited)`, `+1`, `👍 2`, `:thumbsup:`, `[AK] fine`
fn is_of_a_chat(line: &str) -> bool {
    if line.contains(['"', '{', '}', '=', '\'']) {
        return false;
    }
    let mention = line.strip_prefix('@').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    let named = line.strip_prefix(':').and_then(|rest| rest.split_once(':'));
    let named = named.is_some_and(|(name, _)| is_word(name));
    let edited = matches!(line, "(edited)" | "[EOF]");
    mention || named || edited || is_vote(line) || is_picture(line) || is_noted(line)
}

/// `+1`
pub(super) fn is_vote(line: &str) -> bool {
    let count = line.strip_prefix('+').unwrap_or_default();
    !count.is_empty() && count.len() < LONGEST_NUMBER && count.bytes().all(|b| b.is_ascii_digit())
}

/// `[AK] fine`: a short word in brackets, and more.
fn is_noted(line: &str) -> bool {
    let noted = line.strip_prefix('[').and_then(|rest| rest.split_once("] "));
    noted.is_some_and(|(name, rest)| {
        name.len() <= LONGEST_NAME && is_word(name) && rest.starts_with(char::is_alphabetic)
    })
}

fn is_word(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_-+".contains(c))
}

/// Whether a line begins with one of the pictures that people react with.
fn is_picture(line: &str) -> bool {
    line.starts_with(|c| matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}'))
}

/// `Page 12 of 48`, `© 2025 Example Inc.`: what a page of paper has below its text, in the middle of a rule too.
pub(super) fn is_footer(line: &str) -> bool {
    let page = line
        .strip_prefix("Page ")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    page || line.starts_with("Copyright ") || line.starts_with('©')
}

/// `12`, `100%`: votes next to an answer, a place in a listing.
pub(super) fn is_count(line: &str) -> bool {
    let digits = line.strip_suffix('%').unwrap_or(line);
    !digits.is_empty()
        && digits.len() < LONGEST_NUMBER
        && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_remark;

    #[test]
    fn remarks_are_known() {
        for line in [
            "[AK] fine with me",
            "[1] see the docs",
            ":wq",
            "___",
            "*****",
            "--8<--",
            "::::::::::::::",
            "\"tfe.hcl\" 78L, 1801B written",
            "\"tfe.hcl\" [New] 3L, 45B written",
            "tfe.hcl lines 1-3/3 (END)",
            "@bob",
            "(edited)",
            "👍 1",
            "+1",
            ":thumbsup: 3",
            "tfe.hcl",
            "/etc/vault/tfe.hcl",
            "--- tfe.hcl ---",
            "==> notes.txt <==",
            "Copy code",
            "[source,hcl]",
            "[source%linenums,yaml,subs=\"+quotes\"]",
            "[,yaml]",
            "[listing]",
        ] {
            assert!(is_remark(line), "{line}");
        }
    }

    #[test]
    fn lines_of_a_text_are_not_remarks() {
        for line in [
            "",
            "12",
            "---",
            "...",
            "path \"a\" {",
            "[\"read\"]",
            "[ a, b ]",
            "[read, list]",
            "[, read]]",
            "capabilities = [\"read\"]",
            "overrides.yaml:",
            "- values.yaml",
            "<<EOF",
            "<<<<<<<",
            "=",
            "+",
            "\"tfe.hcl\" {",
            "image:",
        ] {
            assert!(!is_remark(line), "{line}");
        }
    }
}
