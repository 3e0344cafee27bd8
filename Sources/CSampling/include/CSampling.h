#ifndef CSAMPLING_H
#define CSAMPLING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The arithmetic of a draw for many rows, eight at a time.
///
/// Swift has no way to compile a function for several processors and take the best one when the
/// program runs. Each function here is what its caller in Swift says it is for one row, to the last
/// bit.

/// Writes the identities of rows that have an integer each behind what a hasher has taken in.
///
/// - state: the words v0 to v3 of SipHash-1-3, behind the header of the integer.
/// - last_block: what ends the message.
/// - identities: two words for each row, the high one first.
void csampling_identities(
    const uint64_t state[4], uint64_t last_block, const int64_t *integers, size_t count,
    uint64_t *identities);

/// Writes 1 − U for each row, U being its uniform number.
///
/// - key: the two words of the key of Threefry.
/// - identities: two words for each row, the high one first.
void csampling_complements(
    const uint64_t key[2], const uint64_t *identities, size_t count, double *numbers);

/// Writes −ln U for each row: when it would arrive with a weight of 1. As `csampling_complements`.
void csampling_waits(
    const uint64_t key[2], const uint64_t *identities, size_t count, double *numbers);

/// Writes when rows arrive in a race: their waits over their weights.
///
/// Returns whether the weights are all 0 or from 2⁻⁹⁰⁰ to 2⁹⁰⁰.
bool csampling_times(
    const double *waits, const double *weights, size_t count, double *times);

/// How many rows there may be among which first arrivals are found.
enum { CSAMPLING_ARRIVAL_COUNT_MAX = 64 };

/// Finds the rows that arrive first in a race, in the order in which they do: the place of a row is
/// the number of those before it. Each is compared with each, without a branch.
///
/// - waits: of each row when it would arrive with a weight of 1. Equal rows have equal ones.
/// - times: when it arrives; infinite for rows that never do, none NaN.
/// - limit: how many rows are wanted.
/// - rows: room for `CSAMPLING_ARRIVAL_COUNT_MAX` rows.
///
/// Returns how many rows were found; −1 where two waits are equal, or two finite times.
ptrdiff_t csampling_first_arrivals(
    const double *waits, const double *times, size_t count, size_t limit, uint8_t *rows);

#endif
