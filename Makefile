# Cygnet. `make rehearsal` shows what it does; `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help rehearsal quiet-rehearsals test test-long crash-sweep build check bench-faults setup \
  clean track-record track-record-short partitions reference install tutorials year year-short \
  bench-checkers bench-drivers fuzz fuzz-importers

MISSION ?= Missions/seed/etcd-quorum-erosion.yaml

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' $(MAKEFILE_LIST) | expand -t 20

rehearsal: setup ## rehearse a compound failure on a real etcd cluster and write the debrief
	swift build --product cygnet
	@scripts/rehearse $(MISSION)

RUNS ?= 20

quiet-rehearsals: setup ## rehearsals in which nothing happens; any relevant alert is a false one
	swift build --product cygnet
	@scripts/quiet-rehearsals $(RUNS)

test: setup ## every test; needs root or user namespaces for those on a range
	@scripts/test

test-long: setup ## the same with every argument of what `make test` tries on a few
	@CYGNET_LONG=1 scripts/test

crash-sweep: setup ## kill -9 of each kind of process at random moments, 270 runs in all
	@scripts/crash-sweep

# Packed relocations: 3 MB less memory for each process. They need glibc 2.36, and lld, which comes
# with Swift.
LEAN = -Xswiftc -Xclang-linker -Xswiftc -fuse-ld=lld -Xlinker -z -Xlinker pack-relative-relocs

build: setup ## the release binary, runs on machines without a Swift toolchain
	swift build --configuration release --product cygnet --static-swift-stdlib \
	  --scratch-path .build-release $(LEAN)

reference: ## docs/reference/commands.md and docs/man/cygnet.1, from what the binary says of itself
	swift build --product cygnet
	.build/debug/cygnet reference

PREFIX ?= /usr/local

install: build ## binary, manual page and completions below PREFIX (/usr/local)
	@scripts/install $(PREFIX)

tutorials: setup ## carries docs/tutorial out, command by command
	@CYGNET_LONG=1 scripts/test --filter 'TutorialTests|TutorialOnRangeTests'

check: ## formatting, house rules, no warning
	@scripts/check

# Or a database: all its missions, on more seeds.
RECORD ?= seed

track-record: build ## each seed mission with its runbook, the tempting one and nobody: docs/TRACK_RECORD.md
	@scripts/track-record $(RECORD)

track-record-short: setup ## the same for two missions on one seed
	swift build --product cygnet
	.build/debug/cygnet track-record --missions etcd-leader-kill,etcd-quorum-erosion \
	  --trials 1 --jobs 2 --folder runs/track-record-short --out runs/track-record-short.md

year: build ## two years of a made-up team, 48 real exercises, 20 minutes: runs/year/simulation.html
	@scripts/year

year-short: setup ## the same for two quarters of one mission, a minute
	swift build --product cygnet
	.build/debug/cygnet program simulate --short --jobs 2 --folder runs/year-short

SEEDS ?= 5

partitions: build ## five partitions of etcd, pre-vote off and on: the table of docs/etcd-partitions.md
	@scripts/partitions $(SEEDS)

bench-faults: build ## apply, proof and heal latencies of each fault on 3, 5 and 50 hosts
	.build-release/release/cygnet bench faults

# A program that checks a history with Porcupine; scripts/porcupine/build makes one.
PORCUPINE ?=

bench-checkers: build ## the checkers on histories of 10 thousand to a million operations
	.build-release/release/cygnet bench checkers --jsonl $(if $(PORCUPINE),--porcupine $(PORCUPINE))

bench-drivers: build ## our load beside each database's own load tool, same range and statement
	.build-release/release/cygnet bench drivers

FUZZ_ROUNDS ?= 20000

fuzz: setup ## checkers against slow, obvious ones on 20,000 random histories of each kind
	swift build --build-tests
	CYGNET_FUZZ_ROUNDS=$(FUZZ_ROUNDS) swift test --skip-build --disable-xctest --filter FuzzTests

FUZZ_SECONDS ?= 600

fuzz-importers: ## each importer of histories against libFuzzer, ten minutes each
	@scripts/fuzz-importers $(FUZZ_SECONDS)

setup:
	@scripts/setup

clean: ## builds only; run folders stay
	rm -rf .build .build-release
