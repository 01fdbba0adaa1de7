# tests.mk - building and running the tests. Read after the Makefile, whose words it uses.
#
# Where a test lies says how it runs:
#   tests/unit/<room>/test_*.c, tests/contract/test_*.c   under AddressSanitizer and UBSan (asan)
#   tests/fuzz/fuzz_*.c                                   the same, over the saved inputs of tests/fuzz/corpus/*/
#   tests/threads/test_*.c                                under ThreadSanitizer (tsan)
#   tests/whole/test_*.c                                  as released; they start the programs themselves
#   tests/browser/*.test.js                               the same in a real browser, run by node
# Each of the first is one program, linked with libkanda.a and what it needs of tests/support/*.c.

UNIT_TESTS   := $(basename $(sort $(wildcard tests/unit/*/test_*.c tests/contract/test_*.c)))
FUZZ_TESTS   := $(basename $(sort $(wildcard tests/fuzz/fuzz_*.c)))
THREAD_TESTS := $(basename $(sort $(wildcard tests/threads/test_*.c)))
# The longest come first, so that the others are run beside them.
LONG_TESTS   := $(addprefix tests/whole/test_,outage trail_cut crash durable events)
WHOLE_TESTS  := $(LONG_TESTS) $(filter-out $(LONG_TESTS),$(basename $(sort $(wildcard tests/whole/test_*.c))))
# Those that wait nearly all the time take no other's place.
WAITING_TESTS := $(addprefix whole/test_,outage trail_cut events pace)

UNIT_PROGRAMS := $(addprefix $(BUILD)/asan/,$(UNIT_TESTS) $(FUZZ_TESTS)) $(addprefix $(BUILD)/tsan/,$(THREAD_TESTS))
WHOLE_PROGRAMS := $(addprefix $(BUILD)/release/,$(WHOLE_TESTS))
LONG_STORIES   := $(addprefix tests/browser/,$(addsuffix .test.js,console_pages console keyboard phone chat admin states))
# It asks as much of the server as it can, and comes when few others do.
HARD_STORY     := tests/browser/many_staff.test.js
BROWSER_TESTS  := $(LONG_STORIES) $(filter-out $(LONG_STORIES) $(HARD_STORY),$(sort $(wildcard tests/browser/*.test.js))) $(HARD_STORY)
BROWSER_PROGRAMS := $(BROWSER_TESTS:%.test.js=$(BUILD)/release/%)

FUZZ_SECONDS ?= 30#   how long `make fuzz` spends on each target
KILLS        ?= 100#  how often `make crash` kills the server
OUTAGE_SECONDS ?= 600#  how long Meta is away in `make outage`
TEST_TIMEOUT ?= 420#  seconds after which a test program counts as failed

# Told to whatever starts the two programs itself.
WHERE := KANDA_BIN=$(abspath $(BUILD)/kanda) KANDA_SIM_BIN=$(abspath $(BUILD)/kanda-sim) \
         KANDA_DEMO_BIN=$(abspath $(BUILD)/release/kanda-demo) BENCH_BIN=$(abspath $(BUILD)/release/tests/bench)

# --- building ------------------------------------------------------------------------------------

SUPPORT_OBJECTS := $(patsubst %.c,$(OUT)/%.o,$(wildcard tests/support/*.c))
SUPPORT         := $(OUT)/tests/libsupport.a
TEST_PROGRAMS   := $(addprefix $(OUT)/,$(UNIT_TESTS) $(WHOLE_TESTS))
THREAD_PROGRAMS := $(addprefix $(OUT)/,$(THREAD_TESTS))
FUZZ_PROGRAMS   := $(addprefix $(OUT)/,$(FUZZ_TESTS))

# In the fuzz flavour libFuzzer is the main function, in any other a loop over the saved inputs.
FUZZ_MAIN := $(if $(filter fuzz,$(FLAVOUR)),-fsanitize=fuzzer,$(OUT)/tests/fuzz/replay.o)

$(TEST_PROGRAMS:%=%.o) $(FUZZ_PROGRAMS:%=%.o) $(SUPPORT_OBJECTS): | $(BUILD)/packages/test

$(SUPPORT): $(SUPPORT_OBJECTS)
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

# Out of an archive comes only what is asked for: as objects, the support would bring the whole program into
# each of them, and linking would take five times as long.
$(TEST_PROGRAMS): %: %.o $(SUPPORT) $(LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) $(QUICK_LINK) -o $@ $< $(SUPPORT) $(LIB) -lcmocka -lgnutls $(LIBS)

# The threads are the store's: of the other rooms nothing is compiled for ThreadSanitizer.
THREAD_OBJECTS := $(filter $(addprefix $(OUT)/,src/base/% src/domain/% src/store/% gen/migrations.o gen/statements.o),$(LIB_OBJECTS)) \
                  $(addprefix $(OUT)/tests/support/,probe_job.o store_bed.o db_bed.o)

$(THREAD_PROGRAMS:%=%.o): | $(BUILD)/packages/test

$(THREAD_PROGRAMS): %: %.o $(THREAD_OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ -lcmocka $(LIBS)

$(FUZZ_PROGRAMS): %: %.o $(filter %.o,$(FUZZ_MAIN)) $(LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $< $(FUZZ_MAIN) $(LIB) $(LIBS)

# A story is a script that node runs; what it is run with comes from npm, in versions that stand in
# package.json, and stays in tests/browser/node_modules.
$(BUILD)/browser-tools: tests/browser/package.json $(BUILD)/packages/browser
	$(call say,NPM,tests/browser)
	$(Q)npm install --prefix tests/browser --no-audit --no-fund --silent
	$(Q)mkdir -p $(@D) && touch $@

$(BROWSER_PROGRAMS): $(BUILD)/release/%: %.test.js $(BUILD)/browser-tools
	@mkdir -p $(@D)
	$(Q)printf '#!/bin/sh\nexec node --test --test-reporter=./tests/browser/report.js %s\n' $< > $@ && chmod +x $@

# The time of the showing is moved in its story.
$(BUILD)/release/tests/browser/demo: $(BUILD)/packages/demo

# Its tickets are made by what fills the databases of `make bench`.
$(BUILD)/release/tests/browser/many_tickets: $(addprefix $(BUILD)/release/tests/bench/bench_,fill multiply)

# What measures: tests/bench/bench_*.c are programs, slow_sync.c is preloaded, the rest is shared.
BENCH_PROGRAMS := $(addprefix $(OUT)/,$(basename $(wildcard tests/bench/bench_*.c)))
BENCH_OBJECTS  := $(patsubst %.c,$(OUT)/%.o,$(filter-out tests/bench/bench_%.c tests/bench/slow_sync.c,$(wildcard tests/bench/*.c)))

$(BENCH_PROGRAMS): %: %.o $(BENCH_OBJECTS) $(LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIB) $(LIBS)

$(OUT)/tests/bench/slow_sync.so: tests/bench/slow_sync.c Makefile $(OUT)/flags | $(BUILD)/packages/build
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(STANDARD) $(WARNINGS) $(WERROR) -O2 -fPIC -shared -o $@ $< -ldl

.PHONY: bench-programs
bench-programs: $(BENCH_PROGRAMS) $(OUT)/tests/bench/slow_sync.so
	@:

-include $(wildcard $(OUT)/tests/*/*.d $(OUT)/tests/*/*/*.d)

# --- running -------------------------------------------------------------------------------------

# $(call build_for,FLAVOUR,PROGRAMS) builds those of the programs that are of the flavour, and says
# nothing when they are there already. The + hands make's job slots on.
build_for = +$(Q)$(if $(filter $(BUILD)/$(1)/%,$(2)),$(MAKE) FLAVOUR=$(1) wanted WANTED='$(filter $(BUILD)/$(1)/%,$(2))')

# $(call run_tests,PROGRAMS) builds each program in its flavour, then runs them all. The release
# flavour is that of the tests that start the two programs.
define run_tests
$(call build_for,asan,$(1))
$(call build_for,tsan,$(1))
$(call build_for,release,$(1))
$(Q)$(WHERE) TEST_TIMEOUT=$(TEST_TIMEOUT) TEST_WAITING='$(WAITING_TESTS)' tests/run.sh $(BUILD)/test-logs $(1)
endef

.PHONY: wanted
wanted: $(WANTED) $(if $(filter release,$(FLAVOUR)),$(PROGRAMS))
	@:

.PHONY: test test-unit test-whole test-browser bench crash outage fuzz
# The stories come first, so that their packages are fetched while others compile.
test: ## run every test but the long ones; the last line is the sum
	$(call run_tests,$(BROWSER_PROGRAMS) $(WHOLE_PROGRAMS) $(UNIT_PROGRAMS))

test-unit: ## only the tests that start no server: unit, contract, threads, saved fuzz inputs
	$(call run_tests,$(UNIT_PROGRAMS))

test-whole: ## only the tests of the two programs
	$(call run_tests,$(WHOLE_PROGRAMS))

test-browser: export PICTURES := 1
test-browser: ## only the stories in a browser; pictures of every page land in build/screens
	$(call run_tests,$(BROWSER_PROGRAMS))

check-%: ## run the tests called NAME: check-str runs every test_str.c
	$(call run_tests,$(filter %/test_$* %/fuzz_$* %/$*,$(UNIT_PROGRAMS) $(WHOLE_PROGRAMS) $(BROWSER_PROGRAMS)))

bench: all $(BUILD)/packages/test $(BUILD)/browser-tools ## measure; prints each goal beside what was reached (QUICK=1, ROUNDS=n)
	+$(Q)$(MAKE) FLAVOUR=release bench-programs
	$(Q)$(WHERE) tests/bench/run.sh

CRASH := $(BUILD)/release/tests/whole/test_crash
crash: all $(BUILD)/packages/test ## kill the server under load, KILLS=100 times, and look for losses
	$(call build_for,release,$(CRASH))
	$(Q)$(WHERE) CRASH_BIN=$(CRASH) KILLS=$(KILLS) tests/simulation/crash.sh

OUTAGE := $(BUILD)/release/tests/whole/test_outage
outage: all $(BUILD)/packages/test ## let Meta be away for OUTAGE_SECONDS=600, in every way in turn
	$(call build_for,release,$(OUTAGE))
	$(Q)$(WHERE) OUTAGE_SECONDS=$(OUTAGE_SECONDS) $(OUTAGE)

# libFuzzer writes what it finds into the first folder it is given; a find worth keeping is copied
# to tests/fuzz/corpus by hand.
fuzz: ## search for inputs that break a parser, FUZZ_SECONDS=30 for each
	$(call build_for,fuzz,$(addprefix $(BUILD)/fuzz/,$(FUZZ_TESTS)))
	$(Q)for target in $(FUZZ_TESTS:tests/fuzz/fuzz_%=%); do \
	    found=$(BUILD)/fuzz-corpus/$$target; log=$$found.log; saved=tests/fuzz/corpus/$$target; \
	    mkdir -p "$$found"; test -d "$$saved" || saved=; \
	    $(BUILD)/fuzz/tests/fuzz/fuzz_$$target -max_total_time=$(FUZZ_SECONDS) -timeout=10 \
	        -print_final_stats=1 -artifact_prefix="$$found/" "$$found" $$saved >"$$log" 2>&1 || { \
	        tail -n 60 "$$log"; echo "FUZZ  $$target: broken, see $$log"; exit 1; }; \
	    echo "FUZZ  $$target: $$(sed -n 's/^stat::number_of_executed_units: *//p' "$$log") inputs, none breaks it"; \
	done
