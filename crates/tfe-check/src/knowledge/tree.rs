//! The chart's keys as a tree, for rebuilding indentation that was lost.

use helm_values::{KeyTree, Shape};

use super::{ChartKey, KeyForm, chart_key, setting};

/// What may stand where in a values file for the chart.
pub(crate) struct ChartTree;

impl KeyTree for ChartTree {
    fn shape(&self, path: &[&str]) -> Option<Shape> {
        match path {
            ["env", "variables" | "secrets", name] => is_setting(name).then_some(Shape::Leaf),
            _ => {
                let dotted = path.join(".").replace(".[]", "[]");
                chart_key(&dotted).map(shape).or_else(|| below(&dotted))
            }
        }
    }
}

fn is_setting(name: &str) -> bool {
    name.starts_with("TFE_") || setting(name).is_some()
}

fn shape(key: &ChartKey) -> Shape {
    match key.form {
        KeyForm::Block => Shape::Keys,
        KeyForm::Map | KeyForm::StringMap | KeyForm::ScalarMap => Shape::Free,
        KeyForm::List | KeyForm::NameList | KeyForm::RefList => Shape::List,
        _ => Shape::Leaf,
    }
}

/// Fields of Kubernetes below the chart's free maps.
fn below(dotted: &str) -> Option<Shape> {
    let (parent, name) = dotted.rsplit_once('.')?;
    let security = parent == "securityContext" || parent == "container.securityContext";
    let shape = match (parent, name) {
        (_, "seccompProfile" | "seLinuxOptions" | "capabilities") if security => Shape::Free,
        (_, "supplementalGroups" | "sysctls") if security => Shape::List,
        (_, name) if security && SECURITY.contains(&name) => Shape::Leaf,
        ("resources" | "preupgradeCheck.resources", "requests" | "limits") => Shape::Free,
        ("strategy", "type") => Shape::Leaf,
        ("strategy", "rollingUpdate") => Shape::Free,
        ("agentWorkerPodTemplate", "metadata" | "spec") => Shape::Free,
        ("env.secretRefs[]" | "env.configMapRefs[]" | "imagePullSecrets[]", "name") => Shape::Leaf,
        (
            "resources.requests"
            | "resources.limits"
            | "preupgradeCheck.resources.requests"
            | "preupgradeCheck.resources.limits",
            "cpu" | "memory",
        ) => Shape::Leaf,
        (parent, "type") if parent.ends_with(".seccompProfile") => Shape::Leaf,
        (parent, "add" | "drop") if parent.ends_with(".capabilities") => Shape::List,
        _ => return None,
    };
    Some(shape)
}

const SECURITY: [&str; 9] = [
    "runAsUser",
    "runAsGroup",
    "runAsNonRoot",
    "fsGroup",
    "fsGroupChangePolicy",
    "allowPrivilegeEscalation",
    "privileged",
    "readOnlyRootFilesystem",
    "procMount",
];
