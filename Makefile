# Two commands do all set-up: `make demo` (talk to the bot, no token) and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test test-night lint lock pictures clean

demo: .venv/.runtime
	$(BIN)/vecino demo

test: .venv/.dev
	$(BIN)/python -m pytest -n auto --dist loadfile

# Hours of proofs. Interrupt it as you like: it goes on with what is left. `python -m bench.night --show` prints the table.
test-night: .venv/.dev
	$(BIN)/python -m bench.night

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The dev lock comes first and bounds the other: what is tested is what runs.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --group dev pyproject.toml -o requirements-dev.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -c requirements-dev.txt pyproject.toml -o requirements.txt

pictures: .venv/.dev
	$(BIN)/python -m tests.journeys.pictures

# Stamps: pip runs again only when a lock file or the project's own metadata changed.
.venv/.runtime: requirements.txt pyproject.toml
	@echo "Setting up .venv (about a minute, only the first time) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.runtime
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

clean:
	rm -rf .venv

# After a change of texts: gather them anew and merge them into every catalogue. Staff read texts of their own.
# The words of a Check are its second and third value, whether or not a severity and a comma follow.
.PHONY: texts
EXTRACT := $(BIN)/pybabel -q extract --no-location --sort-output --add-comments=NOTE: --project=Vecino --copyright-holder="the Vecino developers"
UPDATE := $(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -d locales
texts: .venv/.dev
	$(EXTRACT) -F locales/babel.cfg -k Command:3 -k _mark -o locales/bot.pot .
	$(UPDATE) -D bot -i locales/bot.pot
	$(EXTRACT) -F locales/staff.cfg -k mark -k Doubt -k Check:2 -k Check:3,3t -k Check:3,4t -k Check:3,5t -o locales/staff.pot .
	$(UPDATE) -D staff -i locales/staff.pot -l es
	$(BIN)/vecino language status --into README.md
