libcore_la_SOURCES += \
	core/batch/batch.c core/batch/batch.h \
	core/batch/blame.c core/batch/blame.h \
	core/batch/coordinator.c core/batch/coordinator.h \
	core/batch/crew.c core/batch/crew.h \
	core/batch/delivery.c core/batch/delivery.h \
	core/batch/fingerprint.c core/batch/fingerprint.h \
	core/batch/flight.c core/batch/flight.h \
	core/batch/frames.c core/batch/frames.h \
	core/batch/hash.h \
	core/batch/inputs.c core/batch/inputs.h \
	core/batch/interrupt.c core/batch/interrupt.h \
	core/batch/journal.c core/batch/journal.h \
	core/batch/message.c core/batch/message.h \
	core/batch/progress.c core/batch/progress.h \
	core/batch/sandbox.c core/batch/sandbox.h \
	core/batch/sink.c core/batch/sink.h \
	core/batch/source.c core/batch/source.h \
	core/batch/tally.c core/batch/tally.h \
	core/batch/worker.c core/batch/worker.h \
	core/batch/writing.c core/batch/writing.h
