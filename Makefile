# Everything happens in .venv; nothing needs root. `make PYTHON=python3.12 test` chooses another interpreter.
PYTHON ?= python3
BIN := .venv/bin
PIP := PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check
PEERS_PIP := PYTHONWARNINGS=ignore .venv/peers/bin/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install demo test check bench accuracy clean

help:  ## what there is to type
	@sed -n 's/^\([a-z]*\):.*## /make \1|/p' Makefile | awk -F'|' '{ printf "  %-14s %s\n", $$1, $$2 }'

install: .venv/installed  ## the program in .venv

demo: .venv/installed  ## crawl a small made-up web and look at what landed
	$(BIN)/investchn demo

test: .venv/installed-dev  ## all tests; the only network is this machine's own loopback
	$(BIN)/python -m pytest

check: .venv/installed-dev  ## style, types and who imports whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/installed  ## what reading and crawling cost, against lxml and Scrapy alone
	$(BIN)/python benchmarks/extract.py
	$(BIN)/python benchmarks/crawl.py

accuracy: .venv/peers/installed  ## what is read right of saved pages, beside other readers; PAGES=DIR names the pages
	.venv/peers/bin/python benchmarks/accuracy.py $(if $(PAGES),--pages $(PAGES))

clean:  ## remove the environment and all caches, never the archive
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'investchn_crawler needs Python 3.11 or newer. Name one: make PYTHON=python3.12 ...' >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { \
	  echo 'Python could not make a virtual environment; on Debian and Ubuntu its package python3-venv is missing.' >&2; exit 1; }
	$(PIP) 'pip>=25.1'
	@touch $@

.venv/installed: .venv/created pyproject.toml constraints.txt
	$(PIP) -c constraints.txt -e .
	@touch $@

.venv/installed-dev: .venv/installed
	$(PIP) -c constraints.txt -e '.[browser]' --group dev
	@touch $@

# The other readers hold back cssselect and python-dateutil, so they get an environment of their own with their pins.
.venv/peers/installed: .venv/created pyproject.toml constraints.txt benchmarks/peers.txt
	@$(BIN)/python -m venv .venv/peers
	@grep -ivE '^($(shell cut -d= -f1 benchmarks/peers.txt | paste -sd'|'))==' constraints.txt > .venv/peers/constraints.txt
	$(PEERS_PIP) 'pip>=25.1'
	$(PEERS_PIP) -c .venv/peers/constraints.txt -c benchmarks/peers.txt -e . --group peers
	@touch $@
