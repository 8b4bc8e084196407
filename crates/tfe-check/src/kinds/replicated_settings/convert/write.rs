//! A plan as YAML.

use std::fmt::Write;

use super::plan::Plan;

/// The Secret that the values name.
const SECRET: &str = "terraform-enterprise-secrets";

/// The Secret with the certificate, as the chart's own example calls it.
const CERTIFICATE: &str = "terraform-enterprise-certificates";

/// Values of the chart, with comments for what is to be done by hand.
pub(super) fn write(plan: &Plan) -> String {
    let mut out = String::from(
        "# Helm values made from the settings of a Replicated installation. Check each line before you use it.\n\
         # Both installations must run the same release, v202309-1 or later: set image.tag to it.\n",
    );
    secrets(plan, &mut out);
    left(plan, &mut out);
    tls(plan, &mut out);
    metrics(plan, &mut out);
    let _ = write!(out, "env:\n  secretRefs:\n    - name: {SECRET}\n");
    if !plan.variables.is_empty() {
        out.push_str("  variables:\n");
    }
    for variable in &plan.variables {
        let _ = writeln!(out, "    {}: {}", variable.name, quoted(&variable.value));
    }
    out
}

fn secrets(plan: &Plan, out: &mut String) {
    let _ = writeln!(out, "# Create the Secret {SECRET} with these keys before the installation:");
    out.push_str("#   TFE_LICENSE: the new license (.hclic)\n");
    for (name, old) in plan.secrets.iter().filter(|(name, _)| *name != "TFE_LICENSE") {
        let _ = writeln!(out, "#   {name}: the value of {old}");
    }
}

fn left(plan: &Plan, out: &mut String) {
    if plan.left.is_empty() {
        return;
    }
    out.push_str("# Not taken over:\n");
    for (name, why) in &plan.left {
        let _ = writeln!(out, "#   {name}: {}", why.trim_end_matches('.'));
    }
}

fn tls(plan: &Plan, out: &mut String) {
    let _ = writeln!(out, "tls:\n  certificateSecret: {CERTIFICATE}");
    for (_, value) in plan.chart.iter().filter(|(key, _)| *key == "tls.caCertData") {
        let _ = writeln!(out, "  caCertData: {value}");
    }
}

fn metrics(plan: &Plan, out: &mut String) {
    let keys = plan.chart.iter().filter_map(|(k, v)| Some((k.strip_prefix("tfe.metrics.")?, v)));
    let lines: String = keys.map(|(key, value)| format!("    {key}: {value}\n")).collect();
    if !lines.is_empty() {
        let _ = write!(out, "tfe:\n  metrics:\n{lines}");
    }
}

/// A string that YAML reads as it is: JSON's quotes are YAML's too.
fn quoted(value: &str) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
