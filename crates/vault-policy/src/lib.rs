//! Vault's ACL policy language: a tolerant lossless parser and Vault's own evaluation.
