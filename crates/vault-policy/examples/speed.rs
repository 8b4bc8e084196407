//! How long reading and asking take: `cargo run --release -p tfe-check-vault-policy --example speed`.

#![allow(clippy::print_stdout)]

use std::time::Instant;

use vault_policy::{Acl, Operation, Request, VaultLine, parse};

fn main() {
    let mut text = String::new();
    for n in 0..10_000 {
        let path = match n % 4 {
            0 => format!("kv/data/{n}/x"),
            1 => format!("kv/data/{n}/*"),
            2 => format!("kv/+/{n}/+"),
            _ => format!("transit/keys/{n}*"),
        };
        text.push_str(&format!(
            "path \"{path}\" {{\n  capabilities = [\"read\", \"update\"]\n}}\n"
        ));
    }
    let start = Instant::now();
    let document = parse(&text);
    println!("parse, 10,000 rules, {} kB: {:?}", text.len() / 1000, start.elapsed());
    let start = Instant::now();
    let policy = document.policy(VaultLine::V1_21).unwrap_or_default();
    let acl = Acl::new([&policy], None, VaultLine::V1_21);
    println!("index: {:?}", start.elapsed());
    let start = Instant::now();
    let asked = |n| Request::new(Operation::Read, n);
    let paths: Vec<String> = (0..10_000).map(|n| format!("kv/data/{n}/x")).collect();
    let allowed = paths.iter().filter(|p| acl.check(&asked(p)).allowed).count();
    println!("10,000 questions, {allowed} allowed: {:?}", start.elapsed());
    let large = text.repeat(1 + 10_000_000 / text.len());
    let start = Instant::now();
    let rules = parse(&large).rules.len();
    println!("parse, {rules} rules, {} MB: {:?}", large.len() / 1_000_000, start.elapsed());
}
