# The two commands of the README are `make demo` and `make test`. Both set up what they need.

SWIFT ?= swift
PACKAGES := liblmdb-dev libsqlite3-dev libedit-dev zlib1g-dev libcurl4-openssl-dev libxml2-dev
STARTER := .build/starter.mdb
CORPUS := .build/notes.sqlite
MEDGRAPH := .build/release/medgraph
# With Swift's libraries inside, which take longer to be found and joined at each start than a look-up
# takes.
RELEASE := $(SWIFT) build -c release --static-swift-stdlib

.PHONY: help demo test bench bench-peers fuzz format setup

help:
	@echo "make demo    build, load the starter graph, ask it, make questions, prompts and notes"
	@echo "make test    build and run all tests"
	@echo "make bench   measure loads, searches and writes, beside other engines if their harness is there"
	@echo "make fuzz    look for queries that do harm, for SECONDS=60"
	@echo "make format  format the sources"

# What the README's "One minute" shows, with the time that the import takes.
QUERY := $(MEDGRAPH) query $(STARTER)
demo: setup
	$(RELEASE) --product medgraph
	@rm -f $(STARTER) $(STARTER)-lock
	@echo "$(MEDGRAPH) import $(STARTER) Datasets/starter --mapping Datasets/starter/mapping.yaml"; \
	start=$$(date +%s%N); \
	$(MEDGRAPH) import $(STARTER) Datasets/starter --mapping Datasets/starter/mapping.yaml && \
	echo "imported in $$(( ($$(date +%s%N) - start) / 1000000 )) ms"
	$(MEDGRAPH) info $(STARTER)
	$(QUERY) "MATCH (:Disease {icd10: 'G43'})-[r:HAS_SYMPTOM]->(s) WHERE r.frequency > 0.5 \
	  RETURN s.name, s.name_ru, r.frequency ORDER BY r.frequency DESC, s.name"
	$(QUERY) "MATCH (:Disease {icd10: 'G43'})-[:HAS_SYMPTOM]->(s)<-[:HAS_SYMPTOM]-(d:Disease) \
	  RETURN d.icd10, d.name, count(*) AS shared ORDER BY shared DESC, d.icd10 LIMIT 5"
	$(QUERY) "MATCH (m:Disease {icd10: 'G43'})-[:HAS_SYMPTOM]->()<-[:HAS_SYMPTOM]-(d)<-[:TREATS]-(drug) \
	  WHERE NOT (drug)-[:TREATS]->(m) \
	  RETURN drug.name, count(*) AS paths, count(DISTINCT d) AS diseases ORDER BY paths DESC, drug.name LIMIT 5"
	$(QUERY) "MATCH (:Disease {icd10: 'G43'})-[r:HAS_SYMPTOM]->(s) \
	  RETURN s.name, r.frequency SAMPLE 5 WEIGHTED BY r.frequency SEED 42"
	$(QUERY) "MATCH p = shortestPath((:Disease {icd10: 'G43'})-[:RESEMBLES|COMORBID_WITH*]-(:Disease {icd10: 'I21'})) \
	  RETURN [n IN nodes(p) | n.name] AS path, [r IN relationships(p) | type(r)] AS types"
	$(MEDGRAPH) check $(STARTER)
	$(MEDGRAPH) questions $(STARTER) --count 100 --seed 7 --output .build/questions.jsonl
	$(MEDGRAPH) prompts $(STARTER) --count 20 --seed 1 --output .build/prompts.jsonl
	@rm -f $(CORPUS) $(CORPUS)-wal $(CORPUS)-shm
	$(MEDGRAPH) generate $(STARTER) --corpus $(CORPUS) --prompts .build/prompts.jsonl --generator offline
	$(MEDGRAPH) corpus $(CORPUS) stats
	@echo "questions and prompts are in .build/questions.jsonl and .build/prompts.jsonl, notes in $(CORPUS)"

test: setup
	$(SWIFT) test

# Everything in process, then the harness with the other engines where it is there.
HARNESS := $(wildcard ../shared/bench/peers.py)
FLOOR := $(wildcard ../shared/bench/floor/floor.c)
bench: setup
	$(RELEASE) --product medgraph
	$(RELEASE) --product MedGraphBenchmarks
	.build/release/MedGraphBenchmarks all $(if $(FLOOR),--floor $(FLOOR))
ifneq ($(HARNESS),)
	$(MAKE) bench-peers
else
	@echo "there is no ../shared/bench/peers.py: the other engines are left out"
endif

# The other engines in a virtual environment of their own, on the graph of SCALE. Those that cannot
# be installed are named and left out. PEERS= names an environment that is there already.
SCALE ?= 1
ENGINES ?= c_floor,igraph,networkx,ladybug,kuzu,falkordb,duckdb,sqlite,graphqlite,cozo,oxigraph
PEERS ?= .build/peers
BENCH_DATA := .build/bench/s$(SCALE)
bench-peers:
	@command -v python3 >/dev/null || { echo "error: the harness needs python3" >&2; exit 1; }
	@test -x $(PEERS)/bin/python || { python3 -m venv $(PEERS) || exit 1; \
	  sed 's/#.*//' $(dir $(HARNESS))requirements.txt | while read -r package; do \
	    test -z "$$package" || $(PEERS)/bin/pip install -q --disable-pip-version-check "$$package" \
	      >/dev/null 2>&1 || echo "$$package cannot be installed here" >&2; \
	  done; }
	@$(PEERS)/bin/python -c "import numpy, psutil" 2>/dev/null || { \
	  echo "error: the harness needs numpy and psutil in $(PEERS)" >&2; exit 1; }
	@test -f $(BENCH_DATA)/meta.json || PYTHONDONTWRITEBYTECODE=1 \
	  $(PEERS)/bin/python $(dir $(HARNESS))gen_graph.py --scale $(SCALE) --out $(BENCH_DATA)
	MEDGRAPH_LOAD_CMD="$(CURDIR)/$(MEDGRAPH) import {db}/graph.mdb {data} --mapping bench --quiet" \
	MEDGRAPH_CMD="$(CURDIR)/$(MEDGRAPH) ndjson {db}/graph.mdb" MEDGRAPH_TIME=engine \
	MEDGRAPH_NAME=medgraph MEDGRAPH_VERSION="$$(git describe --always 2>/dev/null || echo 0)" \
	PYTHONDONTWRITEBYTECODE=1 $(PEERS)/bin/python $(HARNESS) --data $(BENCH_DATA) \
	  --engines $(ENGINES),external

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
