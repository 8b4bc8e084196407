//! The identity of a token as a row of `can --batch` gives it, with Vault's own names. Where Go has
//! nothing to write, it writes `null`.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use vault_policy::{Alias, Entity, Group, Identity};

#[derive(Deserialize)]
pub(super) struct IdentityRow {
    entity: Option<EntityRow>,
    #[serde(default, deserialize_with = "or_nothing")]
    groups: Vec<GroupRow>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[derive(Default)]
struct EntityRow {
    #[serde(rename = "ID")]
    id: String,
    name: String,
    #[serde(deserialize_with = "or_nothing")]
    metadata: BTreeMap<String, String>,
    #[serde(deserialize_with = "or_nothing")]
    aliases: Vec<AliasRow>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct AliasRow {
    mount_accessor: String,
    #[serde(rename = "ID")]
    id: String,
    name: String,
    #[serde(deserialize_with = "or_nothing")]
    metadata: BTreeMap<String, String>,
    #[serde(deserialize_with = "or_nothing")]
    custom_metadata: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct GroupRow {
    #[serde(rename = "ID")]
    id: String,
    name: String,
    #[serde(rename = "NamespaceID")]
    namespace_id: String,
    #[serde(deserialize_with = "or_nothing")]
    metadata: BTreeMap<String, String>,
}

impl From<IdentityRow> for Identity {
    fn from(row: IdentityRow) -> Self {
        let alias = |a: AliasRow| Alias {
            mount_accessor: a.mount_accessor,
            id: a.id,
            name: a.name,
            metadata: a.metadata,
            custom_metadata: a.custom_metadata,
        };
        let entity = row.entity.map(|e| Entity {
            id: e.id,
            name: e.name,
            metadata: e.metadata,
            aliases: e.aliases.into_iter().map(alias).collect(),
        });
        let group = |g: GroupRow| Group {
            id: g.id,
            name: g.name,
            namespace_id: g.namespace_id,
            metadata: g.metadata,
        };
        Self { entity, groups: row.groups.into_iter().map(group).collect() }
    }
}

fn or_nothing<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}
