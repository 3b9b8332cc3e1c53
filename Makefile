# `make` sets up and prints the default kit; `make test` sets up and checks everything.

# The Python that .venv is made with, 3.11 or newer.
PYTHON ?= python3

# Homebrew keeps Pango and Java where nothing looks for them unasked.
ifeq ($(shell uname -s),Darwin)
brew := $(shell brew --prefix 2>/dev/null)
env := env DYLD_FALLBACK_LIBRARY_PATH=$(brew)/lib
JAVA_HOME ?= $(brew)/opt/openjdk/libexec/openjdk.jdk/Contents/Home
export JAVA_HOME
endif

bin := $(env) .venv/bin
pip := .venv/bin/python -m pip --disable-pip-version-check

.PHONY: build breaking translate test lint types layers suite bench pins clean help
.PHONY: system-build system-translate system-test system-bench
.DEFAULT_GOAL := build
.DELETE_ON_ERROR:
.NOTPARALLEL:

build: .venv/ready-build  ## set up, then print the default kit into output/ (also: plain `make`)
	$(bin)/python generate.py build

breaking: .venv/ready-breaking  ## what Khmer, Lao, Burmese, Karen and Thai need besides

translate: system-translate .venv/ready-translate  ## what `translations check` needs for spelling and language

test: system-test lint types layers suite  ## set up, then check everything

lint: .venv/ready-test  ## style of the code
	$(bin)/ruff check
	$(bin)/ruff format --check

types: .venv/ready-test  ## types
	$(bin)/mypy

layers: .venv/ready-test  ## which part may import which
	$(bin)/lint-imports

suite: .venv/ready-test system-test  ## the tests; each worker starts a PDF/UA engine of its own
	$(bin)/pytest --numprocesses auto --dist worksteal

bench: system-bench .venv/ready-bench  ## measure speed and size
	$(bin)/python -m tests.benchmarks

pins: .venv/ready-build  ## renew constraints.txt: the newest versions, tried in a fresh .venv/pins
	$(PYTHON) -m venv --clear .venv/pins
	$(requirements) breaking translate test bench | .venv/pins/bin/pip install --quiet --requirement /dev/stdin
	{ grep '^#' constraints.txt; .venv/pins/bin/pip freeze; } > .venv/constraints.txt
	mv .venv/constraints.txt constraints.txt

clean:  ## remove output/ and all caches (.venv stays)
	rm -rf output .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- set-up: system packages, .venv, Python packages ---

system-build:
	@PYTHON='$(PYTHON)' ./setup.sh build

system-translate:
	@PYTHON='$(PYTHON)' ./setup.sh build translate

system-test:
	@PYTHON='$(PYTHON)' ./setup.sh build translate test browser

system-bench:
	@PYTHON='$(PYTHON)' ./setup.sh build browser

.venv/bin/python: | system-build
	@echo "setup: making .venv with $(PYTHON)"
	@$(PYTHON) -m venv --clear .venv

# Names from pyproject.toml, exact versions from constraints.txt. Nothing is built: the toolkit
# runs from this folder.
.venv/ready-%: pyproject.toml constraints.txt | .venv/bin/python
	@echo "setup: installing Python packages into .venv ($*)"
	@$(requirements) $* | $(pip) install --quiet --constraint constraints.txt --requirement /dev/stdin
	@touch $@

# What `$(requirements) test bench` prints: a line a package the toolkit and these extras ask for.
define requirements_py
import sys, tomllib; \
project = tomllib.load(open('pyproject.toml', 'rb'))['project']; \
extras = project['optional-dependencies']; \
print(*project['dependencies'], *(n for e in sys.argv[1:] for n in extras.get(e, [])), sep='\n')
endef
requirements = .venv/bin/python -c "$(requirements_py)"
