//! Signs of Terraform.

use crate::knowledge;

/// Blocks that other programs hardly have.
const BLOCKS: [&str; 7] =
    ["resource", "data", "variable", "module", "provider", "output", "terraform"];

/// Whether Terraform's blocks stand in a text.
pub(crate) fn is_terraform(text: &str) -> bool {
    text.split(['\n', '\r']).any(is_block)
}

/// Whether a block of Terraform begins a line, so that the text is not YAML that holds one.
pub(crate) fn begins_lines(text: &str) -> bool {
    text.split(['\n', '\r']).any(|line| !line.starts_with([' ', '\t']) && is_block(line))
}

fn is_block(line: &str) -> bool {
    let bare = line.trim_start_matches(|c: char| c.is_whitespace() || text::is_invisible(c));
    // Every line is asked: by its first letter most are told apart.
    if !bare.starts_with(['r', 'd', 'v', 'm', 'p', 'o', 't', 'l']) {
        return false;
    }
    let word = bare.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or("");
    let rest = bare.get(word.len()..).unwrap_or("").trim_start();
    // Only this one has no name; others have an `output {` too.
    let named = rest.starts_with('"') || word == "terraform" && rest.starts_with('{');
    let block = BLOCKS.contains(&word)
        && named
        && !rest.starts_with("\":")
        && rest.trim_end().ends_with(['{', '}']);
    block || word == "locals" && rest.starts_with('{') || word != "path" && is_resource(rest)
}

/// What the types of the providers begin with that are used with Vault and with Terraform Enterprise.
const PROVIDERS: [&str; 8] =
    ["vault", "helm", "tfe", "kubernetes", "aws", "azurerm", "google", "random"];

/// `"vault_policy" "tfe"`: the type and the name of a resource, whatever happened to the word before and the brace after.
fn is_resource(rest: &str) -> bool {
    let mut parts = rest.strip_prefix('"').unwrap_or("").splitn(4, '"');
    let (Some(kind), Some(gap), Some(name)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let of_type = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let provider = kind.split_once('_').map(|(provider, _)| provider);
    let is_type = provider.is_some_and(|p| PROVIDERS.contains(&p)) && kind.chars().all(of_type);
    is_type && gap.trim().is_empty() && !gap.is_empty() && !name.contains(['/', '*', '=', ','])
}

/// Whether Terraform can read a text, so that it may be what the file's name says.
pub(crate) fn parses(text: &str) -> bool {
    hcl_edit::parser::parse_body(text).is_ok()
}

/// Whether a text sets the variables of Private Terraform Enterprise, and little else.
pub(crate) fn is_private_tfe(text: &str) -> bool {
    // No such file is that long.
    if text.len() > 256 * 1024 {
        return false;
    }
    let (mut all, mut known, mut telling) = (0, 0, 0);
    for name in text.split(['\n', '\r']).filter_map(assigned) {
        let row = knowledge::private_variables().iter().find(|row| row.name == name);
        all += 1;
        known += usize::from(row.is_some());
        telling += usize::from(row.is_some_and(|row| row.telling));
    }
    known >= 4 && telling >= 2 && known * 2 >= all
}

/// The name that a line at the start of its line gives a value.
fn assigned(line: &str) -> Option<&str> {
    let (name, rest) = line.split_once('=')?;
    let name = name.trim_end();
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    (!name.is_empty() && name.chars().all(is_name) && !rest.starts_with('=')).then_some(name)
}
