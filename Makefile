# Second Source. `make` alone tells what there is.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test quick lint types house setup benchmarks

help:  ## tell what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

demo:  ## set up, vet the bundled invented case, say where the result is
	@$(PYTHON) tools/bootstrap.py runtime
	@echo "[demo] Vetting the bundled case (invented people and places) in examples/harbour"
	@$(BIN)/secondsource vet examples/harbour --out .demo/harbour
	@echo "[demo] Open .demo/harbour/findings.html in a browser."

test:  ## set up everything and run all checks
	@$(PYTHON) tools/bootstrap.py develop
	@$(MAKE) --no-print-directory lint types house
	@echo "[test] All tests"
	@$(BIN)/python -m pytest -n 3 --durations=25
	@echo "[test] The desk once more, on PostgreSQL"
	@$(BIN)/python tools/with_postgresql.py $(BIN)/python -m pytest tests/desk -m "not browser and not slow" -n 2

quick: setup  ## the checks that take seconds
	@$(BIN)/python -m pytest -m "not slow and not browser" -n 2

lint: setup  ## style, formatting
	@echo "[test] Style"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .

types: setup  ## strict types
	@echo "[test] Types"
	@$(BIN)/mypy

house: setup  ## arrows run down only
	@echo "[test] Layers"
	@$(BIN)/lint-imports --no-cache >/tmp/secondsource-layers.$$$$ || { cat /tmp/secondsource-layers.$$$$; exit 1; }; rm -f /tmp/secondsource-layers.$$$$

setup:
	@$(PYTHON) tools/bootstrap.py develop

benchmarks: setup  ## time and measure (minutes); results go to docs/benchmarks.md by hand
	@$(BIN)/python benchmarks/reuse.py
