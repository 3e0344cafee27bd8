/* What reading LMDB costs in C: the floor that the Swift wrapper is measured against.
 *
 * The file has a tree "nodes" of 8-byte integer keys and a multimap "multi" of 8-byte integer keys
 * and 4-byte integer values. Every function returns a sum over what it read, so that nothing is
 * optimised away and both sides can be compared. An error of LMDB ends the program.
 */
#ifndef STORAGE_FLOOR_H
#define STORAGE_FLOOR_H

#include <stddef.h>
#include <stdint.h>

typedef struct StorageFloor StorageFloor;

/* Opens a file and begins to read. */
StorageFloor *storage_floor_open(const char *path, size_t map_byte_count);

void storage_floor_close(StorageFloor *floor);

/* Looks up keys of "nodes", and adds up the first 8 bytes of their values. */
uint64_t storage_floor_get(StorageFloor *floor, const uint64_t *keys, size_t count);

/* Walks "nodes", and adds up the keys and the first 8 bytes of the values. */
uint64_t storage_floor_scan(StorageFloor *floor);

/* Walks "multi" page by page, and adds up the values. */
uint64_t storage_floor_pages(StorageFloor *floor);

#endif
