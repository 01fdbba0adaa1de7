# lint.mk - checks of the source itself. Read after the Makefile, whose words it uses.
#
# Each check says "file:line: what is wrong [rule]" and leaves a stamp below $(BUILD)/lint when it
# is content, so that only what has changed is looked at again. `make lint` goes on after a
# failure, to show everything at once.

LINTED := $(BUILD)/lint

SOURCES := $(sort $(wildcard src/*/*.c))
HEADERS := $(sort $(wildcard include/*/*.h src/*/*.h))
TESTS   := $(sort $(wildcard tests/*/*.[ch] tests/*/*/*.[ch]))
SCRIPTS := .ci/run $(sort $(wildcard src/tools/*.sh tests/*.sh tests/*/*.sh))
MANUALS := $(sort $(wildcard src/*/*.[1578]))

CHECKS := format rooms banned shape headers scripts manuals addresses variadic
# What two of the analyzers take in one run: the files of a room, and of a folder of tests. Those of
# "unknown" are read without tests/lint/analyzer.h: what it says is wrong where err_set is made, and
# of no use to tools.
UNKNOWN := src/base/err.c $(wildcard src/tools/*.c)
GROUPS_OF_SOURCES := unknown $(sort $(notdir $(patsubst %/,%,$(dir $(filter-out $(UNKNOWN),$(SOURCES))))))
GROUPS_OF_TESTS   := $(sort $(patsubst %/,%,$(dir $(filter %.c,$(TESTS)))))
GROUPS := $(GROUPS_OF_SOURCES:%=src/%) $(GROUPS_OF_TESTS)
files_of = $(if $(filter tests/%,$(1)),$(filter $(1)/%.c,$(wildcard $(1)/*.c)),$(if $(filter src/unknown,$(1)),$(UNKNOWN),$(filter-out $(UNKNOWN),$(wildcard $(1)/*.c))))
CODE   := $(SOURCES:%.c=$(LINTED)/%.gcc) $(GROUPS:%=$(LINTED)/%.tidy) $(GROUPS_OF_SOURCES:%=$(LINTED)/src/%.cppcheck)

.PHONY: lint lint-all
lint: ## check layout, rooms, banned calls, headers, and what three analyzers say
	$(Q)$(MAKE) --keep-going lint-all

lint-all: $(CHECKS:%=$(LINTED)/%) $(CODE)
	@echo 'lint: nothing to complain about'

# The checks that take no time read every file again when one has changed.

$(LINTED)/format: .clang-format $(SOURCES) $(HEADERS) $(TESTS)
	$(Q)clang-format --dry-run -Werror $(filter %.c %.h,$^)
	@mkdir -p $(@D) && touch $@

$(LINTED)/rooms: tests/lint/rooms.awk src/rooms.txt $(SOURCES) $(HEADERS) $(filter tests/contract/%,$(TESTS))
	$(Q)awk -f $^
	@mkdir -p $(@D) && touch $@

$(LINTED)/banned: tests/lint/banned.awk tests/lint/banned.txt $(SOURCES) $(HEADERS) $(TESTS)
	$(Q)awk -f $^
	@mkdir -p $(@D) && touch $@

$(LINTED)/shape: tests/lint/shape.awk $(SOURCES) $(HEADERS) $(TESTS)
	$(Q)awk -f $^
	@mkdir -p $(@D) && touch $@

$(LINTED)/headers: $(HEADERS) $(GEN_H)
	$(Q)gcc $(STANDARD) $(WARNINGS) -Werror $(INCLUDES) -x c-header -fsyntax-only $(HEADERS)
	@mkdir -p $(@D) && touch $@

$(LINTED)/scripts: $(SCRIPTS)
	$(Q)for script in $(SCRIPTS); do \
	    bash -n "$$script" || exit 1; \
	    test -x "$$script" || { echo "$$script:1: scripts: is not executable"; exit 1; }; done
	@mkdir -p $(@D) && touch $@

$(LINTED)/manuals: $(MANUALS)
	$(Q)for page in $(MANUALS); do mandoc -Tlint -Wwarning "$$page" || exit 1; done
	@mkdir -p $(@D) && touch $@

# What is in the tree must be true for everybody: no folder of one machine, no package registry
# (each machine has its own). The brackets keep the pattern from finding itself.
ELSEWHERE := (^|[^a-z.])/wor[k]/|://[^/ ]*(regist[r]y|artifacto[r]y|nexu[s])|pyp[i]\.org|deb\.debia[n]\.org|prox[y]\.golang
$(LINTED)/addresses: FORCE
	$(Q)! git grep --no-index --exclude-standard -nIE '$(ELSEWHERE)' -- . ':!LICENSE'

# GCC looks at one file at a time, says on which headers it depends, and asks for more warnings than
# the build does. The other two need longer to begin than for a file: they take all of a group that
# GCC has looked at since.
MORE_WARNINGS := -Wmissing-prototypes -Wstrict-prototypes -Wundef -Wwrite-strings -Wno-unused-value
KNOWN := -include tests/lint/analyzer.h

# Where GCC 12 is wrong, looked at by hand; clang's analyzer and the sanitizers watch the same.
NOT.src/base/arena.c := malloc-leak#  a block is not lost when it is linked behind another
NOT.src/base/json.c  := null-dereference#  it cannot know that cJSON never calls NULL an object or a string
NOT.src/store/db_sqlite.c := null-dereference#  texts is NULL only where count is 0
NOT.src/store/db_sqlite_rows.c := null-dereference#  db_fail, in another file, always gives false
NOT.src/http/server.c := malloc-leak#  the grown body is kept in the request, which libmicrohttpd keeps
NOT.src/tools/embed.c := use-of-uninitialized-value#  what realloc has moved is as initialised as before

$(LINTED)/%.gcc: %.c tests/lint/lint.mk tests/lint/analyzer.h | $(GEN_H)
	$(call say,LINT,$<)
	@mkdir -p $(@D)
	$(Q)gcc $(STANDARD) $(WARNINGS) $(MORE_WARNINGS) -Werror -fanalyzer -fdiagnostics-path-format=none \
	    $(NOT.$<:%=-Wno-analyzer-%) $(INCLUDES) $(if $(filter $(UNKNOWN),$<),,$(KNOWN)) -O1 -S -o /dev/null -MMD -MP -MF $@.d -MT '$@' $<
	@touch $@

# How far clang's analyzer follows the ways through one function. By itself it goes on to 225,000
# states, which takes six times as long; `make lint ANALYZER_STATES=225000` in a clean build does so.
ANALYZER_STATES ?= 20000

# The files of the group $(1) that a run must read: those that have changed since it was content, or
# all when more than files has changed.
changed_of = $(if $(filter-out %.c %.gcc,$?),$(call files_of,$(1)),$(patsubst $(LINTED)/%.gcc,%.c,$?))

# clang's analyzer loses sight of va_start after the first file of a run.
VARIADIC := $(shell grep -l 'va_start' $(SOURCES))
$(LINTED)/variadic: $(VARIADIC) .clang-tidy | $(GEN_H)
	@mkdir -p $(@D)
	$(Q)for file in $(VARIADIC); do \
	    clang-tidy --quiet --checks='-*,clang-analyzer-valist.*' $$file -- $(STANDARD) $(INCLUDES) 2>$@.log || { cat $@.log; exit 1; }; done
	@touch $@

# Of what leads to a finding (the notes) V=1 shows all.
$(GROUPS:%=$(LINTED)/%.tidy): $(LINTED)/%.tidy: .clang-tidy tests/lint/analyzer.h | $(GEN_H)
	$(call say,TIDY,$*)
	@mkdir -p $(@D)
	$(Q)clang-tidy --quiet --checks=-clang-analyzer-valist.Uninitialized $(call changed_of,$*) -- $(STANDARD) $(WARNINGS) -Wno-unused-value $(INCLUDES) \
	    $(if $(filter tests/%,$*),-Itests/support,$(if $(filter src/unknown,$*),,$(KNOWN))) \
	    -Xclang -analyzer-config -Xclang max-nodes=$(ANALYZER_STATES) >$@.log 2>&1 || { \
	    $(if $(Q),grep -E '(error|warning): ' $@.log ||) cat $@.log; exit 1; }
	@touch $@

# varFuncNullUB: NULL is a pointer wherever we run (POSIX says so), also as the last of many.
# ctuuninitvar: takes what a function of another file fills for what it reads.
$(GROUPS_OF_SOURCES:%=$(LINTED)/src/%.cppcheck): $(LINTED)/%.cppcheck: tests/lint/lint.mk | $(GEN_H)
	@mkdir -p $(@D)
	$(Q)cppcheck --quiet --std=c11 --error-exitcode=1 --enable=warning,performance,portability \
	    --inline-suppr --suppress=varFuncNullUB --suppress=ctuuninitvar --template='{file}:{line}: {message} [cppcheck:{id}]' \
	    -D_GNU_SOURCE $(INCLUDES) $(call changed_of,$*)
	@touch $@

-include $(wildcard $(LINTED)/src/*/*.gcc.d)

# Nothing follows the headers of a test one by one, so any header counts.
$(foreach group,$(GROUPS_OF_SOURCES:%=src/%),$(eval \
    $(LINTED)/$(group).tidy $(LINTED)/$(group).cppcheck: $(patsubst %.c,$(LINTED)/%.gcc,$(call files_of,$(group)))))
$(foreach group,$(GROUPS_OF_TESTS),$(eval \
    $(LINTED)/$(group).tidy: $(call files_of,$(group)) $(HEADERS) $(filter %.h,$(TESTS)) tests/.clang-tidy))

# GCC, awk and the shell are there as soon as the program can be built: they begin while the others are installed.
$(addprefix $(LINTED)/,format manuals variadic) $(filter-out %.gcc,$(CODE)): | $(BUILD)/packages/lint
