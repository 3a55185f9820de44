# SPDX-License-Identifier: MIT
# The page where rules are tried: liblode, the plugins for text and the packs in a browser. `make web` builds it, from the root of
# the source tree, and `make check-web` drives it in a browser; nothing else here needs what they need.
web_sources = web/engine.c web/plugins.c core/cli/examples.c core/cli/explanation.c core/cli/skeleton.c $(libcore_la_SOURCES) \
	$(plugins_contact_la_SOURCES) $(plugins_date_la_SOURCES) $(plugins_jsonl_la_SOURCES) $(plugins_mention_la_SOURCES) \
	$(plugins_money_la_SOURCES) $(plugins_organization_la_SOURCES) $(plugins_text_la_SOURCES)
EXTRA_DIST += web/build.sh web/bundle.mjs web/check.py web/engine.c web/keep.mjs web/libraries.sh web/libraries.tsv web/package.json \
	web/package-lock.json web/plugins.c web/plugins.h web/page

web: core/cache/build.h
	@cd $(srcdir) && WEB_FOLDER='$(abs_builddir)/web/made' WEB_GENERATED='$(abs_builddir)/core' \
	    web/build.sh '$(PACKAGE_VERSION)' $(web_sources)

check-web: web core/cli/lode $(plugin_LTLIBRARIES)
	@python3 $(srcdir)/web/check.py '$(abs_builddir)/web/made/site' '$(abs_builddir)/lode' '$(srcdir)'

.PHONY: web check-web
