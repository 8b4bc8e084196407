//! `cargo xtask refresh`: what local copies of the chart and of the documentation say otherwise than `knowledge/`.

mod chart;
mod pages;
mod rows;

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::root;
use crate::failure::Result;

const USAGE: &str = "cargo xtask refresh [--chart DIR] [--docs DIR], one of them at least";

/// Prints each difference in a line; fails where there is one.
pub(crate) fn refresh(args: &[String]) -> Result {
    let (mut chart, mut docs) = (None, None);
    for pair in args.chunks(2) {
        match pair {
            [flag, folder] if flag == "--chart" => chart = Some(Path::new(folder)),
            [flag, folder] if flag == "--docs" => docs = Some(Path::new(folder)),
            _ => return Err(USAGE.into()),
        }
    }
    if chart.or(docs).is_none() {
        return Err(USAGE.into());
    }
    let found = differences(&root().join("knowledge"), chart, docs)?;
    for line in &found {
        println!("{line}");
    }
    let count = found.len();
    println!("{count} differences, in {}", said(chart, docs));
    if count == 0 { Ok(()) } else { Err("knowledge/ and the copies differ".into()) }
}

fn said(chart: Option<&Path>, docs: Option<&Path>) -> String {
    let names = chart.into_iter().chain(docs).map(|folder| folder.display().to_string());
    names.collect::<Vec<_>>().join(" and ")
}

/// All differences, in the order of the tables.
fn differences(knowledge: &Path, chart: Option<&Path>, docs: Option<&Path>) -> Result<Vec<String>> {
    let mut found = Vec::new();
    if let Some(folder) = chart {
        found.extend(chart::differences(knowledge, folder)?);
    }
    // A setting that a template names is on a page, as far as this goes.
    let pages: Vec<String> = match docs {
        Some(folder) => texts(folder, &["md", "mdx", "html", "txt"])?,
        None => Vec::new(),
    };
    let templates = match chart {
        Some(folder) => texts(&folder.join("templates"), &["yaml", "yml", "tpl", "txt"])?,
        None => Vec::new(),
    };
    found.extend(pages::differences(knowledge, &pages, &templates)?);
    Ok(found)
}

/// The texts of all files below a folder that have one of the endings, by name.
fn texts(folder: &Path, endings: &[&str]) -> Result<Vec<String>> {
    let mut files = Vec::new();
    walk(folder, &mut files)?;
    files.sort();
    let wanted = |path: &&PathBuf| {
        path.extension()
            .is_some_and(|e| endings.iter().any(|ending| e.eq_ignore_ascii_case(ending)))
    };
    Ok(files.iter().filter(wanted).map(|path| read_any(path)).collect())
}

/// A file as text, whatever it is.
fn read_any(path: &Path) -> String {
    String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|e| format!("{}: {e}", folder.display()))?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
