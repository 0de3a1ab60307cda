#!/usr/bin/env bash
# Keeps one open issue on a subject: opens it, updates it, or closes it.
#
# Needs DUE (yes or no), REPORT (a file with the text), LABEL, ABOUT (what the label means), TITLE
# (of the issue) and GH_TOKEN.
set -euo pipefail

# The issue is found by its title, among those that a workflow opened. The label only helps people.
# If it cannot be created, the issue has none.
label=(--label "$LABEL")
gh label create "$LABEL" --force --color D4C5F9 --description "$ABOUT" || label=()
number=$(gh issue list --app github-actions --state open --limit 1000 --json number,title \
  --jq 'map(select(.title == env.TITLE)) | .[0].number // empty')
if [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$REPORT"
  if [ "$DUE" = no ]; then gh issue close "$number" --reason completed; fi
elif [ "$DUE" = yes ]; then
  gh issue create "${label[@]}" --title "$TITLE" --body-file "$REPORT"
fi
