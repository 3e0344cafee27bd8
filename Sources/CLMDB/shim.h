#include <lmdb.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

/* Asks the processor for a line of memory. It does no harm wherever the address points. */
static inline void medgraph_prefetch(const void *address) { __builtin_prefetch(address); }

/* Keeps freed memory: pieces up to a size, and up to so much in all. */
static inline void medgraph_keep_memory(int piece_byte_count_max, int byte_count_max) {
#if defined(__GLIBC__)
    mallopt(M_MMAP_THRESHOLD, piece_byte_count_max);
    mallopt(M_TRIM_THRESHOLD, byte_count_max);
#else
    (void)piece_byte_count_max;
    (void)byte_count_max;
#endif
}
