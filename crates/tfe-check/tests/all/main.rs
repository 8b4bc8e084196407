//! Everything that is tested from outside of the crate, as one program: it links once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

mod canaries;
mod compose;
mod fixing;
mod growth;
mod hostile;
mod logs;
mod manifests;
mod neighbors;
mod neighbors_together;
mod not_ours;
mod operator_files;
mod operators;
mod override_fixes;
mod overrides;
mod overrides_charts;
mod overrides_cut_off;
mod overrides_view;
mod page;
mod page_sources;
mod pastes;
mod policies;
mod policy_causes;
mod policy_fixes;
mod policy_promises;
mod policy_traps;
mod private_tfe;
mod random;
mod random_policies;
mod replicated;
mod rule_pages;
mod rule_places;
mod runs;
mod script_forms;
mod script_sets;
mod script_variables;
mod scripts;
mod secrets;
mod slips;
mod statements;
mod terraform_sets;
mod terraform_view;
mod texts;
mod together;
mod variables;
