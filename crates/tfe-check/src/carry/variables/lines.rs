//! Lines of `NAME=value`, as shells, `.env` files and people's notes have them.

use text::Span;

use super::{Category, List, Next, Variable, is_name, literal};
use crate::carry::line::lines_of;

/// What the lines of a text are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    pub list: List,
    /// How many lines are something else.
    pub others: usize,
}

/// The variables of a text.
pub(crate) fn read(text: &str) -> Lines {
    let mut found = Lines::default();
    // The head of a table says that its second column has values.
    let mut has_values = false;
    for line in lines_of(text) {
        let bare = line.content.trim_start_matches('\u{feff}').trim();
        let is_comment = bare.starts_with(['#', ';']) || bare.starts_with("//");
        if is_head_of_table(bare) {
            has_values |= second_cell(bare).eq_ignore_ascii_case("value");
            continue;
        }
        if bare.is_empty() || is_comment {
            continue;
        }
        let from = line.start
            + (line.content.len() - line.content.trim_start_matches('\u{feff}').trim_start().len());
        match assignment(bare, from).or_else(|| row(bare, from, has_values)) {
            Some(mut variable) => {
                let lead = Span::new(line.start, variable.key.start).of(text);
                let next = Next {
                    at: line.start + line.content.len(),
                    before: format!("\n{}", lead.trim_start_matches('\u{feff}')),
                    ..Next::default()
                };
                variable.next = variable.next.map(|own| Next {
                    between: own.between,
                    after: own.after,
                    ..next
                });
                found.list.variables.push(variable);
            }
            None => found.others += 1,
        }
    }
    found
}

/// What a shell puts before a name.
const BEFORE: [&str; 4] = ["export ", "set ", "$env:", "$Env:"];

/// `NAME=value`, `export NAME="value"`.
fn assignment(bare: &str, from: usize) -> Option<Variable> {
    let rest = BEFORE.iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare).trim_start();
    let (written, value) = rest.split_once('=')?;
    let name = written.trim_end();
    if !is_name(name) {
        return None;
    }
    let key = from + bare.len() - rest.len();
    let lead = value.len() - value.trim_start().len();
    let start = key + written.len() + 1 + lead;
    let (value, quote) = value_of(value.trim_start());
    let start = start + usize::from(quote.is_some());
    let place = Span::new(start, start + value.len());
    let (between, after) = match (written.len() > name.len(), quote) {
        (true, Some(_)) => (" = \"", "\""),
        (true, None) => (" = ", ""),
        (false, Some(_)) => ("=\"", "\""),
        (false, None) => ("=", ""),
    };
    Some(Variable {
        name: name.to_owned(),
        key: Span::new(key, key + name.len()),
        value: literal(value),
        place,
        next: Some(Next { between, after, ..Next::default() }),
        ..Variable::default()
    })
}

/// A value without its quotes, and what comes after it: a comment, a `;`.
fn value_of(written: &str) -> (&str, Option<char>) {
    let quote = ['"', '\''].into_iter().find(|q| written.starts_with(*q));
    let inside = quote.and_then(|q| written.strip_prefix(q));
    if let Some((inside, quote)) = inside.zip(quote)
        && let Some((value, _)) = inside.split_once(quote)
    {
        return (value, Some(quote));
    }
    let end = written.find(" #").unwrap_or(written.len());
    let value = written.get(..end).unwrap_or(written).trim_end();
    (value.trim_end_matches([';', '\\', ',']).trim_end(), None)
}

/// What the columns of a table with variables are called.
const COLUMNS: [&str; 8] =
    ["variable", "variables", "environment variable", "name", "key", "value", "category", "type"];

/// The first two lines of a table in Markdown: the names of its columns, and dashes.
fn is_head_of_table(line: &str) -> bool {
    let rule = line.contains("--") && line.chars().all(|c| "|-: ".contains(c));
    let cells = line.trim_matches(['|', ' ']).split('|').map(|cell| cell.trim().trim_matches('*'));
    let is_column = |cell: &str| COLUMNS.iter().any(|name| name.eq_ignore_ascii_case(cell));
    rule || line.starts_with('|') && cells.take(2).all(is_column)
}

fn second_cell(line: &str) -> &str {
    line.trim_matches(['|', ' ']).split('|').nth(1).map_or("", |cell| cell.trim().trim_matches('*'))
}

/// What tables say of a variable, instead of its value.
const SAID: [&str; 10] =
    ["env", "environment", "terraform", "string", "yes", "no", "bool", "required", "optional", "-"];

/// A row of a table as the pages of a workspace show it: the name, the value, the category.
fn row(bare: &str, from: usize, has_values: bool) -> Option<Variable> {
    let mut cells = Vec::new();
    let mut at = 0;
    for cell in bare.split(['|', '\t']) {
        let word = cell.trim().trim_matches('`');
        let lead = cell.find(word).unwrap_or(0);
        if !word.is_empty() {
            let place = Span::new(from + at + lead, from + at + lead + word.len());
            cells.push((word, place, cell.trim().starts_with('`')));
        }
        at += cell.len() + 1;
    }
    let [(name, key, _), (value, place, is_code), rest @ ..] = cells.as_slice() else {
        return None;
    };
    // What a page says of a variable is a sentence, or what the variable is.
    let is_said = |word: &str| SAID.iter().any(|said| said.eq_ignore_ascii_case(word));
    if is_said(value) && !is_code && !has_values {
        return None;
    }
    if !name.starts_with("TFC_") || !is_name(name) || value.contains(char::is_whitespace) {
        return None;
    }
    let category = rest.iter().find(|(word, ..)| matches!(*word, "env" | "terraform"));
    Some(Variable {
        name: (*name).to_owned(),
        key: *key,
        value: literal(value),
        place: *place,
        category: category
            .map(|(word, place, _)| Category { word: (*word).to_owned(), place: *place }),
        ..Variable::default()
    })
}

impl Default for Next {
    fn default() -> Self {
        Self { at: 0, before: String::new(), between: "=", after: "" }
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    fn said(text: &str) -> Vec<(String, Option<String>)> {
        let found = read(text);
        for variable in &found.list.variables {
            assert_eq!(variable.key.of(text), variable.name);
            if let Some(value) = &variable.value {
                assert_eq!(variable.place.of(text), value);
            }
        }
        found.list.variables.into_iter().map(|v| (v.name, v.value)).collect()
    }

    fn pair(name: &str, value: &str) -> (String, Option<String>) {
        (name.to_owned(), Some(value.to_owned()))
    }

    #[test]
    fn lines_are_read_with_their_places() {
        let text = "\u{feff}# a\nexport A=\"b c\"\r\n\n  B_1='x' # y\nC=\n$env:D = \"e\"\nF=g # h\n; i\nK = l;\n";
        let all = [
            pair("A", "b c"),
            pair("B_1", "x"),
            pair("C", ""),
            pair("D", "e"),
            pair("F", "g"),
            pair("K", "l"),
        ];
        assert_eq!(said(text), all);
        assert_eq!(read(text).others, 0);
    }

    #[test]
    fn rows_of_a_table_are_read() {
        let text = "| `TFC_VAULT_ADDR` | https://a.b | env |\nTFC_VAULT_RUN_ROLE\ttfc\tterraform\n";
        assert_eq!(
            said(text),
            [pair("TFC_VAULT_ADDR", "https://a.b"), pair("TFC_VAULT_RUN_ROLE", "tfc")]
        );
        let found = read(text).list.variables;
        let words: Vec<_> =
            found.iter().filter_map(|v| v.category.as_ref()).map(|c| c.place.of(text)).collect();
        assert_eq!(words, ["env", "terraform"]);
    }

    #[test]
    fn what_is_filled_in_is_not_known() {
        assert_eq!(
            said("A=$B\nC=${D}\nE=<your role>\n").iter().filter(|(_, v)| v.is_none()).count(),
            3
        );
    }

    #[test]
    fn what_a_table_says_of_a_variable_is_not_its_value() {
        let text = "| `TFC_AWS_PROVIDER_AUTH` | Env | no | Set to `true`. |\n";
        assert_eq!((read(text).list.variables.len(), read(text).others), (0, 1));
    }

    #[test]
    fn other_lines_are_counted() {
        let text = "a: b\nvault login\npath \"a\" {\n1A=b\na b=c\nTFC_VAULT_ADDR | The address of Vault |\n";
        let found = read(text);
        assert_eq!((found.list.variables.len(), found.others), (0, 6));
    }

    #[test]
    fn a_new_variable_is_written_like_the_one_before_it() {
        for (text, expected) in [
            ("export A=\"b\"\nC=d\n", "export A=\"b\"\nexport N=\"v\"\nC=d\n"),
            ("A = b", "A = b\nN = v"),
            ("  A='b' # c\n", "  A='b' # c\n  N=\"v\"\n"),
        ] {
            let found = read(text).list.variables;
            let edit = found.first().and_then(|v| v.add("N", "v")).map(text::EditSet::from);
            assert_eq!(edit.and_then(|edit| edit.apply(text).ok()).as_deref(), Some(expected));
        }
    }
}
