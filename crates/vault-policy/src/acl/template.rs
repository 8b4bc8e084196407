use std::collections::BTreeMap;

/// Who a token belongs to: what templated paths are filled from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The entity, if the token has one.
    pub entity: Option<Entity>,
    /// The groups the entity is a member of.
    pub groups: Vec<Group>,
}

/// An entity of Vault's identity store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entity {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Metadata by key.
    pub metadata: BTreeMap<String, String>,
    /// How the entity is known to auth methods.
    pub aliases: Vec<Alias>,
}

/// An entity's name at an auth method.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alias {
    /// The accessor of the auth method's mount.
    pub mount_accessor: String,
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Metadata by key.
    pub metadata: BTreeMap<String, String>,
    /// Metadata set by operators, by key.
    pub custom_metadata: BTreeMap<String, String>,
}

/// A group of Vault's identity store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Identifier of its namespace; by name only groups of `root` are found.
    pub namespace_id: String,
    /// Metadata by key.
    pub metadata: BTreeMap<String, String>,
}

/// A templated path with its values; `None` where one of them is not there, or could widen the
/// path (`*`, `+`).
pub(super) fn render(path: &str, identity: Option<&Identity>) -> Option<String> {
    let mut pieces = path.split("{{");
    let mut out = pieces.next()?.to_owned();
    for piece in pieces {
        let (selector, rest) = piece.split_once("}}")?;
        let value = select(selector.trim(), identity?)?;
        if value.contains(['*', '+']) {
            return None;
        }
        out.push_str(value);
        out.push_str(rest);
    }
    Some(out)
}

/// The value of a selector. (`time.now` has one as well, but no rule with a second in its path
/// ever matches.)
fn select<'i>(selector: &str, identity: &'i Identity) -> Option<&'i str> {
    if let Some(selector) = selector.strip_prefix("identity.entity.") {
        return of_entity(selector, identity.entity.as_ref()?);
    }
    of_group(selector.strip_prefix("identity.groups.")?, &identity.groups)
}

fn of_entity<'i>(selector: &str, entity: &'i Entity) -> Option<&'i str> {
    match selector {
        "id" => not_empty(&entity.id),
        "name" => not_empty(&entity.name),
        _ => match selector.split_once('.')? {
            ("metadata", key) => entity.metadata.get(key).map(String::as_str),
            ("aliases", rest) => {
                let (accessor, selector) = rest.split_once('.')?;
                let alias = entity.aliases.iter().find(|a| a.mount_accessor == accessor)?;
                of_alias(selector, alias)
            }
            _ => None,
        },
    }
}

fn of_alias<'i>(selector: &str, alias: &'i Alias) -> Option<&'i str> {
    match selector {
        "id" => not_empty(&alias.id),
        "name" => not_empty(&alias.name),
        _ => match selector.split_once('.')? {
            ("metadata", key) => alias.metadata.get(key),
            ("custom_metadata", key) => alias.custom_metadata.get(key),
            _ => None,
        }
        .map(String::as_str),
    }
}

fn of_group<'i>(selector: &str, groups: &'i [Group]) -> Option<&'i str> {
    let (by, rest) = selector.split_once('.')?;
    let (wanted, selector) = rest.split_once('.')?;
    let group = match by {
        "ids" => groups.iter().find(|g| g.id == wanted),
        "names" => groups.iter().find(|g| g.namespace_id == "root" && g.name == wanted),
        _ => None,
    }?;
    match selector {
        "id" => Some(&group.id),
        "name" => not_empty(&group.name),
        _ => {
            let key = selector.strip_prefix("metadata.")?;
            group.metadata.get(key).map(String::as_str)
        }
    }
}

const fn not_empty(text: &str) -> Option<&str> {
    if text.is_empty() { None } else { Some(text) }
}
