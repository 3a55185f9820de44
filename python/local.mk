# SPDX-License-Identifier: MIT
# The Python package. It is built by Python's own tools from what is built here, and tested in an environment of its own, for which
# PyPI is asked: nothing else of lode needs it.
EXTRA_DIST += \
	python/lode/__init__.py \
	python/lode/_engine.py \
	python/lode/_error.py \
	python/lode/_frame.py \
	python/lode/_lode.pyi \
	python/lode/_place.py \
	python/lode/_results.py \
	python/lode/_run.py \
	python/lode/_table.py \
	python/lode/dask.py \
	python/lode/py.typed \
	python/lode/spacy.py \
	python/lode/spark.py \
	python/pyproject.toml \
	python/setup.py \
	python/src/arrow.c \
	python/src/engine.c \
	python/src/module.c \
	python/src/module.h \
	python/src/reader.c \
	python/src/result.c \
	python/tests/bench.py \
	python/tests/clusters/conftest.py \
	python/tests/clusters/machines.py \
	python/tests/clusters/requirements.txt \
	python/tests/clusters/test_dask.py \
	python/tests/clusters/test_spark.py \
	python/tests/conftest.py \
	python/tests/requirements.txt \
	python/tests/run.sh \
	python/tests/test_docs.py \
	python/tests/test_extract.py \
	python/tests/test_formats.py \
	python/tests/test_lsp.py \
	python/tests/test_pipe.py \
	python/tests/test_scan.py \
	python/tests/test_spacy.py \
	python/tests/test_table.py

.PHONY: check-python
check-python: all
	$(top_srcdir)/python/tests/run.sh '$(abs_top_builddir)' '$(abs_top_srcdir)' package

# Spark and Dask, as they are on many machines, on this one's loopback.
.PHONY: check-clusters
check-clusters: all tests/bench/corpus
	$(top_srcdir)/python/tests/run.sh '$(abs_top_builddir)' '$(abs_top_srcdir)' clusters

# What these ways to lode cost.
.PHONY: bench-python
bench-python: all tests/bench/corpus tests/bench/one_by_one
	$(top_srcdir)/python/tests/run.sh '$(abs_top_builddir)' '$(abs_top_srcdir)' bench

distclean-local:
	rm -rf python-env
