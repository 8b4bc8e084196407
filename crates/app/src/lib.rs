//! The tfe-check page.
