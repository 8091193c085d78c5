/* SHA-256 through OpenSSL. */
#include "shared/base/hash.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <stdbool.h>
#include <stdlib.h>

struct ps_hasher {
    EVP_MD_CTX *context;
    bool failed;
};

/* Leaves nothing in the thread's queue of errors, where it would look like another call's. */
static enum ps_status forget_error(void)
{
    ERR_clear_error();
    return PS_INTERNAL;
}

struct ps_hasher *ps_hasher_create(void)
{
    struct ps_hasher *hasher = calloc(1, sizeof *hasher);
    if (!hasher)
        return NULL;
    hasher->context = EVP_MD_CTX_new();
    if (!hasher->context || EVP_DigestInit_ex(hasher->context, EVP_sha256(), NULL) != 1) {
        ps_hasher_destroy(hasher);
        (void)forget_error();
        return NULL;
    }
    return hasher;
}

void ps_hasher_destroy(struct ps_hasher *hasher)
{
    if (!hasher)
        return;
    EVP_MD_CTX_free(hasher->context);
    free(hasher);
}

void ps_hasher_update(struct ps_hasher *hasher, const void *data, size_t size)
{
    if (EVP_DigestUpdate(hasher->context, data, size) != 1)
        hasher->failed = true;
}

void ps_hasher_update_field(struct ps_hasher *hasher, const void *data, size_t size)
{
    uint8_t length[8];
    for (size_t i = 0; i < sizeof length; i++)
        length[i] = (uint8_t)((uint64_t)size >> (8 * i));
    ps_hasher_update(hasher, length, sizeof length);
    ps_hasher_update(hasher, data, size);
}

enum ps_status ps_hasher_finish(struct ps_hasher *hasher, struct ps_digest *digest)
{
    unsigned int size = PS_DIGEST_SIZE;
    if (hasher->failed || EVP_DigestFinal_ex(hasher->context, digest->bytes, &size) != 1)
        return forget_error();
    return PS_OK;
}

enum ps_status ps_digest_of(const void *data, size_t size, struct ps_digest *digest)
{
    unsigned int digest_size = PS_DIGEST_SIZE;
    if (EVP_Digest(data, size, digest->bytes, &digest_size, EVP_sha256(), NULL) != 1)
        return forget_error();
    return PS_OK;
}

void ps_digest_hex(const struct ps_digest *digest, char hex[PS_DIGEST_HEX_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < PS_DIGEST_SIZE; i++) {
        hex[2 * i] = digits[digest->bytes[i] >> 4];
        hex[2 * i + 1] = digits[digest->bytes[i] & 15];
    }
    hex[PS_DIGEST_HEX_SIZE - 1] = '\0';
}

uint64_t ps_digest_number(const struct ps_digest *digest)
{
    uint64_t number = 0;
    for (size_t i = 0; i < 8; i++)
        number |= (uint64_t)digest->bytes[i] << (8 * i);
    return number;
}
