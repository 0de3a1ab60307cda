#!/usr/bin/env bash
# Asks whether a package of the lists has a known fault. Writes faults.md, and due=yes or due=no.
#
# A package that could not be asked about ends this with an error: it must not pass for a good one.
set -euo pipefail

report="$RUNNER_TEMP/faults.md"
lists=(requirements-dev.txt requirements-upkeep.txt tests/search_comparison/requirements.txt)
# They name every package with its hashes, so nothing needs to be installed or resolved.
ask=(pip-audit --strict --disable-pip --require-hashes --progress-spinner off --format markdown)
if "${ask[@]}" "${lists[@]/#/--requirement=}" > "$report"
then
  echo "No package has a known fault." > "$report"
  echo "due=no" >> "$GITHUB_OUTPUT"
else
  # pip-audit ends the same way if it finds faults and if it cannot ask; then it lists none.
  grep -q "^Name | Version" "$report"
  printf '\nSee SECURITY.md, “For whoever looks after the packages”.\n' >> "$report"
  echo "due=yes" >> "$GITHUB_OUTPUT"
fi
cat "$report" >> "$GITHUB_STEP_SUMMARY"
