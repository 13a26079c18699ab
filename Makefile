# The front door. Every target says what it does: `make help`.
# One debug build serves demo, run and test, so a newcomer compiles once.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.ONESHELL:

IRRA := .build/debug/irra

.PHONY: help setup setup-test build demo run test test-swift test-sql test-browser screenshots fault-test ha-test schemathesis schema check bench lint format tidy clean

help: ## List all targets
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install the Debian packages that building and running need (nothing when they are there)
	@.ci/install run

setup-test: ## Install the Debian packages that the tests need on top
	@.ci/install test

build: setup ## Compile the program and its tests, once for everything (6 to 8 minutes on 2 cores at first)
	@.ci/build

demo: build ## Do the main job once, on two private clusters, step by step; ends with "demo: ok"
	@$(IRRA) demo

run: build ## Start a private desk, print its page and log-ins, stay up until Ctrl-C
	@exec $(IRRA) run

test: setup-test build ## Run every test, even after a failure: pgTAP, isolation, schema dump, Swift, end to end
	@.ci/test

test-sql: setup-test ## Run the tests written in SQL, on a throw-away cluster
	@Tests/run-sql-tests

test-swift: build ## Run the tests written in Swift, target by target, the end-to-end test included
	@.ci/test-swift

test-browser: build ## Use the pages in a real Chromium: calls, two agents, a killed front, keyboard, accessibility, figures
	@.ci/install browser
	.ci/test-browser

screenshots: build ## Draw each page, light and dark, into docs/pages
	@.ci/install browser
	.ci/test-browser --screenshots

fault-test: build ## Shoot at a desk that works, as long as you like: SCENARIO=outages|misconduct|takeover|alerts SEED=n SECONDS=n
	@export IRRA_FAULT_SCENARIO='$(SCENARIO)' IRRA_FAULT_SEED='$(SEED)'
	export IRRA_FAULT_SECONDS='$(SECONDS)'
	.ci/test-swift FaultTests

ha-test: build ## The desk's own high availability for real: Patroni, etcd, pgBackRest, leader killed (2 minutes)
	@.ci/install ha
	Tests/run-high-availability

schemathesis: setup-test build ## Ask a live front everything that its openapi.json allows, and what it forbids, as each role
	@Tests/run-schemathesis

schema: setup-test ## Write the normalised dump of the schema anew, after a change that means it
	@Tests/run-sql-tests --write-schema

check: lint tidy test ## What must pass before a change is shared: format, lint, tidy and all tests

bench: ## Measure a release build beside the machine's limits, write bench/RESULTS.md (20 to 40 minutes; BENCH="--quick" for 3)
	@.ci/install bench
	swift build -c release --product irra
	.build/release/irra bench --report bench/RESULTS.md $(BENCH)

lint: ## Check the format of Swift code
	@swift format lint --strict --recursive Sources Tests

format: ## Format Swift code in place
	@swift format --in-place --recursive Sources Tests

tidy: ## Check what no compiler checks: forbidden names, left-over marks, long lines and files
	@.ci/tidy

clean: ## Stop and remove the private desk in .irra, the demo's with it, and everything that was built
	@if [ -x $(IRRA) ]; then for home in .irra/demo .irra; do $(IRRA) down --remove --home $$home; done; fi
	rm -rf .build .irra
