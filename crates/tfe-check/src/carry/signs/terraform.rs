//! Signs of Terraform.

/// Blocks that other programs hardly have.
const BLOCKS: [&str; 7] =
    ["resource", "data", "variable", "module", "provider", "output", "terraform"];

/// Whether Terraform's blocks stand in a text.
pub(crate) fn is_terraform(text: &str) -> bool {
    text.split(['\n', '\r']).any(is_block)
}

fn is_block(line: &str) -> bool {
    let bare = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let word = bare.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or("");
    let rest = bare.get(word.len()..).unwrap_or("").trim_start();
    let block = BLOCKS.contains(&word)
        && rest.starts_with(['"', '{'])
        && !rest.starts_with("\":")
        && rest.trim_end().ends_with(['{', '}']);
    block || word == "locals" && rest.starts_with('{')
}

/// Whether Terraform can read a text, so that it may be what the file's name says.
pub(crate) fn parses(text: &str) -> bool {
    hcl_edit::parser::parse_body(text).is_ok()
}
