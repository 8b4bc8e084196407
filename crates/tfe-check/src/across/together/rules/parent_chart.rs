//! Values for a parent chart, next to the `Chart.yaml` that says under which name this chart gets them.

use helm_values::parse;

use crate::across::together::member::{Member, Script};
use crate::across::together::say::put;
use crate::base::finding::{Finding, Severity};
use crate::base::versions::Versions;
use crate::carry::outline::Outline;
use crate::kinds::helm_overrides::{CHART_NAME, parent_key};
use crate::knowledge::rules::helm_overrides::VALUES_UNDER_DEPENDENCY;

/// Compares the key that values are nested under with the name in the parent chart. What is said here replaces what
/// is said of the values by themselves.
pub(in crate::across::together) fn find(
    values: &[&Member],
    scripts: &[Script<'_>],
    versions: &Versions,
) -> Vec<(usize, Finding)> {
    let mut charts = scripts.iter().map(|s| dependency_names(s.text)).filter(|n| !n.is_empty());
    // The values of several parents may be among the files.
    let (Some(names), None) = (charts.next(), charts.next()) else { return Vec::new() };
    let mut found = Vec::new();
    for member in values {
        let Some((key, span)) = parent_key(&member.text, versions) else { continue };
        if let Some(at) = member.at(span) {
            put(&mut found, at, say(&key, &names).at(at.span));
        }
    }
    found
}

/// The names under which a parent chart hands values on to this chart; none where a text is not such a chart.
/// Source: Helm's documentation, charts: "Chart dependencies", the field `alias`.
pub(crate) fn dependency_names(text: &str) -> Vec<String> {
    let outline = Outline::of(text);
    let is_chart = || ["apiVersion", "name", "version"].iter().all(|key| outline.has(key));
    if !text.contains(CHART_NAME) || !outline.has("dependencies") || !is_chart() {
        return Vec::new();
    }
    let document = parse(text);
    let mut names = Vec::new();
    for (_, mapping) in document.mappings() {
        let one = |name: &str| {
            let entry = mapping.entries.iter().find(|e| e.name.as_deref() == Some(name))?;
            document.node(entry.value)?.as_scalar().map(|scalar| scalar.text.to_string())
        };
        // The parent itself has no repository that it comes from.
        let ours = one("name").filter(|name| name == CHART_NAME && one("apiVersion").is_none());
        names.extend(ours.map(|name| one("alias").unwrap_or(name)));
    }
    names
}

fn say(key: &str, names: &[String]) -> Said {
    let listed = names.join("`, `");
    if names.iter().any(|name| name == key) {
        return Said {
            severity: Severity::Info,
            what: format!(
                "These values are nested under `{}`, as the parent chart needs.",
                text::short(key)
            ),
            why: "Its Chart.yaml hands them on to this chart under that name.".to_owned(),
            action: "No action needed.".to_owned(),
        };
    }
    Said {
        severity: Severity::Warning,
        what: format!("The parent chart does not hand on what is under `{}`.", text::short(key)),
        why: format!(
            "In its Chart.yaml this chart is called `{listed}`; Helm ignores the values here."
        ),
        action: format!("Rename the key to `{listed}`, or change the alias in Chart.yaml."),
    }
}

/// What is said of a key.
struct Said {
    severity: Severity,
    what: String,
    why: String,
    action: String,
}

impl Said {
    fn at(self, span: text::Span) -> Finding {
        let found = VALUES_UNDER_DEPENDENCY.at(span).severity(self.severity);
        found.say(self.what, self.why, self.action)
    }
}

#[cfg(test)]
mod tests {
    use super::dependency_names;

    const HEAD: &str = "apiVersion: v2\nname: platform\nversion: 0.1.0\n";

    #[test]
    fn a_parent_chart_calls_this_chart_by_its_alias_or_its_name() {
        let with = |entry: &str| {
            let entry = entry.replace(';', "\n    ");
            dependency_names(&format!(
                "{HEAD}dependencies:\n  - name: redis\n    alias: cache\n  - {entry}\n"
            ))
        };
        assert_eq!(with("name: terraform-enterprise;version: 1.6.7"), ["terraform-enterprise"]);
        assert_eq!(with("alias: tfe;name: terraform-enterprise"), ["tfe"]);
        assert_eq!(with("name: postgresql"), [""; 0]);
        assert_eq!(dependency_names(&HEAD.replace("platform", "terraform-enterprise")), [""; 0]);
        assert_eq!(dependency_names("dependencies:\n  - name: terraform-enterprise\n"), [""; 0]);
    }
}
