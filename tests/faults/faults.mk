# SPDX-License-Identifier: MIT
# Batches whose plugins, inputs and outputs misbehave.
if SHARED
check_LTLIBRARIES += tests/faults/faulty.la
tests_faults_faulty_la_SOURCES = tests/faults/faulty.c
tests_faults_faulty_la_LDFLAGS = $(PLUGIN_LINK) -rpath /nowhere
# It has a part of the library of its own, to speak as workers do.
check_LTLIBRARIES += tests/faults/hostile.la
tests_faults_hostile_la_SOURCES = tests/faults/hostile.c
tests_faults_hostile_la_LIBADD = libcore.la $(CORE_LIBS)
tests_faults_hostile_la_LDFLAGS = $(PLUGIN_LINK) -rpath /nowhere
# Preloaded, it makes calls of the system fail. It is no plugin, and must not lie where plugins are looked for.
check_LTLIBRARIES += tests/faults/preload/failing_calls.la
tests_faults_preload_failing_calls_la_SOURCES = tests/faults/preload/failing_calls.c
tests_faults_preload_failing_calls_la_LDFLAGS = -module -avoid-version -shared -rpath /nowhere
bats_files += tests/faults/answers.bats tests/faults/disk.bats tests/faults/examples.bats tests/faults/parts.bats tests/faults/plugins.bats \
	tests/faults/sandbox.bats tests/faults/serve.bats tests/faults/setuid.bats
endif
bats_files += tests/faults/inputs.bats tests/faults/outputs.bats tests/faults/resume.bats tests/faults/workers.bats
# Not among the tests: needs root and Debian's slurm-wlm.
EXTRA_DIST += examples/slurm/extract.sbatch examples/slurm/merge.sbatch examples/slurm/run.sh tests/clusters/slurm.sh
EXTRA_DIST += tests/faults/help.bash

# Runs lode as if on another kernel.
EXTRA_PROGRAMS += tests/faults/without
tests_faults_without_SOURCES = tests/faults/without.c
tests_faults_without_LDADD = $(SECCOMP_LIBS)
tests/faults/sandbox.log: tests/faults/without$(EXEEXT)
