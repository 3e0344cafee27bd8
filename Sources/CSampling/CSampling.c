#include "CSampling.h"

#include <string.h>

// Sums and products are rounded one by one, as in Swift.
#pragma STDC FP_CONTRACT OFF

/// One word or number of each of eight rows. Where the processor has shorter registers, several of
/// them.
typedef uint64_t words __attribute__((vector_size(64)));
typedef double doubles __attribute__((vector_size(64)));

enum { LANES = 8 };

#if defined(__x86_64__) && defined(__linux__)
#define FOR_SEVERAL_PROCESSORS \
    __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_SEVERAL_PROCESSORS
#endif

// Macros where a function would have to be given vectors: how that is done depends on the processor.

#define ROTATED(x, distance) ((x) << (distance) | (x) >> (64 - (distance)))

/// A round of SipHash on the variables v0 to v3.
#define SIP_ROUND() \
    do { \
        v0 += v1; \
        v1 = ROTATED(v1, 13) ^ v0; \
        v0 = ROTATED(v0, 32); \
        v2 += v3; \
        v3 = ROTATED(v3, 16) ^ v2; \
        v0 += v3; \
        v3 = ROTATED(v3, 21) ^ v0; \
        v2 += v1; \
        v1 = ROTATED(v1, 17) ^ v2; \
        v2 = ROTATED(v2, 32); \
    } while (0)

#define THREEFRY_ROUND(distance) \
    do { \
        x0 += x1; \
        x1 = ROTATED(x1, distance) ^ x0; \
    } while (0)

#define FOUR_ROUNDS(a, b, c, d) \
    do { \
        THREEFRY_ROUND(a); \
        THREEFRY_ROUND(b); \
        THREEFRY_ROUND(c); \
        THREEFRY_ROUND(d); \
    } while (0)

#define INJECT(first, second) \
    do { \
        x0 += (first); \
        x1 += (second); \
    } while (0)

/// How many rows of a block there are.
static inline size_t block_count(size_t left) { return left < LANES ? left : LANES; }

/// Copies so many words. Whole blocks are copied by an instruction or two, not by a call.
#define COPY(target, source, count, whole) \
    do { \
        if ((count) == (whole)) { \
            memcpy((target), (source), (whole) * sizeof(uint64_t)); \
        } else { \
            memcpy((target), (source), (count) * sizeof(uint64_t)); \
        } \
    } while (0)

FOR_SEVERAL_PROCESSORS
void csampling_identities(
    const uint64_t state[4], uint64_t last_block, const int64_t *integers, size_t count,
    uint64_t *identities) {
    for (size_t first = 0; first < count; first += LANES) {
        size_t rows = block_count(count - first);
        words word = {0};
        COPY(&word, integers + first, rows, LANES);

        words v0 = state[0] - (words){0}, v1 = state[1] - (words){0};
        words v2 = state[2] - (words){0}, v3 = state[3] - (words){0};
        v3 ^= word;
        SIP_ROUND();
        v0 ^= word;
        v3 ^= last_block;
        SIP_ROUND();
        v0 ^= last_block;
        v2 ^= 0xEE;
        for (int round = 0; round < 3; round++) SIP_ROUND();
        words high = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xDD;
        for (int round = 0; round < 3; round++) SIP_ROUND();
        words low = v0 ^ v1 ^ v2 ^ v3;

        words pairs[2] = {
            __builtin_shufflevector(high, low, 0, 8, 1, 9, 2, 10, 3, 11),
            __builtin_shufflevector(high, low, 4, 12, 5, 13, 6, 14, 7, 15),
        };
        COPY(identities + 2 * first, pairs, 2 * rows, 2 * LANES);
    }
}

/// Computes the numbers 1 − U and U of up to eight rows from `first` on into variables.
#define UNIFORM(complement, uniform) \
    size_t rows = block_count(count - first); \
    words pairs[2] = {{0}, {0}}; \
    COPY(pairs, identities + 2 * first, 2 * rows, 2 * LANES); \
    words x0 = __builtin_shufflevector(pairs[0], pairs[1], 0, 2, 4, 6, 8, 10, 12, 14); \
    words x1 = __builtin_shufflevector(pairs[0], pairs[1], 1, 3, 5, 7, 9, 11, 13, 15); \
    INJECT(key[0], key[1]); \
    FOUR_ROUNDS(16, 42, 12, 31); \
    INJECT(key[1], third + 1); \
    FOUR_ROUNDS(16, 32, 24, 21); \
    INJECT(third, key[0] + 2); \
    FOUR_ROUNDS(16, 42, 12, 31); \
    INJECT(key[0], key[1] + 3); \
    FOUR_ROUNDS(16, 32, 24, 21); \
    INJECT(key[1], third + 4); \
    FOUR_ROUNDS(16, 42, 12, 31); \
    INJECT(third, key[0] + 5); \
    words significand = x0 >> 12 | 0x3FF0000000000000; \
    doubles uniform = (doubles)significand - (1 - 0x1p-53); \
    doubles complement = 1 - uniform

FOR_SEVERAL_PROCESSORS
void csampling_complements(
    const uint64_t key[2], const uint64_t *identities, size_t count, double *numbers) {
    uint64_t third = key[0] ^ key[1] ^ 0x1BD11BDAA9FC1A22;
    for (size_t first = 0; first < count; first += LANES) {
        UNIFORM(complement, uniform);
        COPY(numbers + first, &complement, rows, LANES);
    }
}

FOR_SEVERAL_PROCESSORS
void csampling_waits(
    const uint64_t key[2], const uint64_t *identities, size_t count, double *numbers) {
    uint64_t third = key[0] ^ key[1] ^ 0x1BD11BDAA9FC1A22;
    for (size_t first = 0; first < count; first += LANES) {
        UNIFORM(complement, uniform);
        (void)complement;

        // As `logarithm(normal:scale:)` in NaturalLogarithm.swift. The exponent k is at most 0 and
        // above −1024, so that no sign is shifted and a double takes it in its low bits.
        words bits = (words)uniform;
        words k = ((bits - 0x3FE6A09E667F3BCD + (1024ull << 52)) >> 52) - 1024;
        doubles exponent = (doubles)(k + 0x4338000000000000) - 0x1.8p52;
        doubles f = (doubles)(bits - (k << 52)) - 1;
        doubles s = f / (2 + f);
        doubles z = s * s;
        doubles z2 = z * z;
        doubles z4 = z2 * z2;
        doubles a = 0x1.5555555555558p-1 + z * 0x1.99999999952e2p-2;
        doubles b = 0x1.2492492df148dp-2 + z * 0x1.c71c62e5800a1p-3;
        doubles c = 0x1.7462b4ab2ef6bp-3 + z * 0x1.39fe606542ddep-3;
        double d = 0x1.2b584aae78a57p-3;
        doubles r = z * ((a + z2 * b) + z4 * (c + z2 * d));
        doubles half_square = 0.5 * f * f;
        doubles correction = s * (half_square + r) + exponent * 0x1.473de6af278edp-34;
        doubles wait = -(exponent * 0x1.62e42fef00000p-1 - ((half_square - correction) - f));
        COPY(numbers + first, &wait, rows, LANES);
    }
}

FOR_SEVERAL_PROCESSORS
bool csampling_times(
    const double *waits, const double *weights, size_t count, double *times) {
    bool are_usual = true;
    for (size_t row = 0; row < count; row++) {
        double weight = weights[row];
        times[row] = waits[row] / weight;
        are_usual &= weight == 0 || (weight >= 0x1p-900 && weight <= 0x1p900);
    }
    return are_usual;
}

FOR_SEVERAL_PROCESSORS
ptrdiff_t csampling_first_arrivals(
    const double *waits, const double *times, size_t count, size_t limit, uint8_t *rows) {
    enum { ROWS = CSAMPLING_ARRIVAL_COUNT_MAX, VACANT = 0xFF };
    uint64_t places[ROWS];
    words equal = {0}, arriving = {0};
    for (size_t first = 0; first < count; first += LANES) {
        size_t block = block_count(count - first);
        // Rows that are not there never arrive, and their waits equal nothing.
        doubles wait = __builtin_nan("") - (doubles){0};
        doubles time = __builtin_inf() - (doubles){0};
        COPY(&wait, waits + first, block, LANES);
        COPY(&time, times + first, block, LANES);
        words place = {0};
        for (size_t other = 0; other < count; other++) {
            place -= (words)(times[other] < time);
            equal -= (words)(waits[other] == wait);
        }
        arriving -= (words)(time < __builtin_inf());
        memcpy(places + first, &place, sizeof place);
    }
    size_t equal_count = 0, found = 0;
    for (int lane = 0; lane < LANES; lane++) {
        equal_count += equal[lane];
        found += arriving[lane];
    }
    // Each is equal to itself.
    if (equal_count != count) return -1;

    memset(rows, VACANT, ROWS);
    for (size_t row = 0; row < count; row++) {
        // Those that never arrive have the places behind all others.
        if (places[row] < found) rows[places[row]] = (uint8_t)row;
    }
    // Rows that arrive together have one place, and the next is nobody's.
    for (size_t place = 0; place < found; place++) {
        if (rows[place] == VACANT) return -1;
    }
    return (ptrdiff_t)(found < limit ? found : limit);
}
