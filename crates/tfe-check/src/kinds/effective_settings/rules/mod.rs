//! What can be said of the settings of a running Terraform Enterprise.

mod settings_of_a_running_tfe;

pub(super) use settings_of_a_running_tfe::shown;
