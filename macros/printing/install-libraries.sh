#!/bin/sh
# Sees to it that PDFs can be made: the libraries that WeasyPrint needs, and the fonts.
# Installs what is missing; says what to install, and ends with an error, if it cannot.
set -eu

python=${PYTHON:-python3}
packages=$(dirname "$0")/debian-packages.txt

say() { echo "install-libraries: $*" >&2; }

have_libraries() { "$python" -c 'import weasyprint' >/dev/null 2>&1; }

# Where there is no fc-list the fonts cannot be asked for; PDFs then fall back on others.
have_font() { ! command -v fc-list >/dev/null 2>&1 || [ -n "$(fc-list Lato family)" ]; }

apt() { $as_root DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" >&2; }

if have_libraries && have_font; then
  exit 0
fi

wanted=$(sed -e 's/ *#.*//' -e '/^$/d' "$packages" | tr '\n' ' ')
if command -v apt-get >/dev/null 2>&1; then
  as_root=
  if [ "$(id -u)" = 0 ]; then
    as_root="env"
  elif sudo -n true 2>/dev/null; then
    as_root="sudo -n env"
  fi
  if [ -n "$as_root" ]; then
    say "installing with apt-get: $wanted"
    apt update || say "apt-get update failed; trying with the lists that are here"
    # shellcheck disable=SC2086  # a list of words
    apt install -y --no-install-recommends $wanted || say "apt-get could not install all of it"
  fi
fi

if ! have_libraries; then
  say "PDFs need Pango and HarfBuzz, which WeasyPrint uses. Install them"
  say "(Debian and Ubuntu: sudo apt-get install $wanted;"
  say "macOS: brew install pango; Windows: see WeasyPrint's page on installing)."
  say "The site itself needs none of it: make serve and SITE_PDF=off make build work without."
  exit 1
fi
have_font || say "The font Lato is not here (Debian: fonts-lato). The PDFs use another one."
