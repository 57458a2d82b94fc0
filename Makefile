# make         build bin/parley
# make test    formatting, go vet, all tests; the race detector too where a C compiler makes it possible
# make help    the other targets
#
# Works with GNU make 3.81 and later. Nothing is needed but Go; modules are fetched by the go command.

GO ?= go

# The race detector is slow: it watches the tests with one of these in their names, and no others.
RACE = Each|Concurrent|Jobs

# Options of the targets below, as in `make bench BENCH=Frontier` and `make fuzz FUZZTIME=1m`.
BENCH    = .
FUZZTIME = 10s

# The development tools live in a module of their own.
TOOL = $(GO) tool -modfile=tools/go.mod

# folders(pattern) lists the folders of the test files with a line that matches.
folders = $$(grep -rlE --include='*_test.go' '$(1)' . | xargs -n 1 dirname | sort -u)

.PHONY: build test check-format vet race bench fuzz golden lint fmt cross clean help

build:
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/ ./cmd/parley

test: check-format vet
	$(GO) test ./...
	@$(MAKE) race

check-format:
	@bad=$$(gofmt -l .) || exit 1; \
	if [ -n "$$bad" ]; then echo "not formatted (make fmt does it):"; echo "$$bad"; exit 1; fi

vet:
	$(GO) vet ./...

# The race detector needs cgo, a C compiler and a platform that has it: the go command knows.
race:
	@if why=$$($(GO) list -race unsafe 2>&1); \
	then $(GO) test -race -run '$(RACE)' $(call folders,^func Test.*($(RACE))); \
	else echo "no race detector here: $$why"; fi

bench:
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchmem $(call folders,^func Benchmark)

# One target at a time: the go command fuzzes no more than one.
fuzz:
	@set -e; for dir in $(call folders,^func Fuzz); do \
	  for target in $$(grep -hoE '^func Fuzz[A-Za-z0-9_]*' $$dir/*_test.go | sed 's/^func //'); do \
	    echo "== $$dir $$target"; \
	    $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$dir; \
	  done; \
	done

# Rewrites the golden files. Read the difference before it is committed.
golden:
	$(GO) test -count=1 $(call folders,"parley/internal/golden") -args -update

# The first run compiles the linter.
lint:
	$(TOOL) golangci-lint run ./...

fmt:
	$(TOOL) gofumpt -l -w .

# Builds and vets for the systems the tests do not run on.
cross:
	@set -e; for system in darwin/arm64 windows/amd64 linux/arm64; do \
	  echo "== $$system"; \
	  CGO_ENABLED=0 GOOS=$${system%/*} GOARCH=$${system#*/} $(GO) vet ./...; \
	  CGO_ENABLED=0 GOOS=$${system%/*} GOARCH=$${system#*/} $(GO) build ./...; \
	done

clean:
	rm -rf bin

help:
	@echo "make          build bin/parley"
	@echo "make test     formatting, go vet, tests, race detector where there is one"
	@echo "make bench    benchmarks (BENCH=pattern)"
	@echo "make fuzz     each fuzz target for FUZZTIME (10s)"
	@echo "make golden   rewrite the golden files; read the difference before committing"
	@echo "make lint     golangci-lint; the first run compiles it"
	@echo "make fmt      gofumpt over all Go files"
	@echo "make cross    build and vet for macOS, Windows and arm64"
	@echo "make clean    remove bin"
