//! Names of documents: the file's own, or the usual one of its kind.

use tfe_check::Kind;

use super::doc::Doc;

/// The name on the tab and of the download.
pub(crate) fn shown_name(doc: &Doc, kind: Option<Kind>) -> String {
    let usual = match doc.kind.or(kind) {
        Some(Kind::VaultPolicy) => "tfe.hcl",
        Some(Kind::HelmOverrides) => "overrides.yaml",
        Some(Kind::Terraform) => "main.tf",
        Some(Kind::Script) => "setup.sh",
        None => "untitled",
    };
    doc.name.clone().unwrap_or_else(|| usual.to_owned())
}

/// The name that the engine hears. A name that the page made up must not tell the kind.
pub(crate) fn engine_name(doc: &Doc) -> String {
    doc.name.clone().unwrap_or_else(|| format!("untitled-{}", doc.id))
}

/// `name`, or the like with a number where it is taken.
pub(crate) fn free_name(name: &str, docs: &[Doc]) -> String {
    let taken = |name: &str| docs.iter().any(|d| d.name.as_deref() == Some(name));
    if !taken(name) {
        return name.to_owned();
    }
    let (stem, end) = match name.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() => (stem, format!(".{end}")),
        _ => (name, String::new()),
    };
    let numbered = (2..).map(|n| format!("{stem}-{n}{end}")).find(|n| !taken(n));
    numbered.unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_name_gets_a_number() {
        let docs: Vec<_> = ["tfe.hcl", "tfe-2.hcl", "notes", ".env"]
            .iter()
            .map(|n| Doc::new(1, Some((*n).to_owned()), ""))
            .collect();
        assert_eq!(free_name("a.hcl", &docs), "a.hcl");
        assert_eq!(free_name("tfe.hcl", &docs), "tfe-3.hcl");
        assert_eq!(free_name("notes", &docs), "notes-2");
        assert_eq!(free_name(".env", &docs), ".env-2");
    }
}
