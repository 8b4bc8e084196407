//! What a deployer's file says next to the values in it: what else gives values to the release, and
//! which chart it is.

use helm_values::{Document, Entry, Kind, Mapping, NodeId};

use crate::carry::part::Supply;

/// What gives values to the same release, next to those in the file: in Flux, Argo CD, helmfile,
/// kustomize, Ansible and the HelmChart of k3s. `<<` may bring any of these.
const MORE: [&str; 17] = [
    "<<",
    "additionalValuesFiles",
    "fileParameters",
    "inherit",
    "parameters",
    "secrets",
    "set",
    "setString",
    "setTemplate",
    "set_values",
    "valueFiles",
    "valuesFile",
    "valuesFiles",
    "valuesFrom",
    "valuesSecrets",
    "valuesTemplate",
    "values_files",
];

/// The document around some values, as far as YAML's reader understands it.
pub(super) struct Around(Document);

impl Around {
    pub(super) fn of(text: &str) -> Self {
        Self(helm_values::parse(text))
    }

    /// What is said next to the key that begins at a place of the text.
    pub(super) fn supply(&self, key: usize) -> Supply {
        let begins = |e: &&Entry| self.0.node(e.key).is_some_and(|node| node.span.start == key);
        let mut maps = self.0.mappings();
        let found = maps.find_map(|(id, map)| Some((id, map, map.entries.iter().find(begins)?)));
        let Some((id, map, values)) = found else { return Supply::default() };
        Supply {
            more: self.has_more(map, values),
            kustomized: self.is_kustomized(map, values),
            chart: self.chart(id, map).filter(|chart| is_exact(chart)).map(str::to_owned),
        }
    }

    fn has_more(&self, map: &Mapping, values: &Entry) -> bool {
        let named = |e: &&Entry| e.name.as_deref().is_none_or(|name| MORE.contains(&name));
        // A helmfile has a list of values and of files with values.
        let list = self.0.node(values.value).and_then(|node| node.as_sequence());
        map.entries.iter().filter(named).any(|e| self.is_filled(e.value))
            || list.is_some_and(|list| list.items.len() > 1)
            || self.flux_chart(map, "valuesFiles").is_some_and(|id| self.is_filled(id))
    }

    fn is_filled(&self, id: NodeId) -> bool {
        match self.0.node(id).map(|node| &node.kind) {
            Some(Kind::Mapping(map)) => !map.entries.is_empty(),
            Some(Kind::Sequence(list)) => !list.items.is_empty(),
            Some(Kind::Scalar(scalar)) => !matches!(&*scalar.text, "" | "null" | "~"),
            Some(Kind::Alias(_)) => true,
            None => false,
        }
    }

    /// Kustomize has the values of a chart that it renders itself; Flux may hand it what Helm renders.
    fn is_kustomized(&self, map: &Mapping, values: &Entry) -> bool {
        let renderers = || self.value(map, "postRenderers").and_then(|id| self.0.node(id));
        let items = || renderers().and_then(|node| node.as_sequence()).into_iter();
        let is = |id: NodeId| {
            let map = self.0.node(id).and_then(|node| node.as_mapping());
            map.is_some_and(|map| self.value(map, "kustomize").is_some())
        };
        values.name.as_deref() == Some("valuesInline")
            || items().flat_map(|list| &list.items).any(|item| is(item.value))
    }

    /// The version of the chart: next to the values; in Flux below `chart`, in Argo CD above `helm`.
    fn chart(&self, id: NodeId, map: &Mapping) -> Option<&str> {
        let here = ["version", "chart_version"].into_iter().find_map(|key| self.value(map, key));
        let flux = || self.flux_chart(map, "version");
        let argo = || {
            let source = self.0.node(self.0.node(id)?.parent?)?.as_mapping()?;
            self.value(source, "chart")?;
            self.value(source, "targetRevision")
        };
        let version = here.or_else(flux).or_else(argo)?;
        self.0.node(version)?.as_scalar().map(|scalar| &*scalar.text)
    }

    /// `chart.spec.KEY`
    fn flux_chart(&self, map: &Mapping, key: &str) -> Option<NodeId> {
        let chart = self.0.node(self.value(map, "chart")?)?.as_mapping()?;
        let spec = self.0.node(self.value(chart, "spec")?)?.as_mapping()?;
        self.value(spec, key)
    }

    fn value(&self, map: &Mapping, key: &str) -> Option<NodeId> {
        let mut entries = map.entries.iter().rev();
        entries.find(|e| e.name.as_deref() == Some(key)).map(|e| e.value)
    }
}

/// Whether a version is one, and no range: Helm reads `1.6` as any 1.6.x.
pub(crate) fn is_exact(version: &str) -> bool {
    let numbers = version.strip_prefix('v').unwrap_or(version);
    let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    numbers.split('.').count() == 3 && numbers.split('.').all(number)
}

#[cfg(test)]
mod tests {
    use super::{Around, is_exact};
    use crate::carry::part::Supply;

    fn supply(text: &str) -> Supply {
        Around::of(text).supply(text.find("values").unwrap_or_default())
    }

    #[test]
    fn what_else_gives_values() {
        for more in [
            "values: {}\nvaluesFrom:\n- kind: Secret\n",
            "values: {}\nparameters: [{name: a}]\n",
            "values: {}\nsecrets: [a.yaml]\n",
            "values:\n- a.yaml\n- b: 1\n",
            "values: {}\n<<: *base\n",
            "values: {}\nchart: {spec: {valuesFiles: [a.yaml]}}\n",
        ] {
            assert!(supply(more).more, "{more}");
        }
        for all in ["values: {}\nparameters: []\n", "values:\n- b: 1\n", "values: {secrets: a}\n"] {
            assert!(!supply(all).more, "{all}");
        }
    }

    #[test]
    fn which_chart_it_is() {
        for exact in [
            "values: {}\nversion: 1.2.0\n",
            "values: {}\nchart: {spec: {version: \"1.2.0\"}}\n",
            "chart: a\ntargetRevision: 1.2.0\nhelm:\n  values: a\n",
        ] {
            assert_eq!(supply(exact).chart.as_deref(), Some("1.2.0"), "{exact}");
        }
        let other = "path: a\ntargetRevision: 1.2.0\nhelm:\n  values: a\n";
        assert_eq!(supply(other).chart, None);
        assert!(is_exact("v1.6.8") && !is_exact("1.6") && !is_exact("^1.6.0"));
        assert!(!is_exact("1.x.0") && !is_exact("~1.2.0"));
    }
}
