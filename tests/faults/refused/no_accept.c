/* An extractor that leaves out what it needs. */
#include <lode/plugin.h>

LODE_EXTRACTOR_PLUGIN(no_accept, "1.0", "cannot accept", .open = NULL)
