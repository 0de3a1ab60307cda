#!/usr/bin/env bash
# Opens a pull request with the files that a workflow has written, unless nothing is new.
#
# Needs BRANCH, TITLE, SUMMARY (a file with the text), FILES (what to add) and GH_TOKEN.
# Reports what happened on the issue with the number ISSUE, if there is one.
# An existing branch is left alone, because a person may have worked on it, unless REPLACE says that
# only a workflow ever writes to it.
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
if [ -z "${REPLACE:-}" ] && git ls-remote --exit-code --heads origin "$BRANCH" > /dev/null; then
  say "There is a branch $BRANCH already, so nothing was changed. Make further changes in its pull request."
  exit 0
fi
git commit --quiet --message "$TITLE"
git push --quiet ${REPLACE:+--force} origin "$BRANCH"
if [ -z "$(gh pr list --head "$BRANCH" --state open --json number --jq '.[].number')" ]; then
  say "The pull request is here: $(gh pr create --base main --head "$BRANCH" --title "$TITLE" --body-file "$SUMMARY")"
fi
gh workflow run checks.yml --ref "$BRANCH"
