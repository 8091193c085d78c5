# Penstock: one non-recursive Makefile; a build folder per variant (build/release, build/asan, ...).

VARIANT ?= release
BUILD   := build/$(VARIANT)

# make V=1 shows the commands.
ifneq ($(V),1)
QUIET = @echo "  $(1) $@";
endif

PACKAGES := rdkafka jansson openblas hiredis libpcre2-8 libutf8proc libmicrohttpd libcurl libcrypto
TEST_PACKAGES := cmocka

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wdouble-promotion -Wcast-qual \
	-Wwrite-strings -Wformat=2 -Wundef -Wvla -Wpointer-arith -Wstrict-prototypes \
	-Wmissing-prototypes -Wold-style-definition -Wimplicit-fallthrough -Wnull-dereference
ifeq ($(CI),true)
WARNINGS += -Werror
endif

# -ffp-contract=off: a multiply and an add round twice on every compiler, so the same source gives
# the same bits.
OPTIMISE_release := -O2
OPTIMISE_debug   := -O0
OPTIMISE_asan    := -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
OPTIMISE_tsan    := -O1 -fsanitize=thread -fno-omit-frame-pointer
OPTIMISE_fuzz    := -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined \
	-fno-omit-frame-pointer

VERSION := $(shell cat VERSION)
CPPFLAGS += -I. -D_GNU_SOURCE -DPS_VERSION='"$(VERSION)"' $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
CFLAGS   += -std=c11 -g -pthread -ffp-contract=off -fno-common -fvisibility=hidden \
	$(OPTIMISE_$(VARIANT)) $(WARNINGS)
LDFLAGS  += -pthread $(OPTIMISE_$(VARIANT))
LDLIBS   += $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lm
TEST_LDLIBS = $(shell pkg-config --libs $(TEST_PACKAGES) 2>/dev/null)

SHARED_SOURCES := $(sort $(wildcard shared/*/*.c))
WORKER_SOURCES := $(sort $(filter-out worker/main.c,$(wildcard worker/*.c worker/*/*.c)))
TOOLS_SOURCES  := $(sort $(filter-out tools/main.c,$(wildcard tools/*.c)))
TEST_SOURCES   := $(sort $(wildcard tests/unit/*.c tests/unit/*/*.c tests/unit/*/*/*.c tests/kernel/*.c tests/golden/*.c))
TEST_MAINS     := $(filter %.c,$(foreach source,$(TEST_SOURCES),$(if $(filter test_%,$(notdir $(source))),$(source))))
TEST_DRIVERS   := $(sort $(wildcard tests/golden/drive_*.c))
TEST_HELPERS   := $(sort $(wildcard tests/support/*.c))
FUZZ_SOURCES   := $(sort $(wildcard tests/fuzz/fuzz_*.c))
BENCH_SOURCES  := $(sort $(wildcard tests/bench/*.c))

objects = $(patsubst %.c,$(BUILD)/%.o,$(1))
LIBRARY := $(BUILD)/libpenstock.a
WORKER_LIBRARY := $(BUILD)/libworker.a
TOOLS_LIBRARY := $(BUILD)/libtools.a
DRIVERS := $(patsubst %.c,$(BUILD)/%,$(TEST_DRIVERS))
TESTS   := $(patsubst %.c,$(BUILD)/%,$(TEST_MAINS))
REPLAYS := $(patsubst tests/fuzz/fuzz_%.c,$(BUILD)/tests/fuzz/replay_%,$(FUZZ_SOURCES))
FUZZERS := $(patsubst tests/fuzz/fuzz_%.c,build/fuzz/tests/fuzz/fuzz_%,$(FUZZ_SOURCES))
BENCHES := $(patsubst %.c,$(BUILD)/%,$(BENCH_SOURCES))

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all lib help install-packages programs other-version check-build demo test unit golden \
	golden-shapes e2e lint format asan tsan fuzz fuzz-build bench bench-estimate bench-tokenizers man \
	install uninstall clean

all: programs ## build penstock and penstock-worker

programs: $(BUILD)/penstock $(BUILD)/penstock-worker

other-version: $(BUILD)/other/penstock-worker

lib: $(LIBRARY) ## build the Transformer core alone

check-build: programs $(TESTS) $(DRIVERS) $(REPLAYS) $(BENCHES)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call QUIET,CC)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(LIBRARY): $(call objects,$(SHARED_SOURCES))
	@rm -f $@
	$(call QUIET,AR)$(AR) rcs $@ $^

$(WORKER_LIBRARY): $(call objects,$(WORKER_SOURCES))
	@rm -f $@
	$(call QUIET,AR)$(AR) rcs $@ $^

$(TOOLS_LIBRARY): $(call objects,$(TOOLS_SOURCES) $(TEST_HELPERS))
	@rm -f $@
	$(call QUIET,AR)$(AR) rcs $@ $^

$(BUILD)/penstock: $(BUILD)/tools/main.o $(call objects,$(TOOLS_SOURCES)) $(WORKER_LIBRARY) $(LIBRARY)
	$(call QUIET,LD)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/penstock-worker: $(BUILD)/worker/main.o $(WORKER_LIBRARY) $(LIBRARY)
	$(call QUIET,LD)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Another version of the worker, for the test that replaces one by the other: of the same objects, but
# for those that know a version of something that outlives the process.
OTHER_VERSION := $(VERSION)-other
OTHER_SOURCES := worker/main.c $(shell grep -lE 'PS_(VERSION|DELIVERY_NOTE_|CACHE_NUMERICS_)' \
	$(SHARED_SOURCES) $(WORKER_SOURCES))
OTHER_OBJECTS := $(patsubst %.c,$(BUILD)/other/%.o,$(OTHER_SOURCES))
$(BUILD)/other/%.o: CPPFLAGS += -DPS_DELIVERY_NOTE_VERSION=1000 -DPS_CACHE_NUMERICS_VERSION=1000
$(BUILD)/other/%.o: VERSION := $(OTHER_VERSION)
$(BUILD)/other/%.o: %.c
	@mkdir -p $(@D)
	$(call QUIET,CC)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/other/penstock-worker: $(OTHER_OBJECTS) $(WORKER_LIBRARY) $(LIBRARY)
	$(call QUIET,LD)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(TESTS): $(BUILD)/%: $(BUILD)/%.o $(TOOLS_LIBRARY) $(WORKER_LIBRARY) $(LIBRARY)
	$(call QUIET,LD)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS) $(TEST_LDLIBS)

$(BENCHES): $(BUILD)/%: $(BUILD)/%.o $(LIBRARY)
	$(call QUIET,LD)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Programs that tests in Python talk to.
$(DRIVERS): $(BUILD)/%: $(BUILD)/%.o $(LIBRARY)
	$(call QUIET,LD)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# A fuzz target defines LLVMFuzzerTestOneInput; replay.c feeds it the files of its corpus.
$(REPLAYS): $(BUILD)/tests/fuzz/replay_%: $(BUILD)/tests/fuzz/replay.o $(BUILD)/tests/fuzz/fuzz_%.o \
		$(TOOLS_LIBRARY) $(WORKER_LIBRARY) $(LIBRARY)
	$(call QUIET,LD)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

ifeq ($(VARIANT),fuzz)
$(BUILD)/tests/fuzz/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(TOOLS_LIBRARY) $(WORKER_LIBRARY) $(LIBRARY)
	$(call QUIET,LD)$(CC) $(subst fuzzer-no-link,fuzzer,$(LDFLAGS)) -o $@ $^ $(LDLIBS)
fuzz-build: $(patsubst tests/fuzz/fuzz_%.c,$(BUILD)/tests/fuzz/fuzz_%,$(FUZZ_SOURCES))
else
fuzz-build:
	$(MAKE) VARIANT=fuzz CC=clang fuzz-build
endif

FUZZ_SECONDS ?= 600
fuzz: fuzz-build ## run each fuzz target for FUZZ_SECONDS (600), keeping what it finds in build/fuzz
	tests/fuzz/run build/fuzz/tests/fuzz $(FUZZ_SECONDS)

bench: programs ## measure the demo's models on this machine
	$(BUILD)/penstock bench --model tools/demo/tiny-gpt
	$(BUILD)/penstock bench --model tools/demo/tiny-bert

bench-tokenizers: $(BENCHES) ## the speed of tokenizing beside the `tokenizers` package
	"$$(tests/support/python-environment)" tests/bench/tokenizer_speed.py

man: programs ## make the manual pages in build/release/man
	$(call QUIET,MAN)deploy/man/pages $(BUILD) $(BUILD)/man

# GNU's names of the folders; `make install prefix=/usr DESTDIR=/tmp/root` prepares a package.
prefix      ?= $(or $(PREFIX),/usr/local)
bindir      ?= $(prefix)/bin
datadir     ?= $(prefix)/share
mandir      ?= $(datadir)/man
sysconfdir  ?= $(if $(filter /usr,$(prefix)),/etc,$(prefix)/etc)
unitdir     ?= $(prefix)/lib/systemd/system
completions ?= $(datadir)/bash-completion/completions
INSTALL     ?= install

install: programs man ## install programs, manual pages, completion, systemd unit, schemas, dashboard and alerts (prefix, DESTDIR)
	$(INSTALL) -d $(addprefix $(DESTDIR),$(bindir) $(mandir)/man1 $(mandir)/man5 $(mandir)/man8 \
		$(unitdir) $(completions) $(sysconfdir)/penstock $(datadir)/penstock $(datadir)/doc/penstock)
	$(INSTALL) -m 755 $(BUILD)/penstock $(BUILD)/penstock-worker $(DESTDIR)$(bindir)
	for section in 1 5 8; do $(INSTALL) -m 644 $(BUILD)/man/*.$$section $(DESTDIR)$(mandir)/man$$section || exit 1; done
	$(INSTALL) -m 644 deploy/completion/penstock $(DESTDIR)$(completions)/penstock
	ln -sf penstock $(DESTDIR)$(completions)/penstock-worker
	sed -e 's,@BINDIR@,$(bindir),g' -e 's,@SYSCONFDIR@,$(sysconfdir),g' deploy/systemd/penstock-worker.service \
		>$(DESTDIR)$(unitdir)/penstock-worker.service
	chmod 644 $(DESTDIR)$(unitdir)/penstock-worker.service
	cp -R --no-preserve=ownership,mode schemas deploy/grafana deploy/prometheus $(DESTDIR)$(datadir)/penstock
	$(INSTALL) -m 644 README.md LICENSE $(DESTDIR)$(datadir)/doc/penstock
	[ -e $(DESTDIR)$(sysconfdir)/penstock/worker.json ] || \
		$(INSTALL) -m 644 deploy/systemd/worker.json $(DESTDIR)$(sysconfdir)/penstock/worker.json

uninstall: ## remove what install put there, but for the configuration
	rm -f $(addprefix $(DESTDIR)$(bindir)/,penstock penstock-worker) $(DESTDIR)$(mandir)/man1/penstock.1 \
		$(DESTDIR)$(mandir)/man1/penstock-*.1 $(DESTDIR)$(mandir)/man5/penstock-config.5 \
		$(DESTDIR)$(mandir)/man8/penstock-worker.8 $(DESTDIR)$(unitdir)/penstock-worker.service \
		$(addprefix $(DESTDIR)$(completions)/,penstock penstock-worker)
	rm -rf $(addprefix $(DESTDIR)$(datadir)/,penstock doc/penstock)

bench-estimate: programs ## what penstock estimate says of three batch files beside what they take
	python3 tests/bench/estimate_accuracy.py

install-packages: ## install Debian's packages that building and testing need
	deploy/install-packages

unit: $(TESTS) $(REPLAYS) ## the unit and golden tests and the fuzz corpora of this VARIANT
	tests/run $(VARIANT) unit

lint: ## layers, homes of third-party headers, formatting
	tests/lint/run

format: ## format every C file in place
	clang-format -i $$(git ls-files '*.c' '*.h')

asan: ## the unit tests under AddressSanitizer and UndefinedBehaviorSanitizer
	$(MAKE) VARIANT=asan unit

tsan: ## the tests of what has threads under ThreadSanitizer
	$(MAKE) VARIANT=tsan unit

golden: ## make the golden files anew (installs PyTorch and transformers, 6 GB)
	tests/golden/make

golden-shapes: ## compare answers on real models' shapes with transformers' (PENSTOCK_FIXTURES names tokenizers)
	$$(tests/golden/environment) tests/golden/real_shapes.py

test: ## install what is needed and run everything
	tests/all

demo: ## the main job on this machine: a broker, a Redis, a worker, a file of jobs, their results
	deploy/demo

clean: ## remove everything that was built
	rm -rf build

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | sort | expand -t 20

-include $(patsubst %.o,%.d,$(call objects,$(SHARED_SOURCES) $(WORKER_SOURCES) $(TOOLS_SOURCES) \
	worker/main.c tools/main.c $(TEST_SOURCES) $(TEST_HELPERS) $(FUZZ_SOURCES) tests/fuzz/replay.c \
	$(BENCH_SOURCES)) $(OTHER_OBJECTS))
