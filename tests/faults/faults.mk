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
bats_files += tests/faults/answers.bats tests/faults/examples.bats tests/faults/plugins.bats tests/faults/sandbox.bats
endif
bats_files += tests/faults/inputs.bats tests/faults/outputs.bats tests/faults/resume.bats tests/faults/workers.bats
EXTRA_DIST += tests/faults/help.bash
