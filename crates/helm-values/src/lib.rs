//! Values files as Helm reads them: lossless tree with spans, YAML 1.1 scalars, merge, edits.
