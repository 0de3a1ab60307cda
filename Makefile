# `make` alone lists what there is. Works with GNU make 3.81 (macOS's) and later.

PORT ?= 8000
VENV := .venv

ifeq ($(OS),Windows_NT)
PYTHON ?= python
VENV_PYTHON := $(VENV)/Scripts/python.exe
else
PYTHON ?= python3
VENV_PYTHON := $(VENV)/bin/python
endif

# Stamps, inside the environment so that they go when it goes.
MADE := $(VENV)/.made
SITE := $(VENV)/.installed-site
DEV := $(VENV)/.installed-dev
UPKEEP := $(VENV)/.installed-upkeep

# An environment whose Python was removed or upgraded is made anew.
ifneq ($(wildcard $(MADE)),)
STALE := $(shell $(VENV_PYTHON) -c 'import pip' >/dev/null 2>&1 || rm -f $(MADE) $(SITE) $(DEV) $(UPKEEP))
endif

# The requirements files name every package with the hashes of its files, so pip need not look for
# more and refuses any other file; `pip check` then fails if a package that is needed is not there.
INSTALL := $(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes
PIP_CHECK := $(VENV_PYTHON) -m pip --disable-pip-version-check check

# site/ always holds a whole site: the last one until the next is finished.
BUILD = $(VENV_PYTHON) -m mkdocs build --strict --site-dir .site.new && rm -rf site && mv .site.new site

PYTEST := $(VENV_PYTHON) -m pytest -n auto --dist loadfile

# The lists that `make pins` writes.
PINS := $(wildcard requirements*.txt)

# The theme's notice about its own future, printed before every build.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help serve region build pdf offline check check-content test test-all browser office checkers \
        libraries format bench pins vendor wheelhouse clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "Options: PYTHON=python3.12 (3.11 or newer; after 'make clean'), PORT=8001 (serve)"

serve: $(SITE) ## show the site at http://127.0.0.1:8000/, rebuilt at every change
	$(VENV_PYTHON) -m mkdocs serve --livereload --dev-addr 127.0.0.1:$(PORT)

region: $(SITE) ## the same for a made-up region: what it looks like when partnerships share their audits
	$(VENV_PYTHON) -m tests.support.region .cache/region
	cd .cache/region && ../../$(VENV_PYTHON) -m mkdocs serve --dev-addr 127.0.0.1:$(PORT)

build: export SITE_PDF ?= auto
build: $(SITE) ## build the site into site/, with PDFs if this machine can make them; any warning is an error
	$(BUILD)

pdf: export SITE_PDF := on
pdf: $(SITE) libraries ## build the site with its PDFs and Word documents; installs what they need
	$(BUILD)

libraries: $(SITE)
	@PYTHON=$(VENV_PYTHON) sh macros/printing/install-libraries.sh

offline: $(SITE) ## make a zip of the whole site in dist/, to open from a folder
	$(VENV_PYTHON) -m macros offline

check: $(DEV) ## check code and data, and run the tests that need neither a built site nor a browser: a minute
	$(VENV_PYTHON) -m ruff check .
	$(VENV_PYTHON) -m ruff format --check .
	$(VENV_PYTHON) -m mypy
	$(dir $(VENV_PYTHON))lint-imports
	$(VENV_PYTHON) -m macros check
	$(PYTEST) -m "not build and not browser and not nightly"

check-content: $(DEV) libraries ## check the data, and the site that is built from it: after a change of words only
	$(VENV_PYTHON) -m macros check
	$(PYTEST) -m "content and not browser and not nightly"

test: check browser checkers libraries ## make check, and a page of each kind built, printed and opened in a browser: what CI runs
	$(PYTEST) -m "(build or browser) and not nightly"

test-all: test office ## make test, and everything else: every page, every width, planted faults; before publishing
	$(PYTEST) -m nightly

browser: $(DEV)
	@PYTHON=$(VENV_PYTHON) sh tests/support/install-browser.sh

office: $(DEV)
	@PYTHON=$(VENV_PYTHON) sh tests/support/install-browser.sh office

checkers: $(DEV)
	@$(VENV_PYTHON) -m tests.support.checkers

format: $(DEV) ## correct what ruff can correct
	$(VENV_PYTHON) -m ruff check --fix-only .
	$(VENV_PYTHON) -m ruff format .

bench: $(DEV) ## measure the build beside a stock one of the same content
	$(VENV_PYTHON) -m tests.bench

pins: $(UPKEEP) ## write the hashes of every package, after a change of version
	@for list in $(PINS); do \
	  $(VENV_PYTHON) -m hashin -r $$list $$(sed -n 's/^\([A-Za-z0-9._-]*==[^ ]*\).*/\1/p' $$list) || exit 1; \
	done

vendor: $(DEV) ## fetch the newest versions of the scripts in docs/assets/vendor/, with their checksums
	$(VENV_PYTHON) -m tests.support.vendor

wheelhouse: $(MADE) ## keep the packages that the site needs in dist/wheelhouse/, for this system
	$(VENV_PYTHON) -m pip download --disable-pip-version-check --no-deps --require-hashes \
	  --dest dist/wheelhouse -r requirements.txt

clean: ## remove the site, the environment and every cache
	rm -rf site .site.* dist $(VENV) .cache .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(UPKEEP): requirements-upkeep.txt requirements.txt $(MADE)
	@echo "Installing requirements-upkeep.txt into $(VENV) ..."
	@$(INSTALL) -r requirements-upkeep.txt
	@$(PIP_CHECK)
	@touch $(SITE) $@

$(SITE): requirements.txt $(MADE)
	@echo "Installing requirements.txt into $(VENV) ..."
	@$(INSTALL) -r requirements.txt
	@$(PIP_CHECK)
	@touch $@

$(DEV): requirements-dev.txt requirements.txt $(MADE)
	@echo "Installing requirements-dev.txt into $(VENV) ..."
	@$(INSTALL) -r requirements-dev.txt
	@$(PIP_CHECK)
	@touch $(SITE) $@

# Debian and Ubuntu keep what makes an environment (ensurepip) in a package of
# its own, python3.11-venv for Python 3.11.
$(MADE):
	@command -v "$(PYTHON)" >/dev/null 2>&1 || { \
	  echo "There is no '$(PYTHON)' here. Install Python 3.11 or newer, or name yours: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; \
	  exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "This needs Python 3.11 or newer, and '$(PYTHON)' is $$("$(PYTHON)" --version 2>&1). Name a newer one: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; \
	  exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	  package=$$("$(PYTHON)" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	  if ! command -v apt-get >/dev/null 2>&1; then \
	    echo "'$(PYTHON)' cannot make a virtual environment: its modules venv and ensurepip are missing. Install them with your system's packages, or name another Python: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; \
	    exit 1; \
	  elif [ "$$(id -u)" = 0 ]; then root="env"; \
	  elif sudo -n true 2>/dev/null; then root="sudo -n env"; \
	  else \
	    echo "'$(PYTHON)' cannot make a virtual environment before this is done: sudo apt-get install $$package" >&2; \
	    exit 1; \
	  fi; \
	  echo "Installing $$package, without which '$(PYTHON)' cannot make a virtual environment ..."; \
	  $$root DEBIAN_FRONTEND=noninteractive apt-get update -qq && \
	  $$root DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$$package" && \
	  "$(PYTHON)" -c 'import ensurepip, venv' || { \
	    echo "$$package could not be installed, and '$(PYTHON)' cannot make a virtual environment without it." >&2; \
	    exit 1; }; }
	@echo "Making the environment $(VENV) with $$("$(PYTHON)" --version) ..."
	@"$(PYTHON)" -m venv --clear $(VENV)
	@touch $@
