//! The order in which the rules search a file, which is only that of what they find at one place.

use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;

/// A rule's search.
pub(super) type Find = fn(&Facts<'_>) -> Vec<Finding>;

/// In this order.
pub(super) static ALL: &[Find] = &[
    super::clashes::find,
    super::indentation_lost::find,
    super::template_not_rendered::find,
    super::placeholder_left::find,
    super::unknown_chart_key::find,
    super::key_newer_than_chart::find,
    super::setting_newer_than_release::find,
    super::setting_outside_variables::find,
    super::secret_not_text::find,
    super::value_lost::find,
    super::variable_without_value::find,
    super::number_rewritten::find,
    super::word_read_as_boolean::find,
    super::setting_misspelt::find,
    super::setting_unknown::find,
    super::chart_sets_this::find,
    super::setting_in_two_places::find,
    super::secret_in_variables::find,
    super::nonroot_without_openshift::find,
    super::nonroot_with_other_ids::find,
    super::helm_output_header::find,
    super::block_header_empty::find,
    super::several_documents::find,
    super::annotation_not_text::find,
    super::identity_annotation_misspelt::find,
    super::redis_certificate_incomplete::find,
    super::chart_value_not_allowed::find,
    super::license_malformed::find,
    super::startup_checks_ignored::find,
    super::tls13_ciphers_listed::find,
    super::pod_label_app::find,
    super::secret_with_blanks::find,
    super::setting_name_malformed::find,
    super::ingress_for_another_name::find,
    super::runs_need_large_nodes::find,
    super::run_variable_in_overrides::find,
    super::values_under_dependency::find,
    super::syntax::find,
    super::duplicate_block::find,
    super::duplicate_key::find,
    super::object_reference_malformed::find,
    super::key_reference_malformed::find,
    super::setting_removed::find,
    super::setting_of_another_runtime::find,
    super::replicated_setting::find,
    super::boolean_malformed::find,
    super::value_not_allowed::find,
    super::number_malformed::find,
    super::number_out_of_range::find,
    super::duration_malformed::find,
    super::block_expected::find,
    super::scheduling_as_text::find,
    super::value_is_a_map::find,
    super::value_with_blanks::find,
    super::preupgrade_check_on::find,
    super::preupgrade_check_malformed::find,
    super::image_path_doubled::find,
    super::image_misspelt::find,
    super::image_name_with_tag::find,
    super::pull_secret_taken_away::find,
    super::image_reference_malformed::find,
    super::image_tag_not_a_release::find,
    super::image_tag_not_known::find,
    super::limit_below_request::find,
    super::resources_below_default::find,
    super::disruption_budget_blocks::find,
    super::agent_template_shape::find,
    super::agent_template_with_containers::find,
    super::agent_template_not_base64::find,
    super::agent_image_latest::find,
    super::agent_image_too_old::find,
    super::openshift_with_fixed_ids::find,
    super::openshift_without_agent_image::find,
    super::container_field_on_the_pod::find,
    super::pod_field_on_the_container::find,
    super::openshift_defaults_replaced::find,
    super::certificate_as_pem::find,
    super::certificate_wrapped::find,
    super::certificate_not_base64::find,
    super::ca_bundle_not_pem::find,
    super::key_of_another_certificate::find,
    super::certificate_for_another_name::find,
    super::self_signed_without_ca::find,
    super::ports_collide::find,
    super::node_port_twice::find,
    super::ingress_hosts_malformed::find,
    super::ingress_without_host::find,
    super::volume_name_taken::find,
    super::mount_without_volume::find,
    super::file_not_mounted::find,
    super::hostname_malformed::find,
    super::host_malformed::find,
    super::database_parameters_malformed::find,
    super::sslmode_refused::find,
    super::bucket_not_a_name::find,
    super::google_credentials_malformed::find,
    super::storage_of_another_type::find,
    super::region_not_a_name::find,
    super::admin_token_networks::find,
    super::no_proxy_incomplete::find,
    super::proxy_name_upper_case::find,
    super::encoded_secret_malformed::find,
    super::secret_encoded_twice::find,
    super::csi_objects_blank::find,
    super::csi_secret_unused::find,
    super::boolean_in_quotes::find,
    super::needs::find,
    super::part_of_a_configuration::find,
    super::chart_not_rendered::find,
    super::manifest_refused::find,
];

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::base::versions::Versions;
    use crate::kinds::helm_overrides::facts::values;
    use crate::kinds::helm_overrides::once::parsed;
    use crate::kinds::helm_overrides::rules::together;

    /// What the rules find in this order, by place.
    fn found<'r>(text: &str, order: impl Iterator<Item = &'r Find>) -> Vec<Finding> {
        let (document, versions) = (parsed(text), Versions::default());
        let (values, rendering) = (values(&document), document.rendering(&versions));
        let mut facts = Facts::new(&document, &values, &versions);
        facts.outcome = Some(&rendering.outcome);
        let mut found = together(&facts, order.flat_map(|find| find(&facts)).collect());
        found.sort_by_cached_key(|f| (f.primary, f.rule.name, f.message.what.to_string()));
        found
    }

    /// The examples of all pages.
    fn examples() -> Vec<String> {
        let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/helm-overrides");
        let files = fs::read_dir(pages).unwrap().map(|entry| entry.unwrap().path());
        let texts: Vec<String> = files.map(|file| fs::read_to_string(file).unwrap()).collect();
        let fences = texts.iter().flat_map(|text| text.split("\n```").skip(1).step_by(2));
        let blocks = fences.filter_map(|fence| Some(fence.split_once('\n')?.1.to_owned()));
        blocks.collect()
    }

    #[test]
    fn no_rule_needs_another_before_it() {
        let examples = examples();
        assert!(examples.len() > 300, "{}", examples.len());
        for text in examples {
            assert_eq!(found(&text, ALL.iter()), found(&text, ALL.iter().rev()), "{text}");
        }
    }
}
