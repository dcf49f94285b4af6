# make run    the baseline's answer (installs what is needed into .venv first)
# make test   format and type checks, and all tests
# make test-all   the same with the long sweeps (faults of files, kills, Monte Carlo), about an hour
# make docs-figures   every figure, table and number in README and docs that the program makes, again
# make docs   the documentation site, for a browser without a network: build/docs
# make test-page   the planner's page in a real browser (installs a Chromium by apt-get where there is none)
# make help   the other targets

#: tests start the program in many processes, which would otherwise compile its modules again each time
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
WORKERS ?= 2
PATHWAYS ?= 20000
MUTATIONS ?= 2000
SEED ?= 1

# example-records: the invented records in scenarios/registreringer
#: a warning fails it
SPHINX = $(BIN)/sphinx-build --fail-on-warning --keep-going --quiet --conf-dir docs/site --doctree-dir build/doctrees .

.PHONY: docs schema example-records calibration run test test-all test-page reference lint agree fuzz docs-figures figures neighbours waterfall answers evidence coverage readme measures licences \
	bench notebooks lock wheel clean help

run: $(VENV)/.run
	$(BIN)/rengsim run scenarios/rengoering.toml

#: types are checked while the tests run; what fails fails at the end
TYPES_AND_TESTS = $(BIN)/mypy & types=$$!; $(BIN)/python -m pytest -n $(WORKERS)
BOTH_PASSED = ; tests=$$?; wait $$types && exit $$tests

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(TYPES_AND_TESTS) $(BOTH_PASSED)

test-all: $(VENV)/.docs
	$(BIN)/ruff check .
	$(TYPES_AND_TESTS) -m "not benchmark and not browser" $(BOTH_PASSED)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy

docs: $(VENV)/.docs
	$(SPHINX) build/docs
	@echo "build/docs/index.html"

test-page: $(VENV)/.browser
	$(BIN)/python -m pytest -n $(WORKERS) -m browser tests/browser

reference: $(VENV)/.run
	$(BIN)/python docs/make_reference.py

agree: $(VENV)/.dev
	$(BIN)/python -m tests.engines.agree --pathways $(PATHWAYS) --workers $(WORKERS)

fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz --mutations $(MUTATIONS) --seed $(SEED)

#: one after the other: all of them simulate with every processor
DOCS_FIGURES = figures reference neighbours waterfall answers evidence coverage readme measures schema licences

docs-figures: $(VENV)/.dev
	set -e; for target in $(DOCS_FIGURES); do $(MAKE) $$target; done

figures: $(VENV)/.run
	$(BIN)/python -m sim.report.figures docs/figures

neighbours: $(VENV)/.run
	$(BIN)/python docs/neighbours/figures.py

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.run

waterfall: $(VENV)/.run
	$(BIN)/python docs/make_waterfall.py

answers: $(VENV)/.run
	$(BIN)/python docs/make_answers.py

evidence: $(VENV)/.run
	$(BIN)/python docs/make_evidence.py

example-records: $(VENV)/.dev
	$(BIN)/python -m tests.records.make_example

calibration: $(VENV)/.dev
	$(BIN)/python -m benchmarks.calibration.run $(if $(CLUSTER),--cluster $(CLUSTER))

coverage: $(VENV)/.run
	$(BIN)/python docs/make_coverage.py

readme: $(VENV)/.run
	$(BIN)/python docs/make_readme.py

schema: $(VENV)/.run
	$(BIN)/rengsim schema --lang da > scenarios/rengsim.schema.json

measures: $(VENV)/.run
	$(BIN)/python -m sim.measures.registry docs/measures.md

notebooks: $(VENV)/.dev
	$(BIN)/jupytext --to ipynb --set-formats ipynb,py:percent notebooks/*.py

$(VENV)/bin/python:
	$$(command -v $(PYTHON) || command -v python3) -m venv $(VENV)

$(VENV)/.run: pyproject.toml requirements/run.txt $(VENV)/bin/python
	$(PIP) install --require-hashes --requirement requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: pyproject.toml requirements/dev.txt $(VENV)/bin/python
	$(PIP) install --require-hashes --requirement requirements/dev.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@ $(VENV)/.run

#: Sphinx and the tools that are compared; some of them install a package called tests, which ours comes before
$(VENV)/.docs: requirements/docs.txt $(VENV)/.dev
	$(PIP) install --require-hashes --requirement requirements/docs.txt
	touch $@

#: every package of pyproject.toml at the version of constraints.txt, with the digests of its files
LOCK = $(BIN)/uv pip compile pyproject.toml - --constraint constraints.txt --generate-hashes --universal \
	--python-version 3.11 --no-header --no-annotate --no-emit-index-url --quiet

lock: $(VENV)/bin/python
	$(PIP) install --constraint constraints.txt uv
	echo "setuptools>=68" | $(LOCK) --output-file requirements/run.txt
	echo "setuptools>=68" | $(LOCK) --extra dev --output-file requirements/dev.txt
	echo "setuptools>=68" | $(LOCK) --extra docs --output-file requirements/docs.txt

#: the wheel, installed with what it needs in an empty environment and tried in an empty folder
EMPTY = build/empty
wheel: $(VENV)/.dev
	rm -rf build dist
	RENGSIM_KERNELS=1 $(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .
	$(BIN)/python -m venv $(EMPTY)
	$(EMPTY)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --requirement requirements/run.txt
	$(EMPTY)/bin/python -m pip --disable-pip-version-check --quiet install --no-deps dist/*.whl
	mkdir $(EMPTY)/folder
	cd $(EMPTY)/folder && ../bin/rengsim verify --quick && ../bin/rengsim scenarios \
		&& ../bin/rengsim run scenarios/rengoering.toml --replications 20

licences: $(VENV)/.dev
	$(BIN)/python docs/make_licences.py

$(VENV)/.browser: $(VENV)/.dev
	command -v chromium-headless-shell chromium google-chrome > /dev/null || \
		(apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium-headless-shell)
	$(PIP) install --constraint constraints.txt playwright axe-playwright-python
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:
	@sed -n 's/^# //p' $(MAKEFILE_LIST)
	@echo "make lint | bench | notebooks | lock | wheel | clean"
	@echo "make calibration  do fits and forecasts keep their promises? docs/calibration.md (an hour; goes on where it was)"
	@echo "make $(DOCS_FIGURES)   the parts of docs-figures"
	@echo "make agree  both engines on PATHWAYS=$(PATHWAYS) generated pathways, byte for byte (ten minutes on two cores)"
	@echo "make fuzz   MUTATIONS=$(MUTATIONS) mutated scenario files (SEED=$(SEED)): each is good or has problems, none breaks the program"
