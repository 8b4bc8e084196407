//! The two files of a new rule, and its lines in the lists of its kind.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::root;
use crate::failure::Result;

/// Makes the page and the code of a rule: both say what is left to write, and until then the tests of the
/// pages fail.
pub(crate) fn new_rule(args: &[String]) -> Result {
    let [kind, name] = args else { return Err("cargo xtask new-rule KIND NAME".into()) };
    let made = write(&root(), kind, name)?;
    for path in made {
        println!("{}", path.display());
    }
    println!("Write the page first, then the rule: cargo nextest run -p tfe-check rule_pages");
    Ok(())
}

/// The paths of what was written, from the root.
fn write(root: &Path, kind: &str, name: &str) -> Result<Vec<PathBuf>> {
    if name.is_empty()
        || !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    {
        return Err(format!("`{name}`: a rule's name is the bad thing, in kebab case").into());
    }
    let module = name.replace('-', "_");
    let page = PathBuf::from(format!("rules/{kind}/{name}.md"));
    let rules =
        PathBuf::from(format!("crates/tfe-check/src/kinds/{}/rules", kind.replace('-', "_")));
    let code = rules.join(format!("{module}.rs"));
    let list = rules.join("mod.rs");
    let own = rules.parent().unwrap_or(Path::new(""));
    if !root.join(own).is_dir() {
        return Err(format!("`{kind}` is not a kind: there is no {}", own.display()).into());
    }
    if root.join(&page).exists() || root.join(&code).exists() {
        return Err(format!("`{name}` is there already").into());
    }
    // A long order has a file of its own.
    let order = Some(rules.join("order.rs")).filter(|path| root.join(path).exists());
    let order = order.unwrap_or_else(|| list.clone());
    if !root.join(&list).exists() {
        put(root, &list, LIST)?;
    }
    let facts = facts_of(&read(root, &order)?);
    let facts = facts
        .ok_or_else(|| format!("{}: copy a rule, these have other arguments", order.display()))?;
    put(root, &page, &page_of(kind, name))?;
    put(root, &code, &code_of(kind, &module, &facts))?;
    change(root, &list, |text| with_module(text, &module))?;
    change(root, &order, |text| with_search(text, &module))?;
    let mut made = vec![page, code, list];
    made.extend(Some(order).filter(|order| !made.contains(order)));
    Ok(made)
}

/// Writes a file with a line more.
fn change(root: &Path, path: &Path, add: impl Fn(&str) -> Option<String>) -> Result {
    let text = add(&read(root, path)?);
    let text = text.ok_or_else(|| format!("{}: its lists have another form", path.display()))?;
    put(root, path, &text)
}

fn read(root: &Path, path: &Path) -> Result<String> {
    fs::read_to_string(root.join(path)).map_err(|e| format!("{}: {e}", path.display()).into())
}

fn put(root: &Path, path: &Path, text: &str) -> Result {
    let path = root.join(path);
    let made =
        path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, text));
    made.map_err(|e| format!("{}: {e}", path.display()).into())
}

/// The list of a kind that has no rules yet.
const LIST: &str = "//! What can be wrong with such a text.

use super::Facts;
use crate::base::finding::Finding;

/// A rule's search.
type Find = fn(&Facts<'_>) -> Vec<Finding>;

/// In this order.
static ALL: &[Find] = &[
];

/// Everything that is wrong with a text.
pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    ALL.iter().flat_map(|find| find(facts)).collect()
}
";

/// What the searches of a list look at; none where they get or give something else.
fn facts_of(list: &str) -> Option<String> {
    let (_, rest) = list.split_once("type Find = fn(&")?;
    let (facts, rest) = rest.split_once(')')?;
    (rest.starts_with(" -> Vec<Finding>;") && !facts.contains(", ")).then(|| facts.to_owned())
}

/// The search as the last one of `&[Find] = &[ … ]`.
fn with_search(text: &str, module: &str) -> Option<String> {
    let search = text.find("&[Find] = &[")?;
    let end = search + text.get(search..)?.find("\n];")? + 1;
    let (before, after) = (text.get(..end)?, text.get(end..)?);
    // In a list that has a file of its own.
    let path = if text.get(search..end)?.contains("\n    super::") { "super::" } else { "" };
    Some(format!("{before}    {path}{module}::find,\n{after}"))
}

/// The module among the others, by the alphabet.
fn with_module(text: &str, module: &str) -> Option<String> {
    let is_after = |own: &&str| {
        let own = own.trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ");
        own.strip_prefix("mod ").is_some_and(|name| name.trim_end_matches(';') > module)
    };
    let at = match text.lines().find(is_after) {
        Some(next) => text.find(next)?,
        None => match text.rfind("\nmod ") {
            Some(last) => last + 1 + text.get(last + 1..)?.find('\n')? + 1,
            // The first one comes before everything but the words about the file.
            None => {
                return text
                    .split_once("\n\n")
                    .map(|(head, rest)| format!("{head}\n\nmod {module};\n\n{rest}"));
            }
        },
    };
    let (before, after) = (text.get(..at)?, text.get(at..)?);
    Some(format!("{before}mod {module};\n{after}"))
}

fn page_of(kind: &str, name: &str) -> String {
    format!(
        "---\nrule: {name}\nkind: {kind}\nseverity: warning\nstage: run\nevidence: inferred\nfix: none\n\
         since: {}\nversions: all\nsources:\n  - \"the page, article or source file that says so\"\n---\n\n\
         # The bad thing in a few words\n\n\
         ## What\n\nWhat is wrong, in a sentence.\n\n\
         ## Why\n\nWhat the operator will see, with the log line if there is one.\n\n\
         ## Bad\n\n```\nthe shortest file that has it\n# ^^^ {name}\n```\n\n\
         ## Good\n\n```\nthe same file without it\n```\n\n\
         ## When to ignore\n\nNever, or when?\n",
        env!("CARGO_PKG_VERSION")
    )
}

fn code_of(kind: &str, module: &str, facts: &str) -> String {
    let kind = kind.replace('-', "_");
    let rule = module.to_uppercase();
    let name = facts.split('<').next().unwrap_or(facts);
    format!(
        "//! What this rule finds, in a sentence.\n\n\
         use text::Span;\n\n\
         use super::{{Finding, {name}}};\n\
         use crate::knowledge::rules::{kind}::{rule};\n\n\
         pub(crate) fn find(facts: &{facts}) -> Vec<Finding> {{\n\
         \x20   hit(facts).map(say).into_iter().collect()\n\
         }}\n\n\
         /// Where it is, if it is there.\n\
         fn hit(_facts: &{facts}) -> Option<Span> {{\n\
         \x20   None\n\
         }}\n\n\
         fn say(at: Span) -> Finding {{\n\
         \x20   {rule}.at(at).say(\n\
         \x20       \"What is wrong, in at most 90 characters.\",\n\
         \x20       \"What the operator will see.\",\n\
         \x20       \"What to do.\",\n\
         \x20   )\n\
         }}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_gets_two_files_and_two_lines() -> Result {
        let there = root();
        let temp = std::env::temp_dir().join(format!("new-rule-{}", std::process::id()));
        for kind in ["vault-policy", "helm-overrides", "kubernetes-manifest", "replicated-settings"]
        {
            let rules = format!("crates/tfe-check/src/kinds/{}/rules", kind.replace('-', "_"));
            for folder in [format!("rules/{kind}"), rules.clone()] {
                fs::create_dir_all(temp.join(folder)).map_err(|e| e.to_string())?;
            }
            let lists: Vec<PathBuf> = ["mod.rs", "order.rs"]
                .iter()
                .map(|name| Path::new(&rules).join(name))
                .filter(|path| there.join(path).exists())
                .collect();
            let mut before = String::new();
            for list in &lists {
                let text = read(&there, list)?;
                put(&temp, list, &text)?;
                before += &text;
            }
            let made = write(&temp, kind, "made-for-a-test")?;
            assert_eq!(made.len(), 2 + lists.len());
            let after: String = lists.iter().map(|l| read(&temp, l)).collect::<Result<_>>()?;
            assert!(after.contains("\nmod made_for_a_test;\n"), "{after}");
            assert!(after.contains("made_for_a_test::find,\n];"), "{after}");
            assert_eq!(after.lines().count(), before.lines().count() + 2);
            assert!(write(&temp, kind, "made-for-a-test").is_err());
        }
        assert!(write(&temp, "poem", "made-for-a-test").is_err());
        fs::create_dir_all(temp.join("crates/tfe-check/src/kinds/poem"))
            .map_err(|e| e.to_string())?;
        assert_eq!(write(&temp, "poem", "b-line")?.len(), 3);
        assert_eq!(write(&temp, "poem", "a-line")?.len(), 3);
        let list = read(&temp, Path::new("crates/tfe-check/src/kinds/poem/rules/mod.rs"))?;
        assert!(list.contains("text.\n\nmod a_line;\nmod b_line;\n\nuse super::Facts;"), "{list}");
        assert!(list.contains("= &[\n    b_line::find,\n    a_line::find,\n];"), "{list}");
        assert!(write(&temp, "vault-policy", "Not Kebab").is_err());
        fs::remove_dir_all(&temp).map_err(|e| e.to_string().into())
    }
}
