#!/usr/bin/env bash
# Keeps one open issue about one matter: opens it, brings it up to date, or closes it.
#
# Needs DUE (yes or no), REPORT (a file with the text), LABEL, ABOUT and TITLE (what the label means
# and how the issue is called), and GH_TOKEN.
set -euo pipefail

gh label create "$LABEL" --force --color D4C5F9 --description "$ABOUT"
number=$(gh issue list --label "$LABEL" --state open --limit 1 --json number --jq '.[].number')
if [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$REPORT"
  if [ "$DUE" = no ]; then gh issue close "$number" --reason completed; fi
elif [ "$DUE" = yes ]; then
  gh issue create --label "$LABEL" --title "$TITLE" --body-file "$REPORT"
fi
