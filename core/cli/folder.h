/* SPDX-License-Identifier: MIT */
/* Folders in the making. */
#ifndef LODE_CLI_FOLDER_H
#define LODE_CLI_FOLDER_H

/* Removes a folder with all that is in it; links are removed and not followed. What cannot be removed stays. */
void lode_folder_remove(const char *path);

#endif
