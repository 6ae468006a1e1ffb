/* A disk that remembers every write, so that any moment at which the power may fail can be built again.
 *
 * It lies under SQLite as its file system (a VFS around the usual one) and records what is done to the files
 * of one folder. A state after a power loss holds all that was synced before the moment, and of what was not
 * any part: nothing, everything, some of the writes in any order, or only some sectors of a write. A new file
 * is there for certain once it was synced; a file deleted without a sync of its folder may still be there. */
#ifndef TRIVET_TEST_DISK_H
#define TRIVET_TEST_DISK_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Disk Disk;

/* Records from now on what SQLite does below the folder. One at a time. */
Disk *disk_record(const char *folder);
void disk_stop(Disk *disk); /* SQLite writes as usual again; what was recorded stays */
void disk_free(Disk *disk);
/* Operations so far. */
int disk_operations(const Disk *disk);
/* Makes the files in `to`, an empty folder, as they may be when the power fails before operation `moment`. */
bool disk_build(const Disk *disk, int moment, uint64_t *random, const char *to);

#endif
