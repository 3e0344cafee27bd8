#include "StorageFloor.h"

#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct StorageFloor {
    MDB_env *environment;
    MDB_txn *transaction;
    MDB_dbi nodes, multi;
};

static void check(int code) {
    if (code == MDB_SUCCESS) return;
    fprintf(stderr, "LMDB: %s\n", mdb_strerror(code));
    abort();
}

static uint64_t first_word(MDB_val value) {
    uint64_t word;
    memcpy(&word, value.mv_data, sizeof word);
    return word;
}

StorageFloor *storage_floor_open(const char *path, size_t map_byte_count) {
    StorageFloor *floor = calloc(1, sizeof *floor);
    if (!floor) abort();
    check(mdb_env_create(&floor->environment));
    check(mdb_env_set_mapsize(floor->environment, map_byte_count));
    check(mdb_env_set_maxdbs(floor->environment, 8));
    check(mdb_env_open(floor->environment, path, MDB_NOSUBDIR | MDB_NOTLS | MDB_RDONLY, 0644));
    check(mdb_txn_begin(floor->environment, NULL, MDB_RDONLY, &floor->transaction));
    check(mdb_dbi_open(floor->transaction, "nodes", MDB_INTEGERKEY, &floor->nodes));
    check(mdb_dbi_open(
        floor->transaction, "multi",
        MDB_INTEGERKEY | MDB_DUPSORT | MDB_DUPFIXED | MDB_INTEGERDUP, &floor->multi));
    return floor;
}

void storage_floor_close(StorageFloor *floor) {
    mdb_txn_abort(floor->transaction);
    mdb_env_close(floor->environment);
    free(floor);
}

uint64_t storage_floor_get(StorageFloor *floor, const uint64_t *keys, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t key = keys[i];
        MDB_val k = {sizeof key, &key}, v;
        int code = mdb_get(floor->transaction, floor->nodes, &k, &v);
        if (code == MDB_NOTFOUND) continue;
        check(code);
        sum += first_word(v);
    }
    return sum;
}

uint64_t storage_floor_scan(StorageFloor *floor) {
    uint64_t sum = 0;
    MDB_cursor *cursor;
    MDB_val k, v;
    check(mdb_cursor_open(floor->transaction, floor->nodes, &cursor));
    while (mdb_cursor_get(cursor, &k, &v, MDB_NEXT) == MDB_SUCCESS) sum += first_word(k) + first_word(v);
    mdb_cursor_close(cursor);
    return sum;
}

uint64_t storage_floor_pages(StorageFloor *floor) {
    uint64_t sum = 0;
    MDB_cursor *cursor;
    MDB_val k, v;
    check(mdb_cursor_open(floor->transaction, floor->multi, &cursor));
    int code = mdb_cursor_get(cursor, &k, &v, MDB_FIRST);
    while (code == MDB_SUCCESS) {
        size_t count;
        check(mdb_cursor_count(cursor, &count));
        /* A key with one value keeps it in its node, and has no page. */
        if (count > 1) check(mdb_cursor_get(cursor, &k, &v, MDB_GET_MULTIPLE));
        do {
            const uint32_t *values = v.mv_data;
            for (size_t i = 0; i < v.mv_size / sizeof *values; i++) sum += values[i];
        } while (mdb_cursor_get(cursor, &k, &v, MDB_NEXT_MULTIPLE) == MDB_SUCCESS);
        code = mdb_cursor_get(cursor, &k, &v, MDB_NEXT_NODUP);
    }
    mdb_cursor_close(cursor);
    return sum;
}
