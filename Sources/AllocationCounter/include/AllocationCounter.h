#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

#include <stdint.h>

/// How many times this thread has asked for memory: malloc, calloc, realloc and the aligned ones.
///
/// Programs that this is linked into call it in the place of the C library's allocator, which it
/// hands all requests on to.
uint64_t allocation_count(void);

#endif
