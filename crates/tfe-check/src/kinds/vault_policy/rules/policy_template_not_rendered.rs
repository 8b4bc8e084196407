//! A template of a policy in the place of a policy.

use crate::base::finding::Finding;
use crate::kinds::vault_policy::template::{Engine, Template};
use crate::knowledge::rules::vault_policy::POLICY_TEMPLATE_NOT_RENDERED;

pub(crate) fn say(template: &Template) -> Finding {
    let (what, action) = match template.engine {
        Engine::Terraform => (
            "This is a Terraform template, not a finished policy.",
            "Let Terraform render the file (`templatefile`), and check the result.",
        ),
        Engine::Jinja => (
            "This is a Jinja template (Ansible), not a finished policy.",
            "Let Ansible render the file, and check the result.",
        ),
        Engine::Erb => (
            "This is an ERB template (Chef, Puppet), not a finished policy.",
            "Render the file, and check the result.",
        ),
        Engine::Go => (
            "This is a Go template, not a finished policy.",
            "Render the file, and check the result.",
        ),
    };
    let why = match template.loose {
        true => {
            "Vault rejects the file as it is. What it grants depends on what is filled in, so its rules were not checked."
        }
        false => {
            "Vault rejects the file as it is. Its rules were checked, but not whether any is missing."
        }
    };
    POLICY_TEMPLATE_NOT_RENDERED.at(template.at).say(what, why, action)
}
