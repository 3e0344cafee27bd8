#include <lmdb.h>

/* Asks the processor for a line of memory. It does no harm wherever the address points. */
static inline void medgraph_prefetch(const void *address) { __builtin_prefetch(address); }
