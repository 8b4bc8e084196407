//! The environment variables of a workspace that give its runs credentials: `knowledge/run-variables.yaml`.

/// The variables of one provider.
#[derive(Debug)]
pub(crate) struct Family {
    /// Its name in the table.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Where it is documented.
    pub source: &'static str,
    /// The variable that turns it on, without `TFC_`; empty where there is none.
    pub switch: &'static str,
    /// The first agent that knows it.
    pub agent: &'static str,
    /// The agent's changelog does not name it.
    pub doubtful: bool,
    /// Environment variables with fixed credentials for the same provider.
    pub statics: &'static [&'static str],
    /// The documentation warns of them.
    pub documented: bool,
    /// Switches that give the same provider its credentials in another way.
    pub instead: &'static [&'static str],
    /// All but the switch.
    pub variables: &'static [Known],
    /// What the switch needs.
    pub needs: &'static [Need],
    /// What has no effect.
    pub useless: &'static [Useless],
}

/// A variable.
#[derive(Debug)]
pub(crate) struct Known {
    /// Without `TFC_`.
    pub name: &'static str,
    pub form: Form,
    /// What it can be, if it is one of a few words.
    pub values: &'static [&'static str],
    /// What a run takes without it: a value, or the name of another variable.
    pub default: &'static str,
    /// The first agent that knows it, where that is later than its family's.
    pub agent: &'static str,
    /// It may have a tag, and a form that begins with `TFC_DEFAULT_`.
    pub tagged: bool,
    pub meaning: &'static str,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Anything.
    Text,
    /// The name of a role.
    Role,
    /// The URL of Vault.
    Url,
    /// Where an auth method is mounted.
    AuthPath,
    /// Where a secrets engine is mounted.
    Mount,
    /// The base64 of a PEM certificate.
    Certificate,
    /// A number of seconds.
    Seconds,
    /// At most 1500 seconds.
    Pause,
    /// One of a few words.
    Choice,
    /// The name of an AWS role.
    Arn,
    /// The tag of another configuration.
    Tag,
    Uuid,
    Email,
    Digits,
    /// The full name of a workload identity provider of Google Cloud.
    GcpProvider,
}

/// What a switch needs: one of some ways, each of them names that are needed together.
#[derive(Debug)]
pub(crate) struct Need {
    pub any: &'static [&'static [&'static str]],
    pub when: Option<When>,
    /// The page says so, and Vault may do without it.
    pub inferred: bool,
}

/// Names that have no effect in some cases.
#[derive(Debug)]
pub(crate) struct Useless {
    pub names: &'static [&'static str],
    pub when: When,
}

/// A condition over the value of a variable.
#[derive(Debug)]
pub(crate) struct When {
    pub name: &'static str,
    /// Whether the value has to be one of these, or must not be.
    pub is: bool,
    /// A `*` at the end stands for any ending.
    pub values: &'static [&'static str],
}

impl When {
    /// Whether a value is as asked. A variable that is not set has no value.
    pub(crate) fn holds(&self, value: Option<&str>) -> bool {
        let value = value.unwrap_or_default();
        let is_one = self.values.iter().any(|wanted| match wanted.strip_suffix('*') {
            Some(begin) => value.starts_with(begin),
            None => value == *wanted,
        });
        is_one == self.is
    }
}

include!(concat!(env!("OUT_DIR"), "/runs.rs"));

/// Whether a name is one of these variables, with a tag or without.
pub(crate) fn is_variable(name: &str) -> bool {
    let Some(rest) = name.strip_prefix("TFC_") else { return false };
    let rest = rest.strip_prefix("DEFAULT_").unwrap_or(rest);
    let is_named = |known: &str| {
        let tag = rest.strip_prefix(known).filter(|_| !known.is_empty());
        tag.is_some_and(|tag| tag.is_empty() || tag.starts_with('_'))
    };
    let of = |family: &Family| {
        is_named(family.switch) || family.variables.iter().any(|v| is_named(v.name))
    };
    FAMILIES.iter().any(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_ask_for_a_value_and_its_beginning() {
        let is = When { name: "A", is: true, values: &["a", "b/*"] };
        assert!(is.holds(Some("a")) && is.holds(Some("b/c")) && !is.holds(Some("c")));
        assert!(!is.holds(None));
        let not = When { name: "A", is: false, values: &["a"] };
        assert!(not.holds(None) && not.holds(Some("b")) && !not.holds(Some("a")));
    }

    #[test]
    fn no_name_is_there_twice_and_every_variable_says_what_it_is() {
        let mut names: Vec<&str> =
            FAMILIES.iter().map(|f| f.switch).filter(|s| !s.is_empty()).collect();
        names.extend(FAMILIES.iter().flat_map(|f| f.variables).map(|v| v.name));
        let count = names.len();
        text::sort_by(&mut names, Ord::cmp);
        names.dedup();
        assert_eq!((names.len(), count), (count, count));
        assert!(count > 70, "{count}");
        for known in FAMILIES.iter().flat_map(|f| f.variables) {
            assert!(known.meaning.ends_with('.'), "{}", known.name);
            assert_eq!(known.form == Form::Choice, !known.values.is_empty(), "{}", known.name);
        }
    }
}
