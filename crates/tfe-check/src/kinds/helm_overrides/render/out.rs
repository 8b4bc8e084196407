use helm_values::{Data, Value};

use super::held::Held;
use super::scope::{flow, key};
use super::to_yaml::{Carried, carried};

/// A manifest while it is written.
#[derive(Default)]
pub(super) struct Out {
    pub(super) text: String,
    /// What is not written.
    pub(super) held: Held,
}

impl Out {
    /// One that writes marks for what has so many items.
    pub(super) const fn holding(long: usize) -> Self {
        Self { text: String::new(), held: Held::from(long) }
    }

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
        let Some(value) = value else { return self.line(indent, "null") };
        match carried(value, indent, self.key_column()) {
            Carried::Value(value) => self.carried(indent, &value),
            Carried::Nothing => self.line(indent, ""),
            // Such a line stands left of its block, where Helm misses a colon.
            Carried::Torn => self.line(2, "torn at a line separator"),
        }
    }

    /// Where the last line begins: the key that the next lines belong to.
    fn key_column(&self) -> usize {
        let line = self.text.trim_end_matches('\n').lines().next_back().unwrap_or_default();
        line.len() - line.trim_start_matches(' ').len()
    }

    fn carried(&mut self, indent: usize, value: &Value) {
        match &value.data {
            Data::Map(map) if !map.is_empty() => {
                for (name, value) in map.iter() {
                    self.line(indent, &format!("{}: {}", key(name), flow(value)));
                }
            }
            Data::List(items) if !items.is_empty() => {
                if let Some(mark) = self.held.items(items) {
                    return self.line(indent, &format!("- {mark}"));
                }
                for item in items.iter() {
                    self.line(indent, &format!("- {}", flow(item)));
                }
            }
            _ => self.line(indent, &flow(value)),
        }
    }
}
