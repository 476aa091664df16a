# What one does with a checkout.  Needs python3 (3.11 or newer) and make, nothing else.
# Each step leaves a stamp in .venv, so the next start does only what changed.

PYTHON ?= python3
BIN := .venv/bin
UV := UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1 $(BIN)/uv pip install --quiet --python $(BIN)/python
ARGS ?=
# A file's tests stay with one process, for they share what is made once a file.
EVERY := --numprocesses logical --maxprocesses 4 --dist loadfile

.PHONY: help install run test check bench bench-large faults clean prepared developed
.DEFAULT_GOAL := help
.NOTPARALLEL:

help: ## Show what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

install: prepared ## Install what running needs, into .venv

run: prepared ## Install if needed, then serve on this machine
	@exec $(BIN)/salesfloor run $(ARGS)

test: developed ## Run every test but the long ones of `faults`
	@$(BIN)/python tools/ensure_browser.py
	@$(BIN)/pytest $(or $(ARGS),$(EVERY))

check: developed ## Run everything a change must pass: form, types, storeys, tests
	@$(BIN)/python tools/ensure_browser.py
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest $(or $(ARGS),$(EVERY))

bench: developed ## Measure the usual size
	@$(BIN)/python bench/run.py $(ARGS)

bench-large: developed ## Measure the large size; takes long
	@$(BIN)/python bench/run.py --large $(ARGS)

faults: developed ## Kill servers and pull plugs while it works
	@$(BIN)/pytest tests/faults -m faults $(ARGS)

clean: ## Remove what was installed or built; never the data
	rm -rf .venv build dist src/salesfloor/web/static/vendor
	rm -rf .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache htmlcov
	find src -name '*.mo' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

prepared: .venv/run.stamp
	@$(BIN)/python tools/assets.py
	@$(BIN)/python tools/translations.py

developed: .venv/developer.stamp prepared

.venv/run.stamp: requirements-run.lock pyproject.toml hatch_build.py | .venv/uv.stamp
	@echo "Installing Salesfloor ..."
	@$(UV) --require-hashes -r requirements-run.lock
	@$(UV) --no-deps --editable .
	@touch $@

.venv/developer.stamp: requirements.lock | .venv/run.stamp
	@echo "Installing the tools for developing it ..."
	@$(UV) --require-hashes -r requirements.lock
	@touch $@

.venv/uv.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Salesfloor needs Python 3.11 or newer; name one with make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Python comes without venv here; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv
	@awk '/^[^ ]/ { found = /^uv==/ } found' requirements.lock > .venv/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt
	@touch $@
