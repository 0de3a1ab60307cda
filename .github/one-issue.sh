#!/usr/bin/env bash
# Keeps one issue about what is due for review: opens it, brings it up to date, or closes it.
#
# Needs DUE (yes or no), REPORT (a file with the text) and GH_TOKEN.
set -euo pipefail

gh label create review --force --color D4C5F9 --description "Made every Monday: what is due for review"
number=$(gh issue list --label review --state open --limit 1 --json number --jq '.[].number')
if [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$REPORT"
  if [ "$DUE" = no ]; then gh issue close "$number" --reason completed; fi
elif [ "$DUE" = yes ]; then
  gh issue create --label review --title "Due for review" --body-file "$REPORT"
fi
