/* SPDX-License-Identifier: MIT */
/* Entities in the cells of tables, whose units the tables' heads tell. */
#ifndef LODE_PIPELINE_CELLS_H
#define LODE_PIPELINE_CELLS_H

#include "pipeline/extraction.h"

/* Runs the rules for cells of tables: makes candidates, once the entities of the text are settled. LODE_OK or
 * LODE_ERROR_MEMORY. */
lode_status lode_cells_find(lode_extraction *extraction);

#endif
