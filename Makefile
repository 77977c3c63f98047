# Everything happens in .venv; only `run` makes a library outside this folder, in the user's data folder.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run install test test-spark check format lint types imports eval bench growth scale faults fuzz soak million fit lock docs picture pictures wheel clean

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */  make \1\t/' | expand -t 18

run: install  ## install into .venv and open the reader on the sample
	$(BIN)/quoth

install: .venv/.installed  ## the command is then .venv/bin/quoth

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.installed: .venv/bin/python requirements.lock pyproject.toml
	$(PIP) install -q --require-hashes -r requirements.lock
	$(PIP) install -q --no-deps -e .
	$(BIN)/python -m compileall -q index tui  # as an installed program is; else the first start does it
	@touch $@

.venv/.dev: .venv/.installed requirements-dev.lock
	$(PIP) install -q --require-hashes -r requirements-dev.lock
	@touch $@

test: .venv/.dev  ## install and run all tests
	$(BIN)/python -m pytest -n auto --durations 15

# Of its own: pyspark reads no pandas 3, and who does not use it need not fetch its 400 MB.
.venv-spark/.installed: requirements-spark.lock
	$(PYTHON) -m venv .venv-spark
	.venv-spark/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-spark.lock
	@touch $@

test-spark: .venv-spark/.installed  ## the tests of `quoth scale` and of `quoth add --where` (needs Java 17)
	PYTHONPATH=. .venv-spark/bin/python -m pytest -q -n 0 tests/scale

scale: .venv-spark/.installed  ## Spark on a cluster of this machine beside the local path (needs Java 17; INPUT='FILE...')
	PYTHONPATH=. .venv-spark/bin/python -m benchmarks.scale $(INPUT)

check: format lint types imports test  ## everything that a change must pass

format: .venv/.dev
	$(BIN)/ruff format --check .

lint: .venv/.dev
	$(BIN)/ruff check .

types: .venv/.dev
	$(BIN)/mypy

imports: .venv/.dev
	$(BIN)/lint-imports

.venv/.eval: .venv/.installed requirements-eval.lock
	$(PIP) install -q --require-hashes -r requirements-eval.lock
	@touch $@

eval: .venv/.eval  ## quality on the labelled sets of ../shared (or SHARED=...)
	$(BIN)/python -m benchmarks.quality

.venv/.bench: .venv/.installed requirements-bench.lock
	$(PIP) install -q --require-hashes -r requirements-bench.lock
	@touch $@

bench: .venv/.bench  ## speed and memory beside peers on the articles of ../shared (or SHARED=...); half an hour
	$(BIN)/python -m benchmarks.speed

growth: .venv/.bench  ## the same at 1,000, 19,042 and 200,000 articles, and docs/growth.svg (an hour; SIZES="1000 19042", KEEP=folder)
	$(BIN)/python -m benchmarks.growth --document docs/performance.md $(if $(SIZES),--sizes $(SIZES)) $(if $(KEEP),--keep $(KEEP))

faults: install  ## kill it at every write and at random moments, fill its disk: is anything lost? (an hour and a half)
	$(BIN)/python -m benchmarks.faults

fuzz: install  ## hostile input for an hour (MINUTES=600 for ten)
	$(BIN)/python -m benchmarks.fuzz --minutes $(or $(MINUTES),60)

soak: install  ## reading, adding and syncing for half an hour: do memory and keys stay as they are? (MINUTES=480)
	$(BIN)/python -m benchmarks.soak --minutes $(or $(MINUTES),30)

million: .venv/.bench  ## links among a million quotations: what they cost, what they find (SIZE=100000 for a tenth)
	$(BIN)/python -m benchmarks.million --size $(or $(SIZE),1000000)

fit: install  ## fit the coefficients that the program ships (needs ../shared)
	$(BIN)/python -m benchmarks.fit_speakers
	$(BIN)/python -m benchmarks.fit_indirect
	$(BIN)/python -m benchmarks.fit
	$(BIN)/python -m benchmarks.fit_candidates
	$(BIN)/python -m benchmarks.fit_events
	$(BIN)/python -m benchmarks.fit_paraphrase
	$(BIN)/python -m benchmarks.ablation_links

docs: .venv/.dev  ## make the manual page and the reference anew from the tables of commands and keys
	$(BIN)/python -m benchmarks.docs

picture: .venv/.dev  ## make the README's picture and recording anew
	$(BIN)/python -m benchmarks.picture
	$(BIN)/python -m benchmarks.recording

pictures: .venv/.dev  ## take a picture of every screen in every look, to be looked at (OUT=folder, else a temporary one)
	$(BIN)/python -m benchmarks.pictures $(OUT)

wheel: .venv/.dev
	$(BIN)/python -m build --wheel --no-isolation

lock: .venv/bin/python  ## renew the lock files
	$(PIP) install -q uv
	$(BIN)/uv pip compile -q --upgrade --universal --generate-hashes --python-version 3.11 --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --upgrade --universal --generate-hashes --python-version 3.11 --no-header --group dev pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile -q --upgrade --universal --generate-hashes --python-version 3.11 --no-header -c requirements.lock --group eval pyproject.toml -o requirements-eval.lock
	$(BIN)/uv pip compile -q --upgrade --universal --generate-hashes --python-version 3.11 --no-header -c requirements.lock --group bench pyproject.toml -o requirements-bench.lock
	$(BIN)/uv pip compile -q --upgrade --universal --generate-hashes --python-version 3.11 --no-header -c requirements-dev.lock --extra spark --group dev pyproject.toml -o requirements-spark.lock

clean:
	rm -rf .venv .venv-spark dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
