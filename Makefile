# make          bin/briefings, and the starter site in public/
# make unit     the tests that need Go alone: seconds
# make test     all tests, with other people's validators and the race detector: minutes
# make check    what no test runs: vet, gofmt, staticcheck, govulncheck
# make tools    install what make test needs beside Go
# make soak     a followed site under 10,000 random sequences of edits: a quarter of an hour, with the memory in use
# make fire     builds that are killed 300 times, with damaged memories, full disks and two at once: some minutes
# make cuts     publications that are cut, CUTS of them, at every kind of server; one of S3 that people use is among them
# make fuzz     every fuzz target in turn, FUZZTIME each
# make bench    the figures of the benchmark, with BENCHFLAGS such as "-articles 100000 -runs 1 -saves 5 -parts=false"
# make release  dist/ with the program for each system; RELEASE_URL is where its files are going to lie
# make serve    the starter site at http://127.0.0.1:1313/, followed as it is edited

GO ?= go
FUZZTIME ?= 20s

# The same folder as in .ci/tools. Outside of the work tree, so that a fresh clone finds it filled.
XDG_CACHE_HOME ?= $(HOME)/.cache
export BRIEFINGS_TOOLS ?= $(XDG_CACHE_HOME)/briefings-test

.PHONY: all build unit test check tools soak fire cuts fuzz bench release serve

all: build
	bin/briefings build

# No file is named as the goal's result: go build knows better than make when to build.
build:
	$(GO) build -o bin/briefings ./cmd/briefings

unit:
	$(GO) test ./...

tools:
	.ci/tools

# The packages in which goroutines meet are tested with the race detector, and of build the law of
# rebuilds: with it everything takes five times as long, and all of it would be more than CI has. MASS is
# what takes minutes with it for its size alone; what meets there, meets in the tests beside it.
RACED = ./cmd/internal/live ./cmd/internal/watch/... ./cmd/internal/sitefs ./cmd/internal/preview/... ./cmd/internal/output/... \
	./cmd/internal/content ./cmd/internal/catalog ./cmd/internal/links ./cmd/internal/briefing ./cmd/internal/filetree ./cmd/internal/gallery ./cmd/internal/search ./cmd/internal/parallel
MASS = ^TestMass$$

# -parallel: tests that look through a browser wait more than they work.
TEST = $(GO) test -tags full -timeout 15m -parallel 4

test: tools
	$(TEST) $$($(GO) list ./... | grep -vxF "$$($(GO) list $(RACED))")
	$(TEST) -race -skip '$(MASS)' $(RACED)
	$(TEST) -race -run '^TestRebuild' ./cmd/internal/build
	$(TEST) -run '$(MASS)' ./cmd/internal/live

# vet twice: a file behind a tag is another program. gofmt exits 0 whatever it finds.
check:
	$(GO) vet ./...
	$(GO) vet -tags full ./...
	@files=$$(gofmt -l .); if [ -n "$$files" ]; then echo "not as gofmt would have it:"; echo "$$files"; exit 1; fi
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2 -tags full ./...
	.ci/vuln

# STEPS is how many sequences of edits there are. Without the race detector, which make test has with 500.
STEPS ?= 10000

soak:
	BRIEFINGS_TEST_STEPS=$(STEPS) $(GO) test -v -count 1 -timeout 2h -run '^TestLaw$$' ./cmd/internal/live

# KILLS is how many builds are killed. make test has a short form.
KILLS ?= 300

fire:
	BRIEFINGS_TEST_KILLS=$(KILLS) BRIEFINGS_TEST_FLIPS=$(KILLS) $(GO) test -v -count 1 -timeout 2h \
		-run '^(TestKilled|TestTwoAtOnce|TestSiteUnderTheHands|TestClockSetBack|TestWithoutPermission|TestFullDisk|TestReadOnly|TestWhatIsKept)$$' ./cmd/briefings
	OUTPUT_TEST_KILLS=$(KILLS) $(GO) test -v -count 1 -timeout 2h -run '^TestKilled' ./cmd/internal/output

# A gateway to S3 that people use takes three minutes to build, once. The tests of make test have one of their own.
S3_SERVER = github.com/versity/versitygw/cmd/versitygw@v1.8.0
CUTS ?= 50

cuts: tools
	@test -x $(BRIEFINGS_TOOLS)/bin/versitygw || GOBIN=$(BRIEFINGS_TOOLS)/bin $(GO) install $(S3_SERVER)
	BRIEFINGS_TEST_CUTS=$(CUTS) BRIEFINGS_TEST_S3=$(BRIEFINGS_TOOLS)/bin/versitygw $(GO) test -v -race -count 1 -timeout 2h ./cmd/internal/publish

# go test fuzzes one target of one package at a time.
fuzz:
	@set -e; for package in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			echo "$$package $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$package; \
		done; \
	done

bench:
	$(GO) run ./cmd/internal/bench $(BENCHFLAGS)

# "new --ci" names the program that a job runs, and its sum. No program can hold its own: the one for jobs
# is built first, and is linked into the others.
SYSTEMS ?= linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64
CI_PACKAGE = briefings/cmd/internal/ci

release:
	@test -n "$(RELEASE_URL)" || { echo "make release RELEASE_URL=https://... says where the files are going to lie" >&2; exit 1; }
	CGO_ENABLED=0 GOOS=linux GOARCH=amd64 $(GO) build -trimpath -o dist/briefings-job ./cmd/briefings
	@set -e; sum=$$(sha256sum dist/briefings-job | cut -d ' ' -f 1); for system in $(SYSTEMS); do \
		name=dist/briefings-$$(echo $$system | tr / -); echo $$name; \
		CGO_ENABLED=0 GOOS=$${system%/*} GOARCH=$${system#*/} $(GO) build -trimpath -o $$name \
			-ldflags "-X $(CI_PACKAGE).releaseURL=$(RELEASE_URL)/briefings-job -X $(CI_PACKAGE).releaseSHA256=$$sum" ./cmd/briefings; \
	done

serve: build
	bin/briefings serve
