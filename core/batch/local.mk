libcore_la_SOURCES += \
	core/batch/batch.c \
	core/batch/batch.h \
	core/batch/frames.c \
	core/batch/frames.h \
	core/batch/inputs.c \
	core/batch/inputs.h \
	core/batch/sandbox.c \
	core/batch/sandbox.h \
	core/batch/sink.c \
	core/batch/sink.h \
	core/batch/writing.c \
	core/batch/writing.h
