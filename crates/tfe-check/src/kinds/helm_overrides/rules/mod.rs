//! What can be wrong with Helm values for the chart terraform-enterprise.

mod address_malformed;
mod agent_image;
mod agent_template;
mod annotation_not_text;
mod block_header_empty;
mod boolean_in_quotes;
mod certificate_data;
mod certificate_names;
mod change;
mod chart_sets_this;
mod chart_value_not_allowed;
mod clashes;
mod csi_objects;
mod cut_off;
mod database_parameters;
mod duplicate_key;
mod form;
mod helm_output_header;
mod hidden_characters;
mod image;
mod image_reference;
mod indentation_lost;
mod ingress_host;
mod ingress_other_host;
mod key_newer_than_chart;
mod license_malformed;
mod misplaced_key;
mod naming;
mod needs;
mod network_settings;
mod nonroot_other_ids;
mod nonroot_without_openshift;
mod number_rewritten;
mod openshift;
mod orphans;
mod outcome;
mod place;
mod placeholder_left;
mod placeholder_words;
mod pod_label_app;
mod ports;
mod preupgrade_check;
mod redis_certificate_incomplete;
mod references;
mod resources;
mod run_memory;
mod run_variable;
mod secret_encoding;
mod secret_in_variables;
mod secret_not_text;
mod secret_with_blanks;
mod security_context;
mod setting_in_two_places;
mod setting_misspelt;
mod setting_name_malformed;
mod setting_numbers;
mod setting_out_of_use;
mod setting_outside_variables;
mod setting_unknown;
mod setting_words;
mod several_documents;
pub(crate) mod slip;
mod slip_changes;
mod startup_checks;
mod storage_values;
mod syntax;
mod syntax_words;
mod table;
mod template_not_rendered;
mod tls_ciphers;
mod unknown_chart_key;
mod value_lost;
mod values_under_dependency;
mod variable_without_value;
mod volumes;
mod word_read_as_boolean;
mod wrong_type;
mod x509;

pub(crate) use self::cut_off::{cut_off, ends_behind_a_key, say as say_cut_off};
pub(crate) use self::naming::name_lines;
pub(crate) use self::table::{Answer, ask, in_release};

use text::{EditSet, Gathered};

use crate::base::finding::{Finding, Rule, Safety};
use crate::kinds::helm_overrides::facts::Facts;
use crate::kinds::helm_overrides::render::Rendering;
use crate::knowledge;

/// Lists the modules in the order in which they are asked: first those with one rule, then those
/// with several.
macro_rules! rules {
    ($($one:ident),* $(,)? ; $($many:ident),* $(,)?) => {
        static ONES: &[&Rule] = &[$(&$one::RULE),*];
        static MANY: &[&[&Rule]] = &[$(&$many::RULES),*];
        fn run(facts: &Facts<'_>, out: &mut Vec<Finding>) {
            $($one::find(facts, out);)*
            $($many::find(facts, out);)*
        }
    };
}

rules! {
    indentation_lost, template_not_rendered, placeholder_left, unknown_chart_key,
    key_newer_than_chart, setting_outside_variables, secret_not_text, value_lost,
    variable_without_value, number_rewritten, word_read_as_boolean, setting_misspelt,
    setting_unknown, chart_sets_this, setting_in_two_places, secret_in_variables, nonroot_without_openshift,
    nonroot_other_ids, helm_output_header, block_header_empty, several_documents,
    annotation_not_text, redis_certificate_incomplete, chart_value_not_allowed, license_malformed,
    startup_checks, tls_ciphers, pod_label_app, secret_with_blanks, setting_name_malformed,
    ingress_other_host, run_memory, run_variable, values_under_dependency;
    syntax, duplicate_key, references, setting_out_of_use, setting_words, setting_numbers,
    wrong_type,
    preupgrade_check, image, image_reference, resources, agent_template, agent_image, openshift, security_context,
    certificate_data, certificate_names, ports, ingress_host, volumes, address_malformed, database_parameters,
    storage_values, network_settings, secret_encoding, csi_objects, boolean_in_quotes, needs,
}

/// All rules for overrides.
pub(crate) fn rules() -> impl Iterator<Item = &'static Rule> {
    let many = MANY.iter().flat_map(|list| list.iter());
    ONES.iter()
        .chain(many)
        .chain(&outcome::RULES)
        .chain(&cut_off::RULES)
        .chain(knowledge::table_rules())
        .copied()
}

/// Everything that is wrong.
pub(crate) fn find(facts: &Facts<'_>, rendering: &Rendering) -> Vec<Finding> {
    let mut found = Vec::new();
    clashes::find(facts, &mut found);
    run(facts, &mut found);
    outcome::find(facts, rendering, &mut found);
    naming::name_settings(facts, &mut found);
    found
}

/// Whether a finding says that a file lost its indentation.
pub(crate) fn is_flat(finding: &Finding) -> bool {
    finding.rule == &indentation_lost::RULE
}

/// Whether a finding is about characters that were changed on the way of the text.
pub(crate) fn is_damage(finding: &Finding) -> bool {
    syntax::DAMAGES.contains(&finding.rule)
}

/// The fixes of such findings; none where there is nothing to mend.
pub(crate) fn mending(findings: &[Finding]) -> Option<EditSet> {
    let mut all = Gathered::default();
    for finding in findings.iter().filter(|f| is_damage(f)) {
        if let Some(fix) = finding.fixes.iter().find(|f| f.safety == Safety::Safe) {
            // What does not go together with an earlier fix waits for the next round.
            let _ = all.add(&fix.edits);
        }
    }
    let all = all.finish();
    (!all.is_empty()).then_some(all)
}
