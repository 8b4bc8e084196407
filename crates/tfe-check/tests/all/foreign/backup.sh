#!/bin/sh
path="/var/backup"
for f in "$path"/*; do echo "capabilities of $f"; done
