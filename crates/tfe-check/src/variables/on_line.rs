//! The assignments of one line: `NAME=value`, `export A=b C=d`, `A=b; export C=d`, `A=b C=d terraform plan`.

use text::Span;

use super::{Next, Variable, is_name, literal};

/// What is put before a name.
const BEFORE: [&str; 5] = ["export ", "env ", "set ", "$env:", "$Env:"];

/// Programs that runs are started with: what is written before them is for them only.
const PROGRAMS: [&str; 8] =
    ["terraform", "tofu", "terragrunt", "docker", "make", "bash", "sh", "tfc-agent"];

/// All assignments of a line; none where it begins with something else.
pub(super) fn assignments(bare: &str, from: usize) -> Vec<Variable> {
    let mut all: Vec<Variable> = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(found) = bare.get(at..).and_then(|rest| first(rest, !all.is_empty())) {
        let key = at + found.key;
        let value = found.value.shifted(at);
        all.push(Variable {
            name: found.name.to_owned(),
            key: Span::new(from + key, from + key + found.name.len()),
            value: literal(value.of(bare)),
            place: value.shifted(from),
            next: Some(Next { between: found.between, after: found.after, ..Next::default() }),
            ..Variable::default()
        });
        at += found.end;
        ends.push(at);
    }
    behind(bare, from, &ends, &mut all);
    all
}

/// Where another variable is written on a line that has more than one of them, or goes on after it.
fn behind(bare: &str, from: usize, ends: &[usize], all: &mut [Variable]) {
    let last = ends.last().and_then(|end| bare.get(*end..)).unwrap_or("").trim_start();
    let goes_on = last.starts_with('\\') || begins_with_program(last);
    let first = ends.first().zip(all.get(1).map(|variable| variable.key.start - from));
    let between = first.and_then(|(end, key)| bare.get(*end..key)).map(str::to_owned);
    let between = between.or_else(|| goes_on.then(|| " ".to_owned()));
    for (variable, end) in all.iter_mut().zip(ends) {
        if let Some((next, between)) = variable.next.as_mut().zip(between.as_ref()) {
            next.at = from + end;
            next.before.clone_from(between);
        }
    }
}

/// One assignment in a part of a line.
struct Found<'t> {
    name: &'t str,
    key: usize,
    value: Span,
    /// After the value and its quote.
    end: usize,
    between: &'static str,
    after: &'static str,
}

/// The assignment that a part of a line begins with, after what separates it from the one before.
fn first(rest: &str, is_later: bool) -> Option<Found<'_>> {
    let begins = rest.trim_start_matches([' ', '\t', ';', '&']);
    let word = BEFORE.iter().find(|word| begins.starts_with(**word));
    let begins = word.and_then(|word| begins.strip_prefix(word)).unwrap_or(begins).trim_start();
    let (written, value) = begins.split_once('=')?;
    let name = written.trim_end();
    if !is_name(name) {
        return None;
    }
    let key = rest.len() - begins.len();
    let in_shell = is_later || word.is_some_and(|word| matches!(*word, "export " | "env "));
    // A shell takes what a blank follows for empty.
    let empty = in_shell && written.len() == name.len() && value.starts_with([' ', '\t']);
    let value = if empty { "" } else { value };
    let lead = value.len() - value.trim_start().len();
    let start = key + written.len() + 1 + lead;
    let (value, quote) = value_of(value.trim_start(), in_shell);
    let start = start + usize::from(quote.is_some());
    let value = Span::new(start, start + value.len());
    let (between, after) = match (written.len() > name.len(), quote) {
        (true, Some(_)) => (" = \"", "\""),
        (true, None) => (" = ", ""),
        (false, Some(_)) => ("=\"", "\""),
        (false, None) => ("=", ""),
    };
    let end = value.end + usize::from(quote.is_some());
    Some(Found { name, key, value, end, between, after })
}

/// In a longer value nothing that ends it is looked for (bytes).
const LONGEST: usize = 1024;

/// A value without its quotes, and what comes after it: a comment, a `;`, another assignment.
fn value_of(written: &str, in_shell: bool) -> (&str, Option<char>) {
    let quote = ['"', '\''].into_iter().find(|q| written.starts_with(*q));
    let inside = quote.and_then(|q| written.strip_prefix(q));
    if let Some((inside, quote)) = inside.zip(quote)
        && let Some((value, _)) = inside.split_once(quote)
    {
        return (value, Some(quote));
    }
    let ends = |(at, c): &(usize, char)| {
        let rest = written.get(at + c.len_utf8()..).unwrap_or("");
        match c {
            ' ' | '\t' => in_shell && !is_in_brackets(written, *at) || goes_on(rest),
            ';' => rest.starts_with(' ') || goes_on(rest),
            _ => false,
        }
    };
    let near = written.floor_char_boundary(LONGEST);
    let mut signs = written.char_indices().take_while(|(at, _)| *at < near);
    let end = signs.find(ends).map_or(written.len(), |(at, _)| at);
    let value = written.get(..end).unwrap_or(written).trim_end();
    (value.trim_end_matches([';', '\\', ',']).trim_end(), None)
}

/// `A=$(vault read -field=x b)`, `A=${B:-c d}`: the blank belongs to the value.
fn is_in_brackets(written: &str, at: usize) -> bool {
    let before = written.get(..at).unwrap_or("");
    let is_open =
        |open: char, close: char| before.matches(open).count() > before.matches(close).count();
    is_open('(', ')') || is_open('{', '}') || before.matches('`').count() % 2 == 1
}

/// Whether a comment, another assignment or a command begins here. A value of a file for Docker may have blanks, and
/// words with `=` in it.
fn goes_on(rest: &str) -> bool {
    let rest = rest.trim_start();
    let named = rest.trim_start_matches(['&', ';', ' ']);
    let before = BEFORE.iter().find_map(|word| named.strip_prefix(word));
    let named = before.unwrap_or(named);
    let is_variable = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let name = named.get(..named.find(|c| !is_variable(c)).unwrap_or(named.len())).unwrap_or("");
    let behind = named.get(name.len()..).unwrap_or("").trim_start();
    let assigned = behind.starts_with('=') && name.contains('_') && name.chars().all(is_variable);
    let marks = rest.starts_with('#') || rest.starts_with("&&");
    marks || assigned || begins_with_program(rest)
}

fn begins_with_program(rest: &str) -> bool {
    let word = rest.split_ascii_whitespace().next().unwrap_or("");
    PROGRAMS.contains(&word) || word.starts_with("./") && word.len() > 2
}
