#!/bin/bash
log() {
  echo "[INFO] $1"
}
fail() {
  echo "[ERROR] $1" >&2
}
if [[ ! -f "$VERSION_PATH" ]]; then
  fail "There is no version at path '${VERSION_PATH}'"
  exit 1
fi
log "released"
