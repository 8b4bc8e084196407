//! Circles of files: files that import each other, so that none of them can be read by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::command::root;
use crate::failure::Result;
use crate::imports::{Imports, Path, imports};
use crate::rooms::rust_files;

/// So many files may import each other: a folder, and two of its files.
const LARGEST: usize = 3;

/// Circles that are too large, in all crates.
pub(crate) fn circles() -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for entry in fs::read_dir(root().join("crates")).map_err(|e| e.to_string())? {
        let name = entry.map_err(|e| e.to_string())?.file_name().display().to_string();
        wrong.extend(crate_of(&name)?.circles().iter().map(|circle| said(&name, circle)));
    }
    Ok(wrong)
}

fn said(name: &str, circle: &[&str]) -> String {
    format!(
        "crates/{name}/src: {} files import each other; move what they share to a file of its own: {}",
        circle.len(),
        circle.join(", ")
    )
}

/// The files of a crate.
fn crate_of(name: &str) -> Result<Crate> {
    let source = root().join("crates").join(name).join("src");
    let mut files = Crate::default();
    for path in rust_files(&source)? {
        let file = path.strip_prefix(&source).unwrap_or(&path).display().to_string();
        let text = fs::read_to_string(&path).map_err(|e| format!("{file}: {e}"))?;
        files.add(&file, &text);
    }
    Ok(files)
}

struct File {
    /// Its path below `src`.
    name: String,
    imports: Imports,
}

/// The files of a crate by the path of their module.
#[derive(Default)]
struct Crate(BTreeMap<Path, File>);

impl Crate {
    fn add(&mut self, file: &str, text: &str) {
        let mut module: Path = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        // Tests may import what they test.
        if module.iter().any(|part| part == "tests") {
            return;
        }
        let is_root = module.len() == 1 && matches!(file, "lib.rs" | "main.rs");
        module.pop_if(|last| last == "mod" || is_root);
        self.0.insert(module, File { name: file.to_owned(), imports: imports(text) });
    }

    /// The circles that are too large, each with its files by name.
    fn circles(&self) -> Vec<Vec<&str>> {
        let edges: BTreeMap<&Path, BTreeSet<&Path>> =
            self.0.iter().map(|(module, file)| (module, self.imported(module, file))).collect();
        let reached: BTreeMap<&Path, BTreeSet<&Path>> =
            edges.keys().map(|module| (*module, reached(module, &edges))).collect();
        let mut circles = BTreeSet::new();
        for (module, all) in &reached {
            let back = |other: &&&Path| reached.get(**other).is_some_and(|r| r.contains(module));
            let circle = all.iter().filter(back).filter_map(|other| self.0.get(*other));
            let names: Vec<&str> = circle.map(|file| file.name.as_str()).collect();
            if names.len() > LARGEST {
                circles.insert(names);
            }
        }
        circles.into_iter().collect()
    }

    /// The modules whose files a file imports.
    fn imported(&self, module: &Path, file: &File) -> BTreeSet<&Path> {
        let hands_on = file.name.ends_with("mod.rs") || file.name == "lib.rs";
        let uses = file.imports.uses.iter().filter(|used| !(used.is_handed_on && hands_on));
        let named = uses.filter_map(|used| self.absolute(module, &used.path));
        let written = file.imports.paths.iter().filter_map(|path| self.written(module, file, path));
        let all = named.chain(written).filter_map(|path| self.definer(&path, DEEPEST));
        all.filter(|other| *other != module).collect()
    }

    /// A path in code, from the root of the crate; none for what another crate defines.
    fn written(&self, module: &Path, file: &File, path: &[String]) -> Option<Path> {
        let (first, rest) = path.split_first()?;
        let used = file.imports.uses.iter().find(|used| used.name == *first);
        match self.absolute(module, path) {
            None => Some([self.absolute(module, &used?.path)?.as_slice(), rest].concat()),
            found => found,
        }
    }

    /// A path from the root of the crate; none for what another crate defines.
    fn absolute(&self, module: &Path, path: &[String]) -> Option<Path> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([module.as_slice(), rest].concat()),
            "super" => {
                let ups = path.iter().take_while(|part| *part == "super").count();
                let outer = module.get(..module.len().checked_sub(ups)?)?;
                Some([outer, path.get(ups..)?].concat())
            }
            _ => {
                let own = [module.as_slice(), path].concat();
                let child = own.get(..=module.len())?;
                self.0.contains_key(child).then_some(own)
            }
        }
    }

    /// The module whose file defines what a path names: names that a file hands on are followed.
    fn definer(&self, path: &[String], steps: usize) -> Option<&Path> {
        let length = (0..=path.len())
            .rev()
            .find(|n| path.get(..*n).is_some_and(|own| self.0.contains_key(own)))?;
        let (module, file) = self.0.get_key_value(path.get(..length)?)?;
        let Some((name, rest)) = path.get(length..)?.split_first() else { return Some(module) };
        let handed = file.imports.uses.iter().find(|used| used.name == *name && *name != "*");
        let next = handed.and_then(|used| self.absolute(module, &used.path));
        let next = next.map(|path| [path.as_slice(), rest].concat()).filter(|next| next != path);
        let found = next.filter(|_| steps > 0).and_then(|next| self.definer(&next, steps - 1));
        found.or(Some(module))
    }
}

/// So many files may hand on the same name.
const DEEPEST: usize = 12;

/// Everything that a module imports, and what that imports.
fn reached<'m>(
    from: &'m Path,
    edges: &BTreeMap<&'m Path, BTreeSet<&'m Path>>,
) -> BTreeSet<&'m Path> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(next) = open.pop() {
        let fresh = edges.get(next).into_iter().flatten().filter(|other| !reached.contains(*other));
        let fresh: Vec<&Path> = fresh.copied().collect();
        reached.extend(fresh.iter().copied());
        open.extend(fresh);
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &str)]) -> Vec<String> {
        let mut all = Crate::default();
        files.iter().for_each(|(name, text)| all.add(name, text));
        all.circles().iter().map(|circle| circle.join(" ")).collect()
    }

    #[test]
    fn a_folder_whose_files_use_what_it_defines_is_a_circle() {
        let mut files = vec![
            ("a/mod.rs", "mod b; mod c; mod d; pub struct S; fn f() { b::f(); c::f(); d::f(); }"),
            ("a/b.rs", "use super::S;"),
            ("a/c.rs", "fn f() -> super::S {}"),
            ("a/d.rs", "use crate::a::{S as T};"),
        ];
        assert_eq!(of(&files), ["a/mod.rs a/b.rs a/c.rs a/d.rs"]);
        files[2].1 = "fn f() {} #[cfg(test)] mod tests { use super::super::S; }";
        assert!(of(&files).is_empty());
    }

    #[test]
    fn a_name_that_is_handed_on_is_imported_from_its_own_file() {
        let users =
            [("lib.rs", "mod s; mod b; mod c; mod d; pub use s::S;"), ("s.rs", "pub struct S;")];
        let mut files = [
            ("b.rs", "use crate::S; use crate::c;"),
            ("c.rs", "use crate::S; use crate::d;"),
            ("d.rs", "use crate::S;"),
        ]
        .to_vec();
        files.extend(users);
        assert!(of(&files).is_empty());
        files.retain(|(name, _)| *name != "s.rs");
        files.push(("s.rs", "use crate::b::X;"));
        assert_eq!(of(&files), ["b.rs c.rs d.rs s.rs"]);
    }

    #[test]
    fn three_files_may_be_a_circle() {
        let three = [
            ("a.rs", "use crate::b::B;"),
            ("b.rs", "use crate::c::C;"),
            ("c.rs", "use crate::a::A;"),
        ];
        assert!(of(&three).is_empty());
    }
}
