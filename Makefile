# `make help` lists what there is. Every command below sets up .venv first if that is still to be done.

CODE := simulation experiments seminar tests benchmarks
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# The demo: how many are invited, with everyone at one table and with the 17 carriers plus supporters.
DEMO_SCENARIO := scenarios/lieferkettengesetz.toml
DEMO_INVITED := 2,4,7,10,14,20,28,40,56,80,110,140
DEMO_CORE := 17,100000
DEMO_RUNS := 200
DEMO_SEED := 1
DEMO_FOLDER := results/demo

.DEFAULT_GOAL := help
.PHONY: help setup demo seminar kit findings findings-in-fields history test test-long check bench mutate pins clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /    make \1 — /p' Makefile

setup: .venv/project.done ## make .venv with the pinned requirements and this project

# Only changed pins start the environment anew; everything in it is checked against its hash, and
# nothing is built from source, since a build would fetch what is not pinned.
.venv/requirements.done: requirements.txt
	@python=$$(tools/find-python) && \
	echo "Setting up .venv with $$python; this takes two minutes or three, once." && \
	"$$python" -m venv --clear .venv
	@$(PIP) install --require-hashes --only-binary :all: --requirement requirements.txt
	@touch $@

.venv/project.done: .venv/requirements.done pyproject.toml
	@$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@$(BIN)/python -c "from experiments.terminal.compiling import compile_visibly; compile_visibly()"
	@touch $@

demo: setup ## sweep breadth in the supply-chain scenario and draw the figures
	@rm -rf $(DEMO_FOLDER)
	$(BIN)/alliance sweep $(DEMO_SCENARIO) \
		--vary invitation.size=$(DEMO_INVITED) --vary agreements.core_size=$(DEMO_CORE) \
		--runs $(DEMO_RUNS) --seed $(DEMO_SEED) --out $(DEMO_FOLDER)
	$(BIN)/alliance plot $(DEMO_FOLDER)

seminar: setup ## serve the page to teach with
	$(BIN)/alliance serve

kit: setup ## write everything that is printed for a lesson, in both languages, into results/kit
	$(BIN)/alliance kit --lang de --out results/kit/de --replace
	$(BIN)/alliance kit --lang en --out results/kit/en --replace

findings: setup ## put all claims to the test (half an hour) and renew docs/findings.md and its data
	$(BIN)/alliance claims --out results/claims
	$(BIN)/python -m experiments.cli.page results/claims/findings.md docs/findings.md
	cp results/claims/findings.json experiments/claims/findings.json

findings-in-fields: setup ## put the claims on fields to the test (half an hour) and renew docs/findings-in-fields.md
	$(BIN)/alliance claims fields --out results/claims-in-fields
	$(BIN)/python -m experiments.cli.page results/claims-in-fields/findings.md docs/findings-in-fields.md
	cp results/claims-in-fields/findings.json experiments/claims/findings_in_fields.json

history: setup ## hold all scenarios against what happened (a quarter of an hour) and renew docs/history.md
	$(BIN)/alliance history --out results/history
	$(BIN)/python -m experiments.cli.page results/history/history.md docs/history.md
	cp results/history/calibration.png docs/figures/calibration.png

test: check ## check the code, then run the tests
	$(BIN)/python -m pytest -n 2

test-long: setup ## run the tests that take minutes
	$(BIN)/python -m pytest -n 2 -m long

check: setup ## lint, format and strict types, also those of Windows
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy --strict $(CODE)
	$(BIN)/mypy --strict --platform win32 $(filter-out tests benchmarks,$(CODE))

bench: setup ## measure speed; the ratios to other models are kept in results/bench.json
	$(BIN)/python -m benchmarks.ratios
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.sweeps

mutate: setup ## put small faults into the rules and tell which the tests of their folder miss (half an hour)
	NUMBA_DISABLE_JIT=1 $(BIN)/python -m benchmarks.mutate

pins: ## renew requirements.txt from pyproject.toml (the only command that needs uv)
	uv pip compile --quiet --no-config --universal --only-binary :all: --python-version 3.12 --group dev --extra viz --extra seminar --upgrade \
		--generate-hashes --no-emit-index-url --custom-compile-command "make pins" \
		--output-file requirements.txt pyproject.toml

clean: ## remove .venv, caches and builds; results stay
	rm -rf .venv build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find $(wildcard $(CODE)) -name __pycache__ -prune -exec rm -rf {} +
