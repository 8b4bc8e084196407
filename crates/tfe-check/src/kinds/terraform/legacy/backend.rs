//! The backends of a `terraform` block, as far as they have to do with Terraform Enterprise.

use hcl_edit::structure::{Attribute, Block};
use text::{Edit, Span};

use super::backend_rules as rules;
use super::variable::Variable;
use crate::base::finding::{Finding, Fix};
use crate::carry::template::span;
use hcl_edit::Span as _;

pub(super) fn find(file: &str, terraform: &Block, out: &mut Vec<Finding>) {
    for block in terraform.body.blocks().filter(|block| block.ident.as_str() == "backend") {
        let kind = block.labels.first().map(|label| label.as_str()).unwrap_or_default();
        let Some(place) = span(block.span()) else { continue };
        let name = span(block.ident.span()).unwrap_or(place);
        let at = Span::new(name.start, label_end(file, name));
        let settings: Vec<Variable<'_>> =
            block.body.attributes().filter_map(|a: &Attribute| Variable::of(a)).collect();
        let backend = Backend { at, place, settings };
        match kind {
            "atlas" => atlas(file, &backend, out),
            "s3" if backend.is_of_tfe() => s3(file, &backend, out),
            _ => {}
        }
    }
}

/// The end of the label behind the word `backend`.
fn label_end(file: &str, name: Span) -> usize {
    let rest = file.get(name.end..).unwrap_or("");
    let line = rest.lines().next().unwrap_or("");
    name.end + line.rfind('"').map_or(0, |at| at + 1)
}

struct Backend<'b> {
    /// The word and its label.
    at: Span,
    /// All of the block.
    place: Span,
    settings: Vec<Variable<'b>>,
}

impl<'b> Backend<'b> {
    fn get(&self, name: &str) -> Option<&Variable<'b>> {
        self.settings.iter().find(|setting| setting.name == name)
    }

    fn text(&self, name: &str) -> Option<&'b str> {
        self.get(name)?.text()
    }

    /// Whether the state is that of an installation of TFE.
    fn is_of_tfe(&self) -> bool {
        let names = ["bucket", "key"].iter().filter_map(|name| self.text(name));
        names.into_iter().any(|name| name.contains("terraform-enterprise") || name.contains("ptfe"))
    }
}

/// The backend of the first generation, which Terraform does not have any more.
fn atlas(file: &str, backend: &Backend<'_>, out: &mut Vec<Finding>) {
    out.push(rules::removed(backend.at).fix(cloud(file, backend)));
    if let Some(token) = backend.get("access_token").or_else(|| backend.get("token")) {
        out.push(rules::token(token.key));
    }
    let name = backend.get("name").filter(|n| n.text().is_some_and(|text| !text.contains('/')));
    out.extend(name.map(|name| rules::name(name.inside())));
    let address = backend.get("address");
    let plain = address.filter(|a| a.text().is_some_and(|text| !text.starts_with("https://")));
    out.extend(plain.map(|address| rules::address(address.inside())));
}

/// The block that took its place.
fn cloud(file: &str, backend: &Backend<'_>) -> Option<Fix> {
    let (organization, workspace) = backend.text("name")?.split_once('/')?;
    let host = match backend.get("address") {
        Some(address) => Some(address.text()?.strip_prefix("https://")?.trim_end_matches('/')),
        None => None,
    };
    let before = file.get(..backend.place.start)?;
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let indent: String = before.get(line..)?.chars().take_while(|c| c.is_whitespace()).collect();
    let host = host.map(|h| format!("{indent}  hostname     = \"{h}\"\n")).unwrap_or_default();
    let block = format!(
        "cloud {{\n{host}{indent}  organization = \"{organization}\"\n\n{indent}  workspaces {{\n\
         {indent}    name = \"{workspace}\"\n{indent}  }}\n{indent}}}"
    );
    let block = text::Layout::of(file).adapt(&block).into_owned();
    Some(Fix::review("Replace it by a cloud block", Edit::replace(backend.place, block)))
}

/// The state of an installation, which has the database's password in it.
fn s3(file: &str, backend: &Backend<'_>, out: &mut Vec<Finding>) {
    let encrypt = backend.get("encrypt");
    if encrypt.is_none_or(|encrypt| encrypt.switch() == Some(false)) {
        let fix = match encrypt {
            Some(encrypt) => Some(Edit::replace(encrypt.place, "true")),
            None => backend.get("key").or_else(|| backend.get("bucket")).map(|last| {
                let indent = indent_of(file, last.key.start);
                Edit::insert(last.place.end, format!("\n{indent}encrypt = true"))
            }),
        };
        let found = rules::not_encrypted(encrypt.map_or(backend.at, |e| e.key));
        out.push(found.fix(fix.map(|edit| Fix::review("Add `encrypt = true`", edit))));
    }
    let open =
        backend.settings.iter().find(|s| s.place.of(file).contains("${") && s.text().is_none());
    match open {
        Some(open) => out.push(rules::variables(open.place)),
        None if backend.get("use_lockfile").is_none()
            && backend.get("dynamodb_table").is_none() =>
        {
            out.push(rules::not_locked(backend.at));
        }
        None => {}
    }
}

fn indent_of(file: &str, at: usize) -> String {
    let before = file.get(..at).unwrap_or("");
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    before.get(line..).unwrap_or("").chars().take_while(|c| c.is_whitespace()).collect()
}
