/* SHA-256 (through OpenSSL) and its hexadecimal form: ids, cache keys, model digests. */
#ifndef PENSTOCK_SHARED_BASE_HASH_H
#define PENSTOCK_SHARED_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/defer.h"
#include "shared/base/status.h"

#define PS_DIGEST_SIZE     32
#define PS_DIGEST_HEX_SIZE 65 /* with the NUL */

struct ps_digest {
    uint8_t bytes[PS_DIGEST_SIZE];
};

struct ps_hasher; /* opaque */

/* A running digest; NULL where memory can't be had. */
struct ps_hasher *ps_hasher_create(void);
void ps_hasher_destroy(struct ps_hasher *hasher);
PS_DEFINE_DEFER(ps_hasher_destroy, struct ps_hasher)
void ps_hasher_update(struct ps_hasher *hasher, const void *data, size_t size);

/* Adds a string with its length, so that ("ab", "c") and ("a", "bc") differ. */
void ps_hasher_update_field(struct ps_hasher *hasher, const void *data, size_t size);

/* The digest of everything added; the hasher can only be destroyed afterwards. PS_INTERNAL where
 * OpenSSL failed at any step. */
enum ps_status ps_hasher_finish(struct ps_hasher *hasher, struct ps_digest *digest) PS_MUST_USE;

/* The digest of one run of bytes. PS_INTERNAL where OpenSSL fails. */
enum ps_status ps_digest_of(const void *data, size_t size, struct ps_digest *digest) PS_MUST_USE;

void ps_digest_hex(const struct ps_digest *digest, char hex[PS_DIGEST_HEX_SIZE]);

/* The first eight bytes as a number, little-endian: seeds. */
uint64_t ps_digest_number(const struct ps_digest *digest);

#endif
