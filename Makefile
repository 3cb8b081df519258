# Every developer command. `make` alone lists them.
PYTHON ?= python3
RUN := .venv/bin
DEV := .venv-dev/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: help sample check format lint types imports test bench docs corpus train lock clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

sample: .venv/ready ## read and code the sample page and show its events
	@$(RUN)/tidings code --no-archive examples/page.txt

check: .venv-dev/ready format lint types imports test ## what decides: format, lint, types, import rules, tests

format: .venv-dev/ready ## is everything formatted
	$(DEV)/ruff format --check .

lint: .venv-dev/ready ## what ruff finds
	$(DEV)/ruff check .

types: .venv-dev/ready ## strict types
	$(DEV)/mypy

imports: .venv-dev/ready ## the import rules of the design
	$(DEV)/lint-imports --no-cache

test: .venv-dev/ready ## the tests, with the accuracy floors where the gold sets are at hand
	$(DEV)/pytest

bench: .venv-dev/ready ## accuracy and speed, as one table (the gold sets lie in ../shared)
	$(DEV)/python -m benchmarks

docs: .venv-dev/ready ## write the pages that are generated from the code
	$(DEV)/python docs/generate.py

corpus: .venv-dev/ready ## check the training corpus
	$(DEV)/python -m training.check

train: .venv-train/ready ## corpus -> the released model, its card and the triage gate (two hours on two cores)
	.venv-train/bin/python -m training.train
	.venv-train/bin/python -m training.triage

lock: .venv-dev/ready ## pin requirements.in and requirements-dev.in with hashes
	$(DEV)/uv pip compile --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 requirements.in -o requirements.txt
	$(DEV)/uv pip compile --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 requirements-dev.in -c requirements.txt -o requirements-dev.txt

clean: ## remove the environments and caches
	rm -rf .venv .venv-dev .venv-train .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/ready: requirements.txt pyproject.toml
	@echo "making .venv from requirements.txt (a few minutes, once)"
	@rm -rf .venv && $(PYTHON) -m venv .venv
	@$(RUN)/pip install --quiet --require-hashes -r requirements.txt
	@$(RUN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv-dev/ready: requirements-dev.txt pyproject.toml
	@echo "making .venv-dev from requirements-dev.txt (a few minutes, once)"
	@rm -rf .venv-dev && $(PYTHON) -m venv .venv-dev
	@$(DEV)/pip install --quiet --require-hashes -r requirements-dev.txt
	@$(DEV)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv-train/ready: requirements.txt training/requirements.txt pyproject.toml
	@rm -rf .venv-train && $(PYTHON) -m venv .venv-train
	@.venv-train/bin/pip install --quiet -r training/requirements.txt
	@.venv-train/bin/pip install --quiet -r requirements.in
	@.venv-train/bin/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@
