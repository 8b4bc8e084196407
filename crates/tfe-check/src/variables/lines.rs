//! Lines of `NAME=value`, as shells, `.env` files and people's notes have them.

use text::Span;

use super::{Category, List, Next, Variable, is_name, literal, on_line};
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
            has_values |= heads(bare).nth(1).is_some_and(|head| head.eq_ignore_ascii_case("value"));
            continue;
        }
        if bare.is_empty() || is_comment {
            continue;
        }
        let from = line.start
            + (line.content.len() - line.content.trim_start_matches('\u{feff}').trim_start().len());
        let mut variables = on_line::assignments(bare, from);
        if variables.is_empty() {
            variables.extend(row(bare, from, has_values));
        }
        let first = variables.first().map_or(0, |variable| variable.key.start);
        let lead = Span::new(line.start, first).of(text);
        found.others += usize::from(variables.is_empty());
        for mut variable in variables {
            let below = Next {
                at: line.start + line.content.len(),
                before: format!("\n{}", lead.trim_start_matches('\u{feff}')),
                ..Next::default()
            };
            // What is written after a variable on its own line has a place already.
            let own = variable.next.take();
            variable.next = own.map(|own| {
                if own.before.is_empty() {
                    Next { between: own.between, after: own.after, ..below }
                } else {
                    own
                }
            });
            found.list.variables.push(variable);
        }
    }
    found
}
/// What the columns of a table with variables are called.
const COLUMNS: [&str; 8] =
    ["variable", "variables", "environment variable", "name", "key", "value", "category", "type"];

/// The first lines of a table: the names of its columns, and dashes.
fn is_head_of_table(line: &str) -> bool {
    let rule = line.contains("--") && line.chars().all(|c| "|-: \t".contains(c));
    let is_column = |cell: &str| COLUMNS.iter().any(|name| name.eq_ignore_ascii_case(cell));
    let begins = || line.starts_with('|') || heads(line).nth(1).is_some();
    rule || begins() && heads(line).take(2).all(is_column)
}

/// What a line calls its columns.
fn heads(line: &str) -> impl Iterator<Item = &str> {
    let cells = line.split(['|', '\t']).flat_map(columns);
    cells.map(|cell| cell.trim().trim_matches('*')).filter(|cell| !cell.is_empty())
}

/// What tables say of a variable, instead of its value.
const SAID: [&str; 10] =
    ["env", "environment", "terraform", "string", "yes", "no", "bool", "required", "optional", "-"];

/// A row of a table as the pages of a workspace show it: the name, the value, the category.
fn row(bare: &str, from: usize, has_values: bool) -> Option<Variable> {
    let mut cells = Vec::new();
    let mut at = 0;
    for cell in bare.split(['|', '\t']).flat_map(columns) {
        // Where the cell is in the line: all cells are slices of it, in their order.
        let start = bare.get(at..)?.find(cell).map(|found| at + found)?;
        let word = cell.trim().trim_matches('`');
        let lead = cell.find(word).unwrap_or(0);
        if !word.is_empty() {
            let place = Span::new(from + start + lead, from + start + lead + word.len());
            cells.push((word, place, cell.trim().starts_with('`')));
        }
        at = start + cell.len();
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

/// The columns of a line whose cells two blanks part, or the two sides of `` `NAME` = `value` `` in a list.
fn columns(cell: &str) -> impl Iterator<Item = &str> {
    let item = cell.trim_start_matches(['*', '-', '+', '\u{2022}', ' ']);
    let sides = ["` = `", "`: `", "` → `"].into_iter().find_map(|sign| {
        let (name, value) = item.strip_prefix('`')?.strip_suffix('`')?.split_once(sign)?;
        (!value.contains('`')).then_some([name, value])
    });
    let blanks = if sides.is_none() { Some(cell.split("  ").map(str::trim)) } else { None };
    sides.into_iter().flatten().chain(blanks.into_iter().flatten()).filter(|cell| !cell.is_empty())
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
    fn several_assignments_of_one_line_are_read() {
        let all = [pair("A_B", "true"), pair("C_D", "https://e:1"), pair("F_G", "h")];
        for line in [
            "export A_B=true C_D=https://e:1 F_G=h",
            "export A_B=true; export C_D=https://e:1; export F_G=h;",
            "export A_B=true && export C_D='https://e:1' && export F_G=h",
            "A_B=true C_D=\"https://e:1\" F_G=h terraform plan -out a=b",
            "env A_B=true C_D=https://e:1 F_G=h terraform plan",
            "A_B=true;C_D=https://e:1;F_G=h # i",
            "$env:A_B = \"true\"; $env:C_D = \"https://e:1\"; $env:F_G = \"h\"",
            "  A_B=true C_D=https://e:1 \\\n  F_G=h \\\n  terraform plan",
        ] {
            assert_eq!(said(line), all, "{line}");
        }
    }

    #[test]
    fn a_value_with_blanks_stays_one() {
        for (text, value) in [
            ("A=b c\n", "b c"),
            ("A=-c search_path=b\n", "-c search_path=b"),
            ("A=Server=b;Port=1\n", "Server=b;Port=1"),
            ("set A=b c\n", "b c"),
            ("A=\"b; C=d\" # E_F=g\n", "b; C=d"),
        ] {
            assert_eq!(said(text), [pair("A", value)], "{text}");
        }
        assert_eq!(said("export A=b c\n"), [pair("A", "b")]);
    }

    #[test]
    fn rows_of_a_table_are_read() {
        for text in [
            "Key\tValue\tCategory\nTFC_VAULT_ADDR\thttps://a.b\tenv\n",
            "KEY               VALUE          CATEGORY\nTFC_VAULT_ADDR    https://a.b    env\n",
            "||Key||Value||\n|TFC_VAULT_ADDR|https://a.b|\n",
            "* `TFC_VAULT_ADDR` = `https://a.b`\n",
            "- `TFC_VAULT_ADDR`: `https://a.b`\n",
        ] {
            assert_eq!(said(text), [pair("TFC_VAULT_ADDR", "https://a.b")], "{text}");
            assert_eq!(read(text).others, 0, "{text}");
        }
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
            ("export A=b C_D=e\n", "export A=b N=v C_D=e\n"),
            ("export A=b; export C_D=e\n", "export A=b; export N=v; export C_D=e\n"),
            ("A=b C_D=e terraform plan\n", "A=b N=v C_D=e terraform plan\n"),
            ("A=b terraform plan\n", "A=b N=v terraform plan\n"),
            ("export A=b \\\n  C=d\n", "export A=b N=v \\\n  C=d\n"),
        ] {
            let found = read(text).list.variables;
            let edit = found.first().and_then(|v| v.add("N", "v")).map(text::EditSet::from);
            assert_eq!(edit.and_then(|edit| edit.apply(text).ok()).as_deref(), Some(expected));
        }
    }
}
