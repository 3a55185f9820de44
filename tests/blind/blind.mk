EXTRA_DIST += tests/blind

.PHONY: blind
blind: all
	for set in first second third fourth fifth sixth; do \
	  echo "$$set:"; \
	  $(top_srcdir)/tests/blind/score.py $(top_srcdir)/tests/blind/$$set $(abs_top_builddir)/lode extract -r vi; \
	done
	for set in en-first en-second; do \
	  echo "$$set:"; \
	  $(top_srcdir)/tests/blind/score.py $(top_srcdir)/tests/blind/$$set $(abs_top_builddir)/lode extract -r en --language en; \
	done
