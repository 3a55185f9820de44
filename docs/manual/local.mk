# SPDX-License-Identifier: MIT
# The manual: the page of each command is written by the command itself, from the tables behind --help.
manual_commands = check completion convert diff eval explain extract list lsp merge new serve stats test
manual_sources = docs/manual/lode.1.scd docs/manual/liblode.3.scd docs/manual/lode-plugin.7.scd docs/manual/lode-rules.5.scd
EXTRA_DIST += $(manual_sources) docs/manual/tidy.awk
if HAVE_SCDOC
man_MANS = docs/manual/lode.1 docs/manual/liblode.3 docs/manual/lode-plugin.7 docs/manual/lode-rules.5 \
	$(manual_commands:%=docs/manual/lode-%.1)
CLEANFILES += $(man_MANS)

# scdoc's dates are of the day of SOURCE_DATE_EPOCH where that is set, as packages do.
TIDY = LC_ALL=C awk -f $(srcdir)/docs/manual/tidy.awk
$(man_MANS): docs/manual/tidy.awk

docs/manual/lode.1: docs/manual/lode.1.scd core/cli/lode
	$(AM_V_GEN)$(MKDIR_P) docs/manual && core/cli/lode help --manual >$@.commands && \
	  sed -e '/@COMMANDS@/{r $@.commands' -e 'd;}' $(srcdir)/docs/manual/lode.1.scd | scdoc | $(TIDY) >$@ && rm -f $@.commands

docs/manual/liblode.3: docs/manual/liblode.3.scd
	$(AM_V_GEN)$(MKDIR_P) docs/manual && scdoc <$(srcdir)/docs/manual/liblode.3.scd | $(TIDY) >$@
docs/manual/lode-plugin.7: docs/manual/lode-plugin.7.scd
	$(AM_V_GEN)$(MKDIR_P) docs/manual && scdoc <$(srcdir)/docs/manual/lode-plugin.7.scd | $(TIDY) >$@
docs/manual/lode-rules.5: docs/manual/lode-rules.5.scd
	$(AM_V_GEN)$(MKDIR_P) docs/manual && scdoc <$(srcdir)/docs/manual/lode-rules.5.scd | $(TIDY) >$@
$(manual_commands:%=docs/manual/lode-%.1): core/cli/lode
	$(AM_V_GEN)$(MKDIR_P) docs/manual && name=$(@F) && \
	  core/cli/lode help --manual `echo $$name | sed 's/^lode-//; s/\.1$$//'` | scdoc | $(TIDY) >$@
endif

# What shells offer.
completions = completions/bash/lode completions/zsh/_lode completions/fish/lode.fish
bashcompletiondir = $(datadir)/bash-completion/completions
zshcompletiondir = $(datadir)/zsh/site-functions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
bashcompletion_DATA = completions/bash/lode
zshcompletion_DATA = completions/zsh/_lode
fishcompletion_DATA = completions/fish/lode.fish
CLEANFILES += $(completions)

$(completions): core/cli/lode
	$(AM_V_GEN)$(MKDIR_P) $(@D) && core/cli/lode completion `basename $(@D)` >$@
