//! The two halves of an `AppRole` login, and where a manifest gets them from.

use helm_values::{Entry, NodeId};
use text::Span;

use super::Facts;

/// One half: its name, and where its value comes from.
#[derive(Clone, Copy)]
pub(super) struct Half<'t> {
    pub name: &'t str,
    /// The name in the file.
    pub key: Span,
    /// The template, or the key of a Secret, that gives the value.
    pub source: Span,
}

impl Half<'_> {
    /// The half with the name that a login gives it: `role_id="$RID"`.
    fn as_used(self, commands: &str) -> Self {
        let used = |argument: &str| {
            let forms =
                ["$N", "\"$N\"", "${N}", "\"${N}\""].map(|form| form.replace('N', self.name));
            let mut places = commands.match_indices(argument);
            places.any(|(at, _)| {
                let rest = commands.get(at + argument.len()..).unwrap_or_default();
                let ends =
                    |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
                forms.iter().any(|form| rest.strip_prefix(form.as_str()).is_some_and(ends))
            })
        };
        let named = ["role_id", "secret_id"].into_iter().find(|name| used(&format!("{name}=")));
        Self { name: named.unwrap_or(self.name), ..self }
    }
}

/// The role ID and the secret ID of each Secret and each container that has both.
pub(super) fn pairs<'t>(facts: &'t Facts<'t>) -> Vec<(Half<'t>, Half<'t>)> {
    let secrets = facts.objects.iter().filter(|object| object.kind == "Secret");
    let maps = secrets.flat_map(|object| {
        ["data", "stringData"].into_iter().filter_map(|key| facts.tree.at(object.node, &[key]))
    });
    let of_secrets = maps.filter_map(|map| {
        pair(facts.tree.entries(map).iter().filter_map(|entry| of_secret(facts, entry)))
    });
    let of_workers = facts.pods.iter().flat_map(|pod| &pod.containers).filter_map(|worker| {
        let all = worker.container.variables(facts.tree).into_iter();
        let halves = all.filter_map(|(name, item)| of_variable(facts, name, item));
        let place = facts.tree.span(worker.container.node);
        pair(halves.map(|half| half.as_used(place.of(facts.text))))
    });
    of_secrets.chain(of_workers).collect()
}

/// The first half of each sort.
fn pair<'t>(halves: impl Iterator<Item = Half<'t>>) -> Option<(Half<'t>, Half<'t>)> {
    let halves: Vec<Half<'t>> = halves.collect();
    let role = halves.iter().find(|half| is_role(half.name))?;
    let secret = halves.iter().find(|half| is_secret(half.name))?;
    Some((*role, *secret))
}

fn of_secret<'t>(facts: &Facts<'t>, entry: &'t Entry) -> Option<Half<'t>> {
    let name = entry.name.as_deref()?;
    let source = facts.tree.span(entry.value);
    let given = facts.is_template(source);
    given.then(|| Half { name, key: facts.tree.key(entry), source })
}

fn of_variable<'t>(facts: &Facts<'t>, name: &'t str, item: NodeId) -> Option<Half<'t>> {
    let from = facts.tree.at(item, &["valueFrom", "secretKeyRef"])?;
    let source = facts.tree.span(facts.tree.at(from, &["key"])?);
    let key = facts.tree.span(facts.tree.at(item, &["name"])?);
    Some(Half { name, key, source })
}

/// Whether a name is that of a role ID.
pub(super) fn is_role(name: &str) -> bool {
    plain(name).contains("roleid")
}

/// Whether a name is that of a secret ID.
pub(super) fn is_secret(name: &str) -> bool {
    plain(name).contains("secretid")
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}
