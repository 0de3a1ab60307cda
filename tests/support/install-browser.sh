#!/bin/sh
# Installs what the tests need and this machine lacks: a Chromium and Poppler, and with the word
# "office" LibreOffice. Ends with an error, never with a skip, if something cannot be installed.
#
# The tests use, in this order: $CHROMIUM; the first of the names below that is on PATH and runs;
# the Chromium that Playwright downloads.
set -eu

python=${PYTHON:-python3}

say() { echo "install-browser: $*" >&2; }

# Prints the browser that the tests will use, or fails.
browser() {
  if [ -n "${CHROMIUM:-}" ]; then
    "$CHROMIUM" --version >/dev/null 2>&1 && echo "$CHROMIUM"
    return
  fi
  for name in chromium chromium-browser google-chrome; do
    # Ubuntu has a chromium-browser that only says where to get the real one.
    "$name" --version >/dev/null 2>&1 && command -v "$name" && return
  done
  own=$("$python" -c 'from playwright.sync_api import sync_playwright as start
with start() as playwright: print(playwright.chromium.executable_path)' 2>/dev/null)
  [ -x "$own" ] && echo "$own"
}

have() { command -v "$1" >/dev/null 2>&1; }

# Debian has Writer and Impress in packages of their own.
have_office() {
  have soffice || return
  folder=$(dirname "$(readlink -f "$(command -v soffice)")")
  [ ! -e "$folder/libswlo.so" ] || [ -e "$folder/libsdlo.so" ]
}

# Installs Debian packages, where that is possible without asking for a password.
apt() {
  have apt-get || return 0
  if [ "$(id -u)" = 0 ]; then as_root=env
  elif sudo -n true 2>/dev/null; then as_root="sudo -n env"
  else return 0; fi
  say "installing with apt-get: $*"
  set -- -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"
  { $as_root apt-get -qq -o DPkg::Lock::Timeout=300 update || say "the lists of packages may be old"
    $as_root DEBIAN_FRONTEND=noninteractive apt-get "$@" || say "not all of it could be installed"
  } >&2
}

if [ -n "${CHROMIUM:-}" ] && ! browser >/dev/null; then
  say "CHROMIUM is set to '$CHROMIUM', which does not run. Correct it or unset it."
  exit 1
fi
browser >/dev/null || apt chromium fonts-dejavu-core fonts-liberation
browser >/dev/null || {
  say "downloading a Chromium with playwright" # Ubuntu has no package of it
  "$python" -m playwright install --with-deps chromium >&2 ||
    "$python" -m playwright install chromium >&2 || :
}
have pdftotext || apt poppler-utils
[ "${1:-}" != office ] || have_office || apt libreoffice-writer-nogui libreoffice-impress-nogui

failed=0
browser >/dev/null || {
  failed=1
  say "The tests need a browser. Install Chromium or Chrome (Debian: sudo apt-get install chromium;"
  say "Fedora: sudo dnf install chromium; elsewhere: $python -m playwright install chromium),"
  say "or set CHROMIUM to the path of one that runs."
}
have pdftotext || {
  failed=1
  say "The tests need pdftotext. Install Poppler (Debian: sudo apt-get install poppler-utils;"
  say "Fedora: sudo dnf install poppler-utils; macOS: brew install poppler)."
}
[ "${1:-}" != office ] || have_office || {
  failed=1
  say "The tests need LibreOffice (soffice) with Writer and Impress. Install it (Debian:"
  say "sudo apt-get install libreoffice-writer-nogui libreoffice-impress-nogui; Fedora: sudo dnf"
  say "install libreoffice-writer libreoffice-impress; macOS: brew install --cask libreoffice), and"
  say "put its soffice on PATH."
}
exit $failed
