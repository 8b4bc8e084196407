//! Names of documents: the file's own, or the usual one of its kind.

use super::doc::Doc;

/// The name on the tab and of the download, as long as no other document has it.
fn usual_name(doc: &Doc, file: Option<&'static str>) -> String {
    let usual = doc.kind.map(|kind| kind.file).or(file).unwrap_or("untitled");
    doc.name.clone().unwrap_or_else(|| usual.to_owned())
}

/// The names of all documents as they are shown, in their order: no two are alike. `usual` gives what files
/// like it are called.
pub(crate) fn shown_names(
    docs: &[Doc],
    usual: impl Fn(&Doc) -> Option<&'static str>,
) -> Vec<String> {
    let mut taken: Vec<String> = docs.iter().filter_map(|d| d.name.clone()).collect();
    let mut shown = Vec::new();
    for doc in docs {
        let name = usual_name(doc, usual(doc));
        if doc.name.is_some() {
            shown.push(name);
            continue;
        }
        let name = numbered(&name, |name| taken.iter().any(|other| other == name));
        taken.push(name.clone());
        shown.push(name);
    }
    shown
}

/// The name that the engine hears. A name that the page made up must not tell the kind.
pub(crate) fn engine_name(doc: &Doc) -> String {
    doc.name.clone().unwrap_or_else(|| format!("untitled-{}", doc.id))
}

/// `name`, or the like with a number where it is taken.
pub(crate) fn free_name(name: &str, docs: &[Doc]) -> String {
    numbered(name, |name| docs.iter().any(|d| d.name.as_deref() == Some(name)))
}

fn numbered(name: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(name) {
        return name.to_owned();
    }
    let (stem, end) = match name.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() => (stem, format!(".{end}")),
        _ => (name, String::new()),
    };
    let free = (2..).map(|n| format!("{stem}-{n}{end}")).find(|n| !taken(n));
    free.unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_names_differ() {
        let pasted = |id| Doc::new(id, None, "");
        let docs = [pasted(1), Doc::new(2, Some("tfe-2.hcl".to_owned()), ""), pasted(3), pasted(4)];
        let usual = |doc: &Doc| (doc.id != 4).then_some("tfe.hcl");
        assert_eq!(shown_names(&docs, usual), ["tfe.hcl", "tfe-2.hcl", "tfe-3.hcl", "untitled"]);
    }

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
