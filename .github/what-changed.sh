#!/usr/bin/env bash
# Writes words_only=yes if nothing has changed but the data and the text of pages, and says what follows.
set -euo pipefail

changed=$(git diff --name-only origin/main...HEAD)
code=$(git diff --name-only origin/main...HEAD -- . ':(exclude)data' ':(exclude)docs/*.md')
if [ -n "$changed" ] && [ -z "$code" ]; then
  echo "words_only=yes" >> "$GITHUB_OUTPUT"
  text="Only words have changed: files in \`data/\` or pages in \`docs/\`. So the data is checked, the site is built, and its pages and PDFs are looked through. The tests of the code are left out, because the code is as it was."
else
  echo "words_only=no" >> "$GITHUB_OUTPUT"
  text="More than words has changed, so every test of \`make test\` runs."
fi
echo "$text" | tee -a "$GITHUB_STEP_SUMMARY"
