#!/usr/bin/env bash
# Installs tfe-check from the sources next to this script, unless it is there already.
set -euo pipefail

if command -v tfe-check > /dev/null; then
  tfe-check --version
  exit
fi
here=$(cd "$(dirname "$0")/.." && pwd)
cargo install --locked --path "$here/crates/cli"
# Later steps find it too.
if [ -n "${GITHUB_PATH:-}" ]; then
  echo "${CARGO_HOME:-$HOME/.cargo}/bin" >> "$GITHUB_PATH"
fi
