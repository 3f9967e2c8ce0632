# Every command sets itself up: a bare checkout with Python 3.11 and make is enough.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
RUNS := .venv/runs
READY := .venv/ready
PARALLEL := --numprocesses=auto --dist=worksteal

.DEFAULT_GOAL := help
.PHONY: help install demo test check format bench bench-accuracy lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(READY) ## Install Segar and its tools into .venv

$(RUNS): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Segar needs Python 3.11 or newer: make PYTHON=/path/to/python3"; exit 2; }
	@echo "Installing Segar into .venv. This takes about a minute."
	@$(PYTHON) -m venv .venv
	@$(PIP) --requirement requirements.lock --constraint requirements-dev.lock setuptools
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(READY): $(RUNS) requirements-dev.lock
	@echo "Installing what the tests and checks need."
	@$(PIP) --requirement requirements-dev.lock
	@touch $@

demo: $(RUNS) ## Live one working day in a sandbox, then chat with the bot
	@$(BIN)/segar demo

test: $(READY) ## Run every test: unit, property, journey
	$(BIN)/python -m pytest $(PARALLEL)

check: $(READY) ## Everything a change must pass: format, lint, types, imports, tests with coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	rm -f .coverage .coverage.*
	$(BIN)/python -m pytest $(PARALLEL) --cov --cov-report=term:skip-covered

format: $(READY) ## Put the code into its one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY) ## Measure speed and accuracy, compared side by side
	@for file in benchmarks/bench_*.py; do \
		echo "== $$file"; $(BIN)/python -m benchmarks.$$(basename $$file .py) || exit 1; \
	done

bench-accuracy: $(READY) ## Measure how right readings are, beside others (FORM=--markdown as in docs)
	@$(BIN)/python -m benchmarks.bench_dates $(FORM)
	@$(BIN)/python -m benchmarks.bench_accuracy $(FORM)

lock: $(READY) ## Pin the newest allowed versions of all requirements
	$(BIN)/pip-compile --quiet --upgrade --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --strip-extras --allow-unsafe --extra dev --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean: ## Remove what was built, downloaded and measured
	rm -rf .venv .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
