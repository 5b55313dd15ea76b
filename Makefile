# Thin names for the real commands. The first of them sets up .venv by itself.
#   make run     the court on http://127.0.0.1:8000   (PORT, DATABASE_URL, DATA_DIR, DEMO=live)
#   make test    every test, browser and both databases included
#   make check   lint and the short tests that need neither, in under a minute
#   make docs    writes the parts of README and docs/ that are made of the code
#   make heic    adds what reads HEIC pictures; its wheel bundles GPL codecs
#   make media   adds what sees into pictures, PDF and video; make run does so by itself
#   make redis   adds what counts tries in Redis, for several web processes together
BIN := .venv/bin
BASE := .venv/.base-installed
DEV := .venv/.dev-installed
CATALOGUES := $(shell find jury/translations -name messages.po 2>/dev/null)
# More processes than cores let one wait for a browser while another computes; where
# nobody waits for one, each more costs what it takes to load and collect all tests.
TEST_PROCESSES ?= 3
# Where the tools lie that `make bench` measures beside ours.
PEERS ?= .venv/peers
TOGETHER := --dist loadfile --no-loadscope-reorder

# Without cached bytecode pytest compiles its plugins anew at every start (4 s).
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check lint form safety types layers style
.PHONY: docs bench defects heic media redis lock compile-messages
.DELETE_ON_ERROR:

run: $(BASE) compile-messages
	@exec $(BIN)/python scripts/run.py

test: $(DEV) compile-messages
	$(BIN)/python -m pytest -n $(TEST_PROCESSES) $(TOGETHER)

check: lint
	$(BIN)/python -m pytest -n auto $(TOGETHER) -m "not database and not long" --ignore=tests/architecture

# Two at a time: each takes one core, and the longest come first.
lint: $(DEV) compile-messages
	@$(MAKE) --no-print-directory --jobs=2 form safety types layers style

form:
	$(BIN)/python -m pytest -q tests/architecture

safety:
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml jury config.py wsgi.py

types:
	$(BIN)/mypy

layers:
	$(BIN)/lint-imports

style:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

docs: $(BASE)
	$(BIN)/python -m scripts.write_docs

bench: $(DEV) compile-messages
	@scripts/install_peers.sh $(PEERS) || echo "Measured without other tools."
	PEERS=$(PEERS) $(BIN)/python -m bench

defects: $(DEV) compile-messages
	$(BIN)/python scripts/defects.py

heic: $(BASE)
	scripts/install.sh requirements-heic.txt

media: $(BASE)
	scripts/install.sh requirements-media.txt

redis: $(BASE)
	scripts/install.sh requirements-redis.txt

lock: $(DEV)
	scripts/lock.sh

compile-messages: $(CATALOGUES:.po=.mo)

%.mo: %.po | $(BASE)
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

$(BASE): requirements-uv.txt requirements.txt scripts/install.sh
	@scripts/install.sh requirements.txt
	@touch $@

$(DEV): $(BASE) requirements-dev.txt
	@scripts/install.sh requirements-dev.txt
	@touch $@
