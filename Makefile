PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test interop lint sample points docs bench browser clean

run: $(VENV)/run.stamp  ## publish the sample if there is nothing yet, and start the app
	$(BIN)/python -m briefing start

test: $(VENV)/test.stamp browser  ## lint, types, layers, unit, AppTest and browser tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --dist loadfile

interop: $(VENV)/test.stamp  ## the CFO's workbook as LibreOffice works it out; installs it if need be
	$(BIN)/python tests/interop/install.py
	$(BIN)/python -m pytest tests/interop

sample: $(VENV)/run.stamp  ## write the sample organisation's workbooks anew
	$(BIN)/python data/make_sample.py

points: $(VENV)/test.stamp  ## write the simulation's points anew
	$(BIN)/python data/make_points.py

docs: $(VENV)/run.stamp  ## write the column dictionary anew
	$(BIN)/python -m briefing dictionary --out docs/tables.md

bench: $(VENV)/test.stamp browser  ## print the benchmarks, each beside its peer
	$(BIN)/python bench/loading.py
	$(BIN)/python bench/drag.py
	$(BIN)/python bench/release.py
	$(BIN)/python bench/turn.py
	$(BIN)/python bench/brief.py
	$(BIN)/python bench/million.py
	$(BIN)/python bench/corpus.py
	$(BIN)/python bench/privacy.py
	$(BIN)/python bench/coverage.py
	$(BIN)/python bench/sweeps.py
	$(BIN)/python bench/sobol.py

browser: $(VENV)/test.stamp
	$(BIN)/python tests/browser/install.py

$(VENV)/run.stamp: requirements.txt constraints.txt
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || \
		{ echo "Python 3.11 or later is needed: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/test.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

clean:
	rm -rf $(VENV)
