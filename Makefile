# demo and test need only python3 (3.11 or newer, with venv) and this file; a second run starts at once.

VENV ?= .venv
BIN := $(VENV)/bin
PYTHONS := $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python)
CATALOGUES := $(wildcard src/gfassess/locale/*/LC_MESSAGES/*.po)
INSTALL := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 \
	$(BIN)/python -m pip install --quiet

.PHONY: help demo test check lint smoke spark soak bench bench-fleet docs words clean
.DELETE_ON_ERROR:

help:
	@echo "make demo   open a real assessment in the terminal (without a terminal: print it)"
	@echo "make test   run the tests"
	@echo "make check  everything that must hold: format, lint, types, layers, tests, the built package"
	@echo "make spark  run the tests that need Spark (Java, half a gigabyte of pyspark)"
	@echo "make soak   crash it 5,000 times and count the answers that were lost"
	@echo "make bench  show how fast it is"
	@echo "make docs   update the message catalogues, the schemas, the invented cohort and the pictures of the README"
	@echo "make clean  remove everything that was made"

demo: $(VENV)/.installed
	@$(BIN)/gfassess demo

test: $(VENV)/.developing words
	@$(BIN)/python -m pytest

check: lint
	@$(MAKE) --no-print-directory test
	@$(MAKE) --no-print-directory smoke

lint: $(VENV)/.developing
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

smoke: $(VENV)/.developing
	@$(BIN)/python -m tools.smoke
	@$(BIN)/python -m tools.inventory

spark: $(VENV)/.developing words
	@command -v java >/dev/null || { echo "Spark needs Java; on Debian and Ubuntu: apt install openjdk-17-jre-headless" >&2; exit 1; }
	@$(INSTALL) --editable '.[dev,spark]'
	@$(BIN)/python -m pytest -k spark

soak: $(VENV)/.developing words
	@$(BIN)/python -m tests.crash 5000
	@$(BIN)/python -m tests.fuzz --inputs 1000000
	@if $(BIN)/python -c 'import atheris' 2>/dev/null; then $(BIN)/python -m tests.fuzz --guided 20000; fi
	@$(BIN)/python -m tools.reliability

bench: $(VENV)/.developing words
	@$(BIN)/python -m bench

bench-fleet: $(VENV)/.developing words
	@$(BIN)/python -m bench --only fleet

docs: $(VENV)/.developing
	@$(BIN)/python -m tools.catalogue update
	@$(BIN)/python -m tools.schemas write
	@$(BIN)/python -m tools.illustrative_cohort
	@$(BIN)/python -m tools.pictures

words: $(CATALOGUES:.po=.mo)

%.mo: %.po | $(VENV)/.developing
	@$(BIN)/python -m tools.catalogue compile

$(VENV)/.installed: $(VENV)/.made pyproject.toml constraints.txt hatch_build.py $(CATALOGUES)
	@echo "installing gfassess into $(VENV) ..."
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/.developing: $(VENV)/.made pyproject.toml constraints.txt hatch_build.py
	@echo "installing gfassess and what its tests need into $(VENV) ..."
	@$(INSTALL) --editable '.[dev]'
	@touch $@

$(VENV)/.made:
	@for python in $(PYTHONS); do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    $$python -m venv $(VENV) && touch $@ && exit 0; \
	    echo "$$python cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; \
	  fi; \
	done; \
	echo "gfassess needs Python 3.11 or newer; none among: $(PYTHONS). Name one: make PYTHON=/path/to/python" >&2; \
	exit 1

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests tools -name __pycache__ -prune -exec rm -rf {} +
	find src -name '*.mo' -delete
