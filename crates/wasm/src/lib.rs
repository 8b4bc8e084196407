//! tfe-check for JavaScript.
