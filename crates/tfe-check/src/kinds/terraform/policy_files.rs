//! The names that resources give to policies which are in other files: `policy = file("tfe.hcl")`.

use hcl_edit::expr::Expression;
use hcl_edit::structure::Block;

use super::collect::elsewhere;
use super::parse;

/// Each file, without its folders, with the name of its policy in lower case and with the address of its resource.
pub(crate) fn policy_files(text: &str) -> Vec<(String, String)> {
    if !text.contains("vault_policy") || !text.contains("file(") {
        return Vec::new();
    }
    let Ok(body) = parse::body(text) else { return Vec::new() };
    body.blocks().filter_map(file).flatten().collect()
}

fn file(block: &Block) -> Option<Vec<(String, String)>> {
    let [kind, name] = block.labels.as_slice() else { return None };
    if block.ident.as_str() != "resource" || kind.as_str() != "vault_policy" {
        return None;
    }
    let of = |name: &str| block.body.get_attribute(name).map(|attribute| &attribute.value);
    let Expression::FuncCall(call) = of("policy")? else { return None };
    // What a template fills in is not in its file.
    if call.name.name.as_str() != "file" {
        return None;
    }
    let file = elsewhere(call, "policy")?.file;
    let address = format!("vault_policy.{}", name.as_str());
    let called = of("name").and_then(Expression::as_str).map(str::to_lowercase);
    Some([Some(address), called].into_iter().flatten().map(|name| (file.clone(), name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_the_names_of_their_resources() {
        let text = "resource \"vault_policy\" \"runs\" {\n  name   = \"TFE-runs\"\n  policy = file(\"${path.module}/p/runs.hcl\")\n}\n";
        let names =
            ["vault_policy.runs", "tfe-runs"].map(|name| ("runs.hcl".to_owned(), name.to_owned()));
        assert_eq!(policy_files(text), names);
        let filled_in = text.replace("file(", "templatefile(").replace("hcl\")", "hcl\", {})");
        assert!(policy_files(&filled_in).is_empty());
    }
}
