# Makefile - builds, runs and tests Lapor Kanda. `make help` lists what it can do.
#
# Needs GNU make 4.3 and a C compiler; what else is missing it installs (src/tools/install-packages.sh).
# The rules for tests are in tests/tests.mk, those for the source checks in tests/lint/lint.mk.

# --- what may be set on the command line ---------------------------------------------------------

FLAVOUR ?= release#   release, asan, tsan or fuzz: which set of flags, and so which build folder
BUILD   ?= build#     where everything that is made goes
PREFIX  ?= /usr/local#  where `make install` puts it, below DESTDIR
WERROR  ?= -Werror#   empty: warnings of a newer compiler do not stop the build
# V=1 shows the commands. CC, CFLAGS and LDFLAGS mean what they always mean.

# --- flags ---------------------------------------------------------------------------------------

FLAVOURS := release asan tsan fuzz
ifeq (,$(filter $(FLAVOURS),$(FLAVOUR)))
$(error FLAVOUR must be one of: $(FLAVOURS))
endif

CC.release := gcc
CC.asan    := gcc
CC.tsan    := gcc
CC.fuzz    := clang#  only clang has libFuzzer
ifeq ($(origin CC),default)
CC := $(CC.$(FLAVOUR))
endif
HOSTCC ?= cc#  for the tools that run during the build

STANDARD := -std=c17 -D_GNU_SOURCE
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla
# Where "room/module.h", "gen/name.h" and, for tests only, "support.h" are found.
INCLUDES = -Iinclude -I$(BUILD) $(if $(filter tests/%,$<),-Itests/support)

SANITIZE.asan := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
SANITIZE.tsan := -fsanitize=thread -fno-omit-frame-pointer
SANITIZE.fuzz := -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all

CFLAGS.release := -O2 -g -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
# -g1 knows files and lines, which is all that the sanitizers say, and compiles faster.
CFLAGS.asan    := -O1 -g1 $(SANITIZE.asan)
CFLAGS.tsan    := -O1 -g1 $(SANITIZE.tsan)
CFLAGS.fuzz    := -O1 -g $(SANITIZE.fuzz)

# Half a second for each of many test programs.
QUICK_LINK := $(if $(shell command -v ld.gold),-fuse-ld=gold)

LDFLAGS.release := -pie -Wl,-z,relro,-z,now -Wl,--as-needed
LDFLAGS.asan    := $(SANITIZE.asan) $(QUICK_LINK)
LDFLAGS.tsan    := $(SANITIZE.tsan) $(QUICK_LINK)
LDFLAGS.fuzz    := $(SANITIZE.fuzz)

ALL_CFLAGS  = $(STANDARD) $(WARNINGS) $(WERROR) -pthread $(CFLAGS.$(FLAVOUR)) $(CFLAGS)
ALL_LDFLAGS = -pthread $(LDFLAGS.$(FLAVOUR)) $(LDFLAGS)
LIBS := -lmicrohttpd -lcurl -lcjson -lsqlite3 -lsodium -linih -lutf8proc -lqrencode -lm

TAG := $(if $(filter-out release,$(FLAVOUR)), ($(FLAVOUR)))#  says for which flavour a file is compiled

# --- files ---------------------------------------------------------------------------------------

OUT := $(BUILD)/$(FLAVOUR)#  objects, archive and test programs of this flavour
GEN := $(BUILD)/gen#         C files written by the embed tool, the same for every flavour
BIN := $(if $(filter release,$(FLAVOUR)),$(BUILD),$(OUT))#  the two programs

MAINS := src/cli/main.c src/sim/main.c src/demo/main.c
ROOMS := $(filter-out src/tools/%,$(sort $(wildcard src/*/*.c)))
LIB   := $(OUT)/libkanda.a#  every room but the two mains: what programs and tests are linked with

PROGRAM.src/cli/main.c := $(BIN)/kanda
PROGRAM.src/sim/main.c := $(BIN)/kanda-sim
PROGRAM.src/demo/main.c := $(OUT)/kanda-demo#  fills the demo; never installed
# No program of ours fits the fuzz flavour, where libFuzzer brings the main function.
PROGRAMS := $(if $(filter-out fuzz,$(FLAVOUR)),$(foreach main,$(wildcard $(MAINS)),$(PROGRAM.$(main))))

# What is embedded: gen/<name>.h and .c, from these files, named relative to this folder.
statements.files := $(sort $(wildcard sql/statements/*.sql))
migrations.files := $(sort $(wildcard sql/migrations/*.sql))
migrations.root  := sql/migrations
desk.files       := $(sort $(wildcard config/*.csv config/replies/*.ini))
desk.root        := config
openapi.files    := $(wildcard src/http/openapi.json)
openapi.root     := src/http
web.files        := $(sort $(shell find src/web -type f ! -name README.md ! -path "src/web/phone/*" 2>/dev/null))
web.root         := src/web
# Libraries of the pages, as Debian packs them; embedded below lib/.
LIBJS            ?= /usr/share/javascript
web.libs         := $(addprefix $(LIBJS)/,bootstrap5/css/bootstrap.min.css chart.js/chart.min.js leaflet/leaflet.min.js leaflet/leaflet.css)
phone.files      := $(sort $(wildcard src/web/phone/*.*))
phone.root       := src/web/phone#  the simulator's own pages; in no other program
WEB              := $(BUILD)/web#  the same files as they are embedded: with their version, compressed
EMBEDDED := migrations desk openapi web phone $(if $(statements.files),statements)
EMBED    := $(BUILD)/tools/embed
GEN_H    := $(EMBEDDED:%=$(GEN)/%.h)

LIB_OBJECTS := $(patsubst %.c,$(OUT)/%.o,$(filter-out $(MAINS),$(ROOMS))) $(EMBEDDED:%=$(OUT)/gen/%.o)

# --- how make behaves ----------------------------------------------------------------------------

# Every core is used unless -j says otherwise. Several goals run one after the other, so that
# `make clean all` and `make lint test` do what they say.
ifeq (0,$(MAKELEVEL))
MAKEFLAGS += -j$(shell nproc)
ifneq (,$(word 2,$(MAKECMDGOALS)))
.NOTPARALLEL:
endif
endif
MAKEFLAGS += --no-builtin-rules --no-print-directory
.SUFFIXES:
.SECONDARY:
.DELETE_ON_ERROR:
.SECONDEXPANSION:
.DEFAULT_GOAL := all

# $(call say,CC,file) prints a short line where $(Q) hides the command.
ifeq ($(V),1)
say :=
else
Q   := @
say  = @printf '%-5s %s\n' '$(1)' '$(2)'
endif

# $(call keep,TEXT) writes TEXT into the target only when it differs, so that whoever depends on
# the target is made again exactly when the text changes.
define keep
@mkdir -p $(@D)
@printf '%s\n' '$(strip $(1))' | cmp -s - $@ || printf '%s\n' '$(strip $(1))' > $@
endef

.PHONY: FORCE
FORCE:

# --- programs ------------------------------------------------------------------------------------

.PHONY: all demo run format install clean help
all: $(PROGRAMS) $(LIB) ## build kanda and kanda-sim (FLAVOUR=release|asan|tsan|fuzz)
	@:

$(BIN)/kanda: $(OUT)/src/cli/main.o
$(BIN)/kanda-sim: $(OUT)/src/sim/main.o
$(OUT)/kanda-demo: $(OUT)/src/demo/main.o
$(PROGRAMS): $(LIB) $(OUT)/flags
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIB) $(LIBS)

$(LIB): $(LIB_OBJECTS) $(OUT)/objects
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $(LIB_OBJECTS)

# Generated headers must be there before the first compilation; later the .d files know who reads them.
$(OUT)/%.o: %.c Makefile $(OUT)/flags | $(GEN_H) $(BUILD)/packages/build
	$(call say,CC,$<$(TAG))
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(INCLUDES) -MMD -MP -c -o $@ $<

$(OUT)/gen/%.o: $(GEN)/%.c Makefile $(OUT)/flags | $(BUILD)/packages/build
	$(call say,CC,$<$(TAG))
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(INCLUDES) -MMD -MP -c -o $@ $<

$(OUT)/flags: FORCE
	$(call keep,$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(LIBS))

$(OUT)/objects: FORCE
	$(call keep,$(LIB_OBJECTS))

-include $(wildcard $(OUT)/src/*/*.d $(OUT)/gen/*.d)

# --- generated files -----------------------------------------------------------------------------

$(EMBED): src/tools/embed.c Makefile | $(BUILD)/packages/build
	$(call say,TOOL,$@)
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) $(STANDARD) $(WARNINGS) $(WERROR) -O1 -g -o $@ $<

# The list changes when a file is added or removed, which no file's date would show.
$(GEN)/%.list: FORCE
	$(call keep,$($*.files))

$(GEN)/statements.h $(GEN)/statements.c &: $(GEN)/statements.list $(statements.files) $(EMBED)
	$(call say,EMBED,statements)
	$(Q)$(EMBED) statements $(GEN)/statements.h $(GEN)/statements.c $(statements.files)

$(web.libs): | $(BUILD)/packages/build
	@test -e $@ || { echo '$@ is missing: see src/tools/install-packages.sh, or set LIBJS.' >&2; exit 1; }

$(WEB)/version: $(GEN)/web.list $(web.files) $(web.libs) src/tools/web.sh
	$(call say,WEB,$(WEB))
	$(Q)src/tools/web.sh $(WEB) $(web.root) $(web.files) $(web.libs)

$(GEN)/web.h $(GEN)/web.c &: $(WEB)/version $(EMBED)
	$(call say,EMBED,web)
	$(Q)$(EMBED) files web $(GEN)/web.h $(GEN)/web.c $(WEB) $$(find $(WEB) -type f | LC_ALL=C sort)

$(GEN)/%.h $(GEN)/%.c: $(GEN)/%.list $$($$*.files) $(EMBED)
	$(call say,EMBED,$*)
	$(Q)$(EMBED) files $* $(GEN)/$*.h $(GEN)/$*.c $($*.root) $($*.files)

# --- packages ------------------------------------------------------------------------------------

# build, test, lint and browser are groups of packages; each contains what the one before it needs.
# One at a time: apt holds a lock.
$(BUILD)/packages/test: $(BUILD)/packages/build
$(BUILD)/packages/lint: $(BUILD)/packages/test
$(BUILD)/packages/browser: $(BUILD)/packages/test
$(BUILD)/packages/%: src/tools/install-packages.sh
	$(Q)src/tools/install-packages.sh $*
	@mkdir -p $(@D) && touch $@

# --- running, installing, tidying ----------------------------------------------------------------

demo: all $(BUILD)/packages/demo ## run the server, the simulator and a made-up town until Ctrl-C
	$(Q)src/tools/demo.sh

run: all ## run the server on config/kanda.conf
	$(Q)test -f config/kanda.conf || { \
	    echo 'config/kanda.conf is missing. Copy config/kanda.conf.example to it, fill it in, and try again.' >&2; \
	    exit 2; }
	$(Q)$(BIN)/kanda serve --config config/kanda.conf

format: $(BUILD)/packages/lint ## format every C file with clang-format
	$(Q)find src include tests -name '*.[ch]' -print0 | xargs -0r clang-format -i

install: all ## install programs, man pages, example of the settings, systemd unit (PREFIX, DESTDIR)
	$(Q)install -d $(DESTDIR)$(PREFIX)/bin
	$(Q)install -m 755 $(BIN)/kanda $(BIN)/kanda-sim $(DESTDIR)$(PREFIX)/bin/
	$(Q)for page in $(wildcard src/*/*.[1578]); do \
	    install -D -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$${page##*/} || exit 1; done
	$(Q)install -D -m 644 config/kanda.conf.example $(DESTDIR)$(PREFIX)/share/doc/kanda/kanda.conf.example
	$(Q)for unit in $(wildcard config/kanda.service); do \
	    install -D -m 644 $$unit $(DESTDIR)$(PREFIX)/lib/systemd/system/kanda.service || exit 1; done

clean: ## remove everything that make made
	$(Q)rm -rf $(BUILD)

help: ## print this list
	@sed -n 's/^\([a-z][a-z%-]*\):[^#]*## \(.*\)/\1@\2/p' $(MAKEFILE_LIST) | \
	    while IFS=@ read -r goal what; do printf '  make %-12s %s\n' "$$goal" "$$what"; done

-include tests/tests.mk tests/lint/lint.mk
