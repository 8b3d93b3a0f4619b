# 'make help' shows what there is. Everything works from a bare checkout with Python 3.10.

PYTHON ?= python3.10
BIN := .venv/bin
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 2
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
# Without compiled files three processes would compile TensorFlow and all else at each start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help

help: ## Show this page
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/ready ## From a bare machine to the running assistant; Ctrl-C stops it
	@$(BIN)/python run.py

test: .venv/dev browser postgresql check pages stories regression ## From a bare machine to all tests passed
	$(BIN)/python -m pytest

check: .venv/dev ## The quick half: style, types, import rules, content
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m knowledge_base lint
	$(BIN)/python -m tests.knowledge_base.masked_examples

dev: .venv/dev ## The environment with what tests and linters need: .venv/bin/python -m pytest tests/…

pages: ## The client's page: its modules under Node (20 or newer)
	@command -v node >/dev/null || { apt-get update -q && apt-get install -qy nodejs; }
	node --test tests/web/

stories: .venv/dev model ## Conversations through the trained model (rasa test), data validated
	$(BIN)/python -m tests.validate_data
	$(BIN)/rasa test core --stories tests/stories --fail-on-prediction-errors --out results

train: .venv/ready ## Train the model (BRAINS=two: both) if older than what it is made from; the newest three are kept
	@$(BIN)/python -m startup.model

# What is tested and measured is the model of data/ alone, whatever BRAINS says.
model: .venv/ready
	@BRAINS=one $(BIN)/python -m startup.model

bench: .venv/dev model ## Time and CPU of a turn beside a stock Rasa project; reading alone beside Rasa's own pipeline
	$(BIN)/python -m evaluation.bench
	$(BIN)/python -m evaluation.parse_time

evaluate: .venv/dev model ## Figures into docs/quality.md, confusions for trainers; then cross-validation (reported)
	$(BIN)/python -m evaluation.quality
	$(BIN)/python -m evaluation.cross_validation

regression: .venv/dev model ## No figure may be lower than what was accepted, beyond its noise
	$(BIN)/python -m evaluation.regression

baseline: .venv/dev model ## Accept what the model does now as what later ones are held to
	$(BIN)/python -m evaluation.regression --accept

ablation: .venv/dev ## What each part of the pipeline brings: a training each (about half an hour)
	$(BIN)/python -m evaluation.ablation

privacy-figures: .venv/dev model ## What masking misses and takes too much, on made-up messages; what it does to the understanding
	$(BIN)/python -m evaluation.privacy.page
	$(BIN)/python -m evaluation.masking_effect

privacy-proof: .venv/dev model ## Search every byte a running installation wrote for 3,000 made-up personal data
	$(BIN)/python -m evaluation.privacy_proof --canaries 3000

counterexamples: .venv/dev ## Look for texts that get past the properties of masking: 5,000 new ones for each (some minutes)
	$(BIN)/python -m pytest tests/privacy/test_masking_properties.py --hypothesis-profile=search

lock: .venv/uv ## Compile requirements*.in into hashed lock files
	$(BIN)/uv pip compile -q --python-version 3.10 --generate-hashes --no-emit-index-url requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --python-version 3.10 --generate-hashes --no-emit-index-url requirements-dev.in -o requirements-dev.txt

browser: ## Install Chromium from Debian's packages if it is missing
	@command -v chromium >/dev/null || { apt-get update -q && apt-get install -qy chromium; }

postgresql: ## Install PostgreSQL from Debian's packages if it is missing
	@command -v pg_ctl >/dev/null || ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1 || { apt-get update -q && apt-get install -qy postgresql; }

clean: ## Remove what was built (not the conversations in var/)
	rm -rf .venv .rasa .cache/parse-time models results

.venv/uv:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not installed: Rasa 3.6 needs Python 3.10; set PYTHON=/path/to/python3.10"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q uv
	@touch $@

.venv/ready: .venv/uv requirements.txt
	$(BIN)/uv pip sync -q --python $(BIN)/python --require-hashes requirements.txt
	@rm -f .venv/dev
	@touch $@

.venv/dev: .venv/ready requirements-dev.txt
	$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements.txt -r requirements-dev.txt
	@touch $@

.PHONY: help run test check dev pages stories train model bench evaluate regression baseline ablation privacy-figures privacy-proof counterexamples lock browser postgresql clean
