//! Values of the chart below the name or alias that a parent chart gives to it.

use super::values::ENV;
use crate::knowledge;

/// Keys under which deployers have the values of a chart: what they hold is no parent chart's file.
pub(crate) const DEPLOYERS: [&str; 5] = ["helm", "spec", "values", "valuesObject", "valuesInline"];

/// Whether one key at the top holds the values of a whole release, and no other is the chart's.
pub(super) fn is_in_a_dependency(text: &str) -> bool {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    for line in text.lines() {
        let bare = line.trim_start();
        if bare.is_empty() || bare.starts_with('#') || bare.starts_with("---") {
            continue;
        }
        let Some(key) = key(bare) else { continue };
        match (line.len() - bare.len(), blocks.last_mut()) {
            (0, _) => blocks.push(Block { name: key, ..Block::default() }),
            (indent, Some(block)) => block.below(indent, key),
            (_, None) => return false,
        }
    }
    let ours = |b: &&Block<'_>| knowledge::chart_key(b.name).is_some() || ENV.contains(&b.name);
    !blocks.iter().any(|b| ours(&b)) && blocks.iter().filter(|b| b.is_release()).count() == 1
}

/// A key at the top, and what is below it.
#[derive(Default)]
struct Block<'t> {
    name: &'t str,
    /// How far the keys right below it are indented.
    indent: usize,
    /// The last of those.
    last: &'t str,
    known: usize,
    others: usize,
    /// `env` has the keys that only this chart has there.
    env: bool,
}

impl<'t> Block<'t> {
    fn below(&mut self, indent: usize, key: &'t str) {
        if self.indent == 0 {
            self.indent = indent;
        }
        if indent == self.indent {
            let known = knowledge::chart_key(key).is_some();
            self.known += usize::from(known);
            self.others += usize::from(!known);
            self.last = key;
        } else {
            self.env |= self.last == "env" && ENV.contains(&key);
        }
    }

    fn is_release(&self) -> bool {
        self.env && self.known > 1 && self.others == 0 && !DEPLOYERS.contains(&self.name)
    }
}

fn key(line: &str) -> Option<&str> {
    let (name, value) = line.split_once(':')?;
    let ends = value.is_empty() || value.starts_with(' ');
    let name = name.trim_matches(['"', '\'']);
    (ends && !name.is_empty() && !name.contains(' ')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::is_in_a_dependency;

    #[test]
    fn one_whole_release_is_nested() {
        let tfe =
            "prod:\n  image:\n    tag: 1.2.0\n  env:\n    variables:\n      TFE_HOSTNAME: a.b\n";
        assert!(is_in_a_dependency(tfe));
        assert!(is_in_a_dependency(&format!(
            "global:\n  a: b\n{tfe}postgresql:\n  enabled: false\n"
        )));
        let others = [
            format!("replicaCount: 1\n{tfe}"),
            format!("{tfe}{}", tfe.replace("prod", "test")),
            tfe.replace("prod", "values"),
            tfe.replace("image", "picture"),
            "a:\n  env:\n    variables:\n      TFE_HOSTNAME: b\n".to_owned(),
        ];
        for other in others {
            assert!(!is_in_a_dependency(&other), "{other}");
        }
    }
}
