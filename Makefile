# The two commands of the README are `make demo` and `make test`. Both set up what they need.

SWIFT ?= swift
PACKAGES := liblmdb-dev libsqlite3-dev libedit-dev zlib1g-dev
EXAMPLE := .build/example.mdb
MEDGRAPH := .build/release/medgraph

.PHONY: help demo test bench fuzz format setup

help:
	@echo "make demo    build, load the example graph, ask it questions"
	@echo "make test    build and run all tests"
	@echo "make bench   measure loads and searches"
	@echo "make fuzz    look for queries that do harm, for SECONDS=60"
	@echo "make format  format the sources"

demo: setup
	$(SWIFT) build -c release --product medgraph
	@rm -f $(EXAMPLE) $(EXAMPLE)-lock
	$(MEDGRAPH) import $(EXAMPLE) Datasets/example --mapping Datasets/example/mapping.yaml
	$(MEDGRAPH) info $(EXAMPLE) --hash
	$(MEDGRAPH) query $(EXAMPLE) "MATCH (:Disease {icd10: 'G43'})-[r:HAS_SYMPTOM]->(s) \
	  RETURN s.name, s.name_ru, r.frequency ORDER BY r.frequency DESC, s.name"
	$(MEDGRAPH) query $(EXAMPLE) "MATCH (:Disease {icd10: 'F32'})-[r:HAS_SYMPTOM]->(s) \
	  RETURN s.name SAMPLE 3 WEIGHTED BY r.frequency SEED 42"
	$(MEDGRAPH) check $(EXAMPLE)

test: setup
	$(SWIFT) test

# Beside the hand-written C program where it is there, else alone.
FLOOR := $(wildcard ../shared/bench/floor/floor.c)
bench: setup
	$(SWIFT) build -c release --product medgraph
	$(SWIFT) build -c release --product MedGraphBenchmarks
	.build/release/MedGraphBenchmarks all $(if $(FLOOR),--floor $(FLOOR))

# Made-up queries, parsed and run; libFuzzer keeps those that reach new places.
SECONDS ?= 60
FUZZ := .build/fuzz
fuzz: setup
	MEDGRAPH_FUZZERS=1 $(SWIFT) build -c release --sanitize=fuzzer --product QueryFuzzer --scratch-path $(FUZZ)
	@mkdir -p $(FUZZ)/inputs; number=0; while read -r line; do number=$$((number + 1)); \
	  printf %s "$$line" | base64 -d > $(FUZZ)/inputs/kept-$$number; done < Tests/FuzzTests/Inputs/found.base64
	SWIFT_BACKTRACE=enable=no $(FUZZ)/release/QueryFuzzer -max_total_time=$(SECONDS) -timeout=20 -max_len=600 \
	  -dict=Tests/FuzzTests/Inputs/words.dict -artifact_prefix=$(FUZZ)/ $(FUZZ)/inputs

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

# Installs the C libraries that are missing, or says in one sentence why it cannot.
setup:
	@command -v $(SWIFT) >/dev/null || { \
	  echo "error: there is no Swift toolchain; install Swift 6.2 or later from swift.org" >&2; exit 1; }
	@missing=""; for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' \
	    || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	  command -v apt-get >/dev/null || { \
	    echo "error: these libraries are missing, and there is no apt-get to install them:$$missing" >&2; exit 1; }; \
	  sudo=""; if [ "$$(id -u)" -ne 0 ]; then \
	    command -v sudo >/dev/null || { \
	      echo "error: run this as root, or install these with apt-get:$$missing" >&2; exit 1; }; \
	    sudo="sudo"; fi; \
	  echo "installing$$missing"; \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq $$missing >/dev/null || { \
	    echo "error: apt-get could not install:$$missing" >&2; exit 1; }; \
	fi
