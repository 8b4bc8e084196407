#!/usr/bin/env bash
# Checks files in a step of GitHub Actions. Nothing of the inputs is read by a shell: each line is an argument.
set -euo pipefail

mapfile -t files < <(printf '%s\n' "${FILES:-.}" | sed '/^[[:space:]]*$/d')
mapfile -t args < <(printf '%s\n' "${ARGS:-}" | sed '/^[[:space:]]*$/d')
args+=(--allow-unknown --fail-on "${FAIL_ON:-error}")

written=0
if [ -n "${SARIF:-}" ]; then
  # The step below decides, and says what could not be checked; here only the report is written.
  tfe-check check "${args[@]}" --format sarif --output "$SARIF" --quiet -- "${files[@]}" || written=$?
fi
tfe-check check "${args[@]}" --format github -- "${files[@]}" || exit $?
# A report that could not be written is trouble, whatever was found.
[ "$written" -le 1 ] || exit "$written"
