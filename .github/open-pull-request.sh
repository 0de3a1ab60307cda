#!/usr/bin/env bash
# Opens a pull request with the files that a workflow has written, unless nothing is new.
#
# Needs BRANCH, TITLE, SUMMARY (a file with the text), FILES (what to add) and GH_TOKEN.
# Reports what happened on the issue with the number ISSUE, if there is one.
# A branch that has, or had, a pull request is left alone, because a person may have worked on it,
# unless REPLACE says that only a workflow ever writes to it.
#
# What a command answers goes into a variable first: bash stops if that fails. Inside an argument
# or a condition a failure would pass unseen.
set -euo pipefail

say() {
  echo "$1"
  if [ -n "${ISSUE:-}" ]; then gh issue comment "$ISSUE" --body "$1"; fi
}

git config user.name "github-actions[bot]"
git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
gh auth setup-git

git switch --quiet --create "$BRANCH"
git add -- "$FILES"
if git diff --cached --quiet; then
  echo "Nothing is new. No pull request is needed."
  exit 0
fi
state=open
if [ -z "${REPLACE:-}" ]; then state=all; fi
there=$(gh pr list --head "$BRANCH" --state "$state" --json url --jq '.[0].url // empty')
if [ -z "${REPLACE:-}" ] && [ -n "$there" ]; then
  say "This form has a pull request already, so nothing was changed: $there. Make further changes there."
  exit 0
fi
git commit --quiet --message "$TITLE"
git push --quiet --force origin "$BRANCH"
if [ -z "$there" ]; then
  there=$(gh pr create --base main --head "$BRANCH" --title "$TITLE" --body-file "$SUMMARY") || {
    run="${GITHUB_SERVER_URL:-}/${GITHUB_REPOSITORY:-}/actions/runs/${GITHUB_RUN_ID:-}"
    say "The file is ready in the branch \`$BRANCH\`, but GitHub did not open a pull request for it. Somebody who may change the settings of the repository: open “Settings”, “Actions”, “General” and tick “Allow GitHub Actions to create and approve pull requests”. Then open $run and choose “Re-run all jobs”. If the box is ticked already, that page says what GitHub answered."
    exit 1
  }
  say "The pull request is here: $there"
fi
gh workflow run checks.yml --ref "$BRANCH"
