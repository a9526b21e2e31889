# duban (督办). Needs python3 (3.11 or newer), make and a package index; uses uv where it is installed.

BIN := .venv/bin

UV ?= uv
# one more than there are cores: tests wait for servers and processes now and then
WORKERS = $$(python3 -c 'import os; print((os.cpu_count() or 1) + 1)')
export PYTHON UV

.DEFAULT_GOAL := help
.PHONY: help run demo test check lint types imports gold fuzz bench chaos snapshots pictures axe docs locale lock dev clean runtime-set dev-set

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: runtime-set  ## one pass over seeds/: take in, sweep, report, notify; prints what it found
	@$(BIN)/duban run

demo: runtime-set  ## the review screen on the seed documents, in a ledger that is thrown away afterwards
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && url="sqlite:///$$folder/demo.sqlite3" \
		&& $(BIN)/duban --ledger "$$url" ingest && $(BIN)/duban --ledger "$$url" sweep \
		&& $(BIN)/duban --ledger "$$url" review

test: dev-set  ## the whole test suite
	@$(BIN)/python -m pytest -n $(WORKERS) -q

check: lint types imports test  ## everything a change must pass: lint, types, imports, tests (the catalogue's too)

lint: dev-set  ## ruff: rules and format
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: dev-set  ## mypy, strict, over the packages and the tests
	@$(BIN)/mypy

imports: dev-set  ## import-linter: which package may import which
	@$(BIN)/lint-imports

gold: dev-set  ## score the extraction on the annotated documents, and show what moved since the last commit
	@$(BIN)/python scripts/gold.py

fuzz: dev-set  ## damaged documents and random bytes through the whole chain, a few thousand of each (some minutes)
	@DUBAN_FUZZ_EXAMPLES=4000 $(BIN)/python -m pytest -n auto -q tests/commitments/test_fuzz.py tests/commitments/reading/test_fuzz.py

bench: dev-set  ## time the hot paths on a large ledger
	@for file in benchmarks/bench_*.py; do echo "== $$file"; $(BIN)/python "$$file" || exit 1; done

chaos: dev-set  ## kill two senders five hundred times over one outbox, on each database, and count what arrived
	@for database in sqlite postgresql; do PYTHONPATH=. $(BIN)/python benchmarks/chaos_notices.py $$database 500 || exit 1; done

snapshots: dev-set  ## rewrite the stored screens and reports, then show what moved: read it before you commit
	@$(BIN)/python -m pytest -q --snapshot-update tests/monitor
	@git diff --stat -- '*__snapshots__*'

docs: dev-set  ## write docs/rules.md from the rule tables and their examples
	@$(BIN)/python scripts/rules.py

pictures: dev-set  ## take the pictures of the review screen in docs/img again: look at them before you commit
	@$(BIN)/python scripts/pictures.py

axe:  ## fetch axe-core (needs npm), with which the tests then look at the published pages in chromium
	@npm install --silent --no-save --prefix var/axe axe-core@4.10.3

locale: dev-set  ## bring the English catalogue up to date with the source, and compile it
	@$(BIN)/python scripts/catalogue.py

lock:  ## after a change of dependencies: lock again and export what pip reads (needs uv)
	@uv lock --quiet
	@uv export --quiet --frozen --no-dev --no-emit-project --no-header -o requirements.lock >/dev/null
	@uv export --quiet --frozen --dev --no-emit-project --no-header -o requirements-dev.lock >/dev/null

dev: dev-set  ## everything a contributor needs: packages, and commit hooks where pre-commit or prek is installed
	@if command -v prek >/dev/null; then prek install; elif command -v pre-commit >/dev/null; then pre-commit install; \
		else echo "no prek or pre-commit here: run 'make check' before you commit"; fi

clean:  ## remove .venv and the tools' caches; var/ with the ledger stays
	@rm -rf .venv .mypy_cache .ruff_cache .import_linter_cache .pytest_cache .hypothesis dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

runtime-set:
	@scripts/prepare runtime

dev-set:
	@scripts/prepare dev
