//! Signs of a program's source code: Python, Go, TypeScript, Java, Rust, Groovy and their like.

use super::{is_terraform, literal};

/// So many lines are looked at: a program begins with what it imports.
const MOST_LINES: usize = 400;

/// Whether a line says that a text is the code of a program. None of ours has such lines, but a shell's
/// script and Terraform may hold a program.
pub(crate) fn is_source(text: &str) -> bool {
    let first = text.lines().next().unwrap_or("");
    let shell = first.starts_with("#!") && first.contains("sh");
    let has_sign = || has_line(text) || literal::is_given(text);
    !shell && (begins_as_program(text) || has_sign() && !is_terraform(text))
}

/// Whether the first line that is no comment is one that only programs begin with. What they hold in their
/// texts may be anything.
pub(crate) fn begins_as_program(text: &str) -> bool {
    let comment = |line: &&str| line.is_empty() || line.starts_with(['#', '/', '*', ' ', '\t']);
    let first = text.lines().find(|line| !comment(line)).unwrap_or("");
    let begins = ["package ", "import ", "from ", "using "];
    if first.starts_with("<?php") {
        return true;
    }
    begins.iter().any(|word| first.starts_with(word)) && is_of_a_program(first)
}

fn has_line(text: &str) -> bool {
    text.lines().take(MOST_LINES).any(is_of_a_program)
}

fn is_of_a_program(line: &str) -> bool {
    let line = line.trim_end();
    let Some((word, rest)) = line.split_once(' ') else {
        return line.starts_with("module.exports");
    };
    match word {
        "import" => is_import(rest),
        "from" => rest.split_once(" import ").is_some_and(|(module, _)| is_name(module)),
        "package" | "using" | "namespace" => is_name(rest.trim_end_matches([';', '{', ' '])),
        "use" => rest.ends_with(';') && rest.contains("::"),
        "def" | "func" | "fn" | "function" => rest.contains('('),
        "class" | "interface" | "enum" | "struct" => {
            let name = rest.trim_end_matches([':', '{', ' ', ')', '(']);
            rest.ends_with([':', '{']) && is_name(name)
        }
        "const" | "let" | "var" | "val" => {
            let name = rest.split(['=', ':', ' ']).next().unwrap_or("");
            is_name(name) && rest.contains('=')
        }
        "export" => ["const ", "default ", "function ", "class ", "async "]
            .iter()
            .any(|w| rest.starts_with(w)),
        "public" | "private" | "pub" | "async" | "static" => {
            rest.contains('(') || rest.starts_with("class ")
        }
        "pipeline" => rest == "{",
        _ if word.starts_with("node(") => rest.ends_with('{'),
        "#include" => rest.starts_with(['<', '"']),
        "require" | "require_relative" => rest.starts_with(['\'', '"']),
        _ => false,
    }
}

/// `import a.b`, `import x from "y"`, `import "y"`, `import (`
fn is_import(rest: &str) -> bool {
    let module = rest.strip_prefix("static ").unwrap_or(rest).trim_end_matches([';', '*', '.']);
    let module = module.split(" as ").next().unwrap_or(module);
    rest.contains(" from ") || rest.starts_with(['"', '\'', '(']) || module.split(", ").all(is_name)
}

/// A name, with dots in it.
fn is_name(name: &str) -> bool {
    let letter = |c: char| c.is_alphanumeric() || "_.".contains(c);
    !name.is_empty() && name.chars().all(letter)
}

#[cfg(test)]
mod tests {
    use super::is_source;

    #[test]
    fn programs_are_known_by_a_line() {
        for line in [
            "import hvac",
            "import os, sys",
            "from hvac import Client",
            "package main",
            "func main() {",
            "import * as vault from \"@pulumi/vault\";",
            "const p = new vault.Policy(\"a\", {",
            "def write(client):",
            "class Policy:",
            "using Pulumi;",
            "use std::fs;",
            "public class A {",
            "import com.example.Vault;",
            "export const policy = `",
            "require 'vault'",
            "pipeline {",
            "node('vault') {",
        ] {
            assert!(is_source(line), "{line}");
        }
    }

    #[test]
    fn other_texts_have_no_such_line() {
        for line in [
            "path \"a\" {",
            "import the policy below",
            "from the team, import it",
            "let us know",
            "export VAULT_ADDR=https://v",
            "use this policy;",
            "class of policies",
            "package tfe is not there",
            "variable \"a\" {",
            "  import x",
            "import {",
            "node \"a\" {",
            "node {",
            "env:",
        ] {
            assert!(!is_source(line), "{line}");
        }
    }
}
