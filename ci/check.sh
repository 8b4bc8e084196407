#!/usr/bin/env bash
# Checks files in a step of GitHub Actions. Nothing of the inputs is read by a shell: each line is an argument.
set -euo pipefail

mapfile -t files < <(printf '%s\n' "${FILES:-.}" | sed '/^[[:space:]]*$/d')
mapfile -t args < <(printf '%s\n' "${ARGS:-}" | sed '/^[[:space:]]*$/d')
args+=(--allow-unknown --fail-on "${FAIL_ON:-error}")

if [ -n "${SARIF:-}" ]; then
  # The step below decides; here only the report is written.
  tfe-check check "${args[@]}" --format sarif --output "$SARIF" --quiet -- "${files[@]}" || [ $? -eq 1 ]
fi
exec tfe-check check "${args[@]}" --format github -- "${files[@]}"
