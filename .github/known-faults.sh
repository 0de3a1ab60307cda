#!/usr/bin/env bash
# Checks the pinned packages for known faults. Writes faults.md, and due=yes or due=no.
#
# A package that cannot be checked ends this with an error: it must not pass as sound.
set -euo pipefail

report="$RUNNER_TEMP/faults.md"
lists=(requirements-dev.txt requirements-upkeep.txt)
# The lists name every package with its hashes, so nothing needs to be installed or resolved.
ask=(pip-audit --strict --disable-pip --require-hashes --progress-spinner off --format markdown)
if "${ask[@]}" "${lists[@]/#/--requirement=}" > "$report"
then
  echo "No package has a known fault." > "$report"
  echo "due=no" >> "$GITHUB_OUTPUT"
else
  # pip-audit has the same exit status if it finds faults and if it cannot check; then it lists none.
  grep -q "^Name | Version" "$report"
  printf '\nSee SECURITY.md, “If you look after the packages”.\n' >> "$report"
  echo "due=yes" >> "$GITHUB_OUTPUT"
fi
cat "$report" >> "$GITHUB_STEP_SUMMARY"
