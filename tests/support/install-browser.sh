#!/bin/sh
# Sees to it that the tests find a Chromium, pdftotext for the printed pages, and LibreOffice for
# the Word documents.
# Installs what is missing; ends with an error, never with a skip, if it cannot.
#
# The tests use, in this order: $CHROMIUM; the first of the names below that is
# on PATH and answers --version; the Chromium that playwright downloaded.
set -eu

names="chromium chromium-browser google-chrome"
python=${PYTHON:-python3}
packages=$(dirname "$0")/debian-packages.txt

say() { echo "install-browser: $*" >&2; }

# Prints the browser that the tests will use, or fails.
browser() {
  for name in $names; do
    # Ubuntu has a chromium-browser that only says where to get the real one.
    if command -v "$name" >/dev/null 2>&1 && "$name" --version >/dev/null 2>&1; then
      command -v "$name"
      return 0
    fi
  done
  own=$("$python" -c 'from playwright.sync_api import sync_playwright as start
with start() as playwright: print(playwright.chromium.executable_path)' 2>/dev/null) || return 1
  [ -x "$own" ] && echo "$own"
}

have_pdftotext() { command -v pdftotext >/dev/null 2>&1; }

have_office() { command -v soffice >/dev/null 2>&1; }

apt() { $as_root DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" >&2; }

if [ -n "${CHROMIUM:-}" ]; then
  if ! "$CHROMIUM" --version >/dev/null 2>&1; then
    say "CHROMIUM is set to '$CHROMIUM', which does not run. Mend it or unset it."
    exit 1
  fi
  # From here on the browser is settled.
  browser() { echo "$CHROMIUM"; }
fi

if browser >/dev/null && have_pdftotext && have_office; then
  exit 0
fi

as_root=
if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then
    as_root="env"
  elif sudo -n true 2>/dev/null; then
    as_root="sudo -n env"
  fi
  if [ -n "$as_root" ]; then
    wanted=$(sed -e 's/ *#.*//' -e '/^$/d' "$packages" | tr '\n' ' ')
    if browser >/dev/null; then
      wanted="poppler-utils libreoffice-writer-nogui"
    fi
    say "installing with apt-get: $wanted"
    apt update || say "apt-get update failed; trying with the lists that are here"
    # shellcheck disable=SC2086  # a list of words
    apt install -y --no-install-recommends $wanted || {
      # Ubuntu has no chromium package: playwright's own is tried below.
      say "apt-get could not install all of it; trying without the browser"
      have_pdftotext || apt install -y --no-install-recommends poppler-utils || :
      have_office || apt install -y --no-install-recommends libreoffice-writer-nogui || :
    }
  fi
fi

if ! browser >/dev/null; then
  say "downloading a Chromium with playwright"
  # With the system libraries that it needs, where they can be installed.
  { [ -n "$as_root" ] && "$python" -m playwright install --with-deps chromium >&2; } ||
    "$python" -m playwright install chromium >&2 || :
fi

failed=0
if ! browser >/dev/null; then
  say "The tests need a browser, and none could be installed. Install Chromium or Chrome"
  say "(Debian: sudo apt-get install chromium; Fedora: sudo dnf install chromium;"
  say "elsewhere: $python -m playwright install chromium), or set CHROMIUM to its path."
  failed=1
fi
if ! have_pdftotext; then
  say "The tests need pdftotext. Install poppler (Debian: sudo apt-get install poppler-utils;"
  say "Fedora: sudo dnf install poppler-utils; macOS: brew install poppler)."
  failed=1
fi
if ! have_office; then
  say "The tests need LibreOffice (soffice). Install it (Debian: sudo apt-get install"
  say "libreoffice-writer-nogui; Fedora: sudo dnf install libreoffice-writer; macOS:"
  say "brew install --cask libreoffice, and put its soffice on PATH)."
  failed=1
fi
exit $failed
