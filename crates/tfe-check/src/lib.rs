//! Checks Terraform Enterprise files as Vault, Helm, the chart and TFE judge them.
