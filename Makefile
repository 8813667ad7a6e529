# One entrance to everything. `make` alone lists the targets.
#
# Needed: Python >= 3.11 with pip, GNU make, git. The environment is .venv/; packages come from wherever pip is told to take
# them (its own configuration and PIP_* variables are left alone), and only with the hashes of the lock files.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.SUFFIXES:

VENV := .venv
PYTHON_IN := $(VENV)/bin/python
PORTAL := $(PYTHON_IN) -m generator
OUTPUT ?= site
ARGS ?=

# What a user has set for other programs must not reach into the environment.
unexport PYTHONHOME
unexport PYTHONPATH
unexport PYTHONDONTWRITEBYTECODE
unexport PIP_REQUIRE_VIRTUALENV
unexport PIP_TARGET
unexport PIP_USER
export SITE_URL
export PYTHONUTF8 := 1
export NO_MKDOCS_2_WARNING := 1

# A stamp is a copy of the lock that is installed, so that only a changed lock installs anew.
RUNTIME := $(VENV)/installed-requirements.lock
DEV := $(VENV)/installed-requirements-dev.lock

# An environment whose interpreter has gone (a folder copied from elsewhere, a Python removed), or has become another one
# that does not see the packages (the system's python3 after an upgrade), is made anew.
STALE := $(shell if [ -d $(VENV) ] && ! $(PYTHON_IN) -c 'import yaml' 2>/dev/null; then rm -f $(RUNTIME) $(DEV); echo yes; fi)

# pip of the environment, or where that has none (Debian without python3-venv) the pip outside, pointed at the environment.
PIP = if $(PYTHON_IN) -m pip --version >/dev/null 2>&1; then pip="$(PYTHON_IN) -m pip"; \
      else $(FIND_PYTHON); pip="$$python -m pip --python $(PYTHON_IN)"; fi

# The first Python that is new enough and can install packages; PYTHON=… on the command line overrules the search.
FIND_PYTHON = python=; \
	for candidate in $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3 python); do \
	  if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	    && { "$$candidate" -c 'import venv, ensurepip' || "$$candidate" -c 'import venv, pip'; } >/dev/null 2>&1; \
	  then python="$$candidate"; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo 'Python 3.11 or newer with pip was not found. Install it, or name it: make PYTHON=/path/to/python3' >&2; \
	  exit 1; \
	fi

.PHONY: help
help: ## list the targets
	@echo 'make …'
	@sed -n 's/^\([a-z-]*\):.* ## \(.*\)$$/\1\t\2/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do \
	  printf '  %-10s %s\n' "$$name" "$$text"; done

.PHONY: site
site: $(RUNTIME) ## check the data in data/ and build the site into site/ (SITE_URL=https://… for feeds and the site map)
	@$(PORTAL) build --output "$(OUTPUT)" $${SITE_URL:+--site-url "$$SITE_URL"} $(ARGS)

.PHONY: serve
serve: $(RUNTIME) ## build, serve on this computer, build again when a file changes
	@$(PORTAL) serve $(ARGS)

.PHONY: demo
demo: $(RUNTIME) ## build a demonstration from fictional jurisdictions around today, and serve it
	@$(PYTHON_IN) -m tests.demo --serve $(ARGS)

.PHONY: check
check: $(RUNTIME) ## check the data (ARGS='--base origin/main' also what a change may not do)
	@$(PORTAL) check $(ARGS)

.PHONY: test
test: $(DEV) browser ## everything that the pipelines run: style, types, floors, workflows, tests
	@$(PYTHON_IN) -m ruff check .
	@$(PYTHON_IN) -m ruff format --check .
	@$(PYTHON_IN) -m mypy
	@$(PYTHON_IN) -c 'import sys; from importlinter.cli import lint_imports_command; sys.argv[0] = "lint-imports"; lint_imports_command()' --no-cache --no-logo
	@$(VENV)/bin/zizmor --offline --no-progress --quiet --persona pedantic .github
	@$(PYTHON_IN) -m pytest $(ARGS)

.PHONY: bench
bench: $(DEV) ## measure the time and size of a large build (ARGS='search 100k': what its search finds, fetches and costs)
	@$(PYTHON_IN) -m tests.bench $(ARGS)

.PHONY: bench-check
bench-check: $(DEV) ## let the check find every kind of fault fifty times over, and count
	@$(PYTHON_IN) -m tests.mutations $(ARGS)

.PHONY: bless
bless: $(DEV) ## accept the present output of the tiny portal as the expected one
	@$(PYTHON_IN) -m tests.bless $(ARGS)

.PHONY: lock
lock: ## renew both lock files from pyproject.toml (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.lock >/dev/null
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --extra dev --constraint requirements.lock pyproject.toml \
	  -o requirements-dev.lock >/dev/null

.PHONY: clean
clean: ## remove the built site with what a build leaves beside it, and the caches
	@for site in "$(OUTPUT)" demo-site; do \
	  beside="$$(dirname "$$site")/.$$(basename "$$site")"; \
	  rm -rf "$$site"; \
	  for left in lock parts read search spare spare.parts new old parts.new search.new; do rm -rf "$$beside.$$left"; done; \
	done
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find generator tests site_templates -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: distclean
distclean: clean ## remove the environment too
	@rm -rf $(VENV)

# --- the environment --------------------------------------------------------------------------------------------------

# The stamp is written last and in one move: an install that was broken off leaves none, and is begun anew.
$(RUNTIME): requirements.lock
	@set -e; \
	if cmp -s requirements.lock $@; then touch $@; exit 0; fi; \
	$(FIND_PYTHON); \
	echo "Setting up $(VENV) with $$("$$python" --version) …"; \
	rm -rf $(VENV); \
	"$$python" -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); "$$python" -m venv --without-pip $(VENV); }; \
	$(PIP); \
	$$pip install --quiet --require-hashes -r requirements.lock; \
	printf '%s\n' '#!/bin/sh' 'root=$$(cd -- "$$(dirname -- "$$(readlink -f -- "$$0")")/../.." && pwd) || exit 2' \
	  'PYTHONPATH="$$root" exec "$$root/$(PYTHON_IN)" -m generator "$$@"' > $(VENV)/bin/portal; \
	chmod +x $(VENV)/bin/portal; \
	cp requirements.lock $@.part; \
	mv $@.part $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@set -e; \
	if cmp -s requirements-dev.lock $@; then touch $@; exit 0; fi; \
	echo 'Adding the tools of the tests …'; \
	$(PIP); \
	$$pip install --quiet --require-hashes -r requirements-dev.lock; \
	cp requirements-dev.lock $@.part; \
	mv $@.part $@

# The tests of the pages need a Chromium of the system; no other download happens.
.PHONY: browser
browser:
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do \
	  if command -v "$$name" >/dev/null 2>&1; then exit 0; fi; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo 'Installing Chromium for the tests of the pages …'; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-wqy-microhei >/dev/null; \
	else \
	  echo 'The tests of the pages need Chromium: install chromium or google-chrome, then run make test again.' >&2; exit 1; \
	fi
