use helm_values::{Data, Value};

use super::scope::{flow, key};

/// A manifest while it is written.
#[derive(Default)]
pub(super) struct Out {
    pub(super) text: String,
}

impl Out {
    /// The lines of a fixed part, all moved right by `indent`.
    pub(super) fn lines(&mut self, indent: usize, lines: &str) {
        for line in lines.lines() {
            self.line(indent, line);
        }
    }

    /// One line. What is printed into it may hold line ends of its own; those are not moved.
    pub(super) fn line(&mut self, indent: usize, line: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// `toYaml VALUE | nindent N`: entries, items or a scalar on lines of their own.
    pub(super) fn yaml(&mut self, indent: usize, value: Option<&Value>) {
        match value.map(|value| (&value.data, value)) {
            None => self.line(indent, "null"),
            Some((Data::Map(map), _)) if !map.is_empty() => {
                for (name, value) in map {
                    self.line(indent, &format!("{}: {}", key(name), flow(value)));
                }
            }
            Some((Data::List(items), _)) if !items.is_empty() => {
                for item in items {
                    self.line(indent, &format!("- {}", flow(item)));
                }
            }
            Some((_, value)) => self.line(indent, &flow(value)),
        }
    }
}
