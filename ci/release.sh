#!/usr/bin/env bash
# Packs a built program with what belongs to it: release.sh PROGRAM TARGET FOLDER
set -euo pipefail

program=$1 target=$2 folder=$3
root=$(cd "$(dirname "$0")/.." && pwd)
version=$("$program" --version | cut -d ' ' -f 2)
name="tfe-check-$version-$target"
packed="$folder/$name"

mkdir -p "$packed/completions" "$packed/man"
cp "$program" "$root/README.md" "$root/CHANGELOG.md" "$root"/LICENSE-* "$packed/"
for shell in bash zsh fish powershell; do
  "$program" completions "$shell" > "$packed/completions/tfe-check.$shell"
done
"$program" man > "$packed/man/tfe-check.1"
commands=$("$program" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p')
for command in $commands; do
  [ "$command" = help ] || "$program" man "$command" > "$packed/man/tfe-check-$command.1"
done
tar -C "$folder" -czf "$folder/$name.tar.gz" "$name"
rm -r "$packed"
echo "$folder/$name.tar.gz"
