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

CHECKS := format rooms banned shape headers scripts manuals addresses
CODE   := $(foreach tool,gcc tidy cppcheck,$(SOURCES:%.c=$(LINTED)/%.$(tool))) $(patsubst %.c,$(LINTED)/%.tidy,$(filter %.c,$(TESTS)))

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

# The analyzers look at one file at a time. GCC's run also says on which headers a file depends,
# and asks for more warnings than the build does.
MORE_WARNINGS := -Wmissing-prototypes -Wstrict-prototypes -Wundef -Wwrite-strings -Wno-unused-value
# What analyzer.h says is wrong where err_set is made, and of no use to tools and tests.
KNOWN = $(if $(filter src/base/err.c src/tools/% tests/%,$<),,-include tests/lint/analyzer.h)

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
	    $(NOT.$<:%=-Wno-analyzer-%) $(INCLUDES) $(KNOWN) -O1 -S -o /dev/null -MMD -MP -MF $@.d -MT '$@ $(@:.gcc=.tidy) $(@:.gcc=.cppcheck)' $<
	@touch $@

# How far clang's analyzer follows the ways through one function. By itself it goes on to 225,000
# states, which takes six times as long; `make lint ANALYZER_STATES=225000` in a clean build does so.
ANALYZER_STATES ?= 20000

# Of what leads to a finding (the notes) V=1 shows all.
$(LINTED)/%.tidy: %.c .clang-tidy tests/lint/analyzer.h | $(GEN_H)
	@mkdir -p $(@D)
	$(Q)clang-tidy --quiet $< -- $(STANDARD) $(WARNINGS) -Wno-unused-value $(INCLUDES) $(KNOWN) \
	    -Xclang -analyzer-config -Xclang max-nodes=$(ANALYZER_STATES) >$@.log 2>&1 || { \
	    $(if $(Q),grep -E '(error|warning): ' $@.log ||) cat $@.log; exit 1; }
	@touch $@

# varFuncNullUB: NULL is a pointer wherever we run (POSIX says so), also as the last of many.
$(LINTED)/%.cppcheck: %.c tests/lint/lint.mk | $(GEN_H)
	@mkdir -p $(@D)
	$(Q)cppcheck --quiet --std=c11 --error-exitcode=1 --enable=warning,performance,portability \
	    --inline-suppr --suppress=varFuncNullUB --template='{file}:{line}: {message} [cppcheck:{id}]' \
	    -D_GNU_SOURCE $(INCLUDES) $<
	@touch $@

-include $(wildcard $(LINTED)/src/*/*.gcc.d)

# Nothing follows the headers of a test one by one, so any header counts.
$(filter $(LINTED)/tests/%,$(CODE)): $(HEADERS) $(filter %.h,$(TESTS)) tests/.clang-tidy

$(CHECKS:%=$(LINTED)/%) $(CODE): | $(BUILD)/packages/lint
