/* Measuring the machine's limits.
 *
 * Multiply-adds: enough independent chains to hide an instruction's latency, nothing loaded or
 * stored in between. Reading: sums over a buffer that no cache holds, which a compiler can't leave
 * out because they are used. */
#include "shared/kernel/peak.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/clock.h"

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

enum {
    ROUNDS = 8,
    CHAINS = 12, /* x two ports x a latency of 4 or 5 cycles */
    FMA_ITERATIONS = 400000,
    BUFFER_BYTES = 256 << 20,
    WORDS = 8, /* summed side by side */
};

/* Runs CHAINS x iterations multiply-adds of vectors; the result depends on all of them. */
typedef float fma_loop(size_t iterations);

static float fma_portable(size_t iterations)
{
    float sums[CHAINS] = {0};
    for (size_t i = 0; i < iterations; i++) {
        for (size_t j = 0; j < CHAINS; j++)
            sums[j] = sums[j] * 0.5F + 1.0F;
    }
    float total = 0;
    for (size_t j = 0; j < CHAINS; j++)
        total += sums[j];
    return total;
}

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) static float fma_avx2(size_t iterations)
{
    __m256 factor = _mm256_set1_ps(0.5F), one = _mm256_set1_ps(1.0F);
    __m256 sums[CHAINS];
    for (size_t j = 0; j < CHAINS; j++)
        sums[j] = _mm256_setzero_ps();
    for (size_t i = 0; i < iterations; i++) {
#pragma GCC unroll 12
        for (size_t j = 0; j < CHAINS; j++)
            sums[j] = _mm256_fmadd_ps(sums[j], factor, one);
    }
    float total = 0;
    for (size_t j = 0; j < CHAINS; j++)
        total += _mm256_cvtss_f32(sums[j]);
    return total;
}

__attribute__((target("avx512f"))) static float fma_avx512(size_t iterations)
{
    __m512 factor = _mm512_set1_ps(0.5F), one = _mm512_set1_ps(1.0F);
    __m512 sums[CHAINS];
    for (size_t j = 0; j < CHAINS; j++)
        sums[j] = _mm512_setzero_ps();
    for (size_t i = 0; i < iterations; i++) {
#pragma GCC unroll 12
        for (size_t j = 0; j < CHAINS; j++)
            sums[j] = _mm512_fmadd_ps(sums[j], factor, one);
    }
    float total = 0;
    for (size_t j = 0; j < CHAINS; j++)
        total += _mm512_cvtss_f32(sums[j]);
    return total;
}
#elif defined(__aarch64__)
static float fma_neon(size_t iterations)
{
    float32x4_t factor = vdupq_n_f32(0.5F), one = vdupq_n_f32(1.0F);
    float32x4_t sums[CHAINS];
    for (size_t j = 0; j < CHAINS; j++)
        sums[j] = vdupq_n_f32(0.0F);
    for (size_t i = 0; i < iterations; i++) {
#pragma GCC unroll 12
        for (size_t j = 0; j < CHAINS; j++)
            sums[j] = vfmaq_f32(one, sums[j], factor);
    }
    float total = 0;
    for (size_t j = 0; j < CHAINS; j++)
        total += vgetq_lane_f32(sums[j], 0);
    return total;
}
#endif

struct set {
    const char *isa;
    fma_loop *run;
    size_t lanes; /* floats of a vector */
};

static struct set choose_set(void)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f"))
        return (struct set){"avx512", fma_avx512, 16};
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return (struct set){"avx2", fma_avx2, 8};
#elif defined(__aarch64__)
    return (struct set){"neon", fma_neon, 4};
#endif
    return (struct set){"portable", fma_portable, 1};
}

struct round {
    const struct set *set;
    const uint64_t *buffer; /* [num_threads, words] */
    size_t words;           /* of one thread */
    volatile double sink;   /* what was computed must look as if somebody wanted it */
};

static void compute(void *context, size_t part)
{
    struct round *round = context;
    float sum = round->set->run(FMA_ITERATIONS);
    if (part == 0)
        round->sink = (double)sum;
}

static void read_buffer(void *context, size_t part)
{
    struct round *round = context;
    const uint64_t *words = round->buffer + part * round->words;
    uint64_t sums[WORDS] = {0};
    for (size_t i = 0; i + WORDS <= round->words; i += WORDS) {
        for (size_t j = 0; j < WORDS; j++)
            sums[j] += words[i + j];
    }
    for (size_t j = 1; j < WORDS; j++)
        sums[0] += sums[j];
    if (sums[0] == 1) /* never: the buffer holds zeros */
        round->sink = 1;
}

/* Seconds of the fastest round. */
static double fastest(struct ps_pool *pool, size_t num_threads, ps_pool_work *work,
                      struct round *round)
{
    int64_t best_us = INT64_MAX;
    for (int i = 0; i < ROUNDS; i++) {
        int64_t begin_us = ps_clock_monotonic_us();
        ps_pool_run(pool, num_threads, work, round);
        int64_t took_us = ps_clock_monotonic_us() - begin_us;
        if (took_us < best_us)
            best_us = took_us;
    }
    return (double)(best_us > 0 ? best_us : 1) / 1e6;
}

void ps_peak_measure(struct ps_pool *pool, struct ps_peak *peak)
{
    size_t num_threads = pool ? ps_pool_num_threads(pool) : 1;
    struct set set = choose_set();
    struct round round = {.set = &set, .words = BUFFER_BYTES / sizeof(uint64_t) / num_threads};
    double seconds = fastest(pool, num_threads, compute, &round);
    double num_flops = 2.0 * FMA_ITERATIONS * CHAINS * (double)(set.lanes * num_threads);
    *peak = (struct ps_peak){.isa = set.isa, .flops_per_s = num_flops / seconds};
    size_t num_bytes = num_threads * round.words * sizeof(uint64_t);
    uint64_t *buffer = malloc(num_bytes);
    if (!buffer)
        return;
    memset(buffer, 0, num_bytes); /* so that every page is a page of its own */
    round.buffer = buffer;
    seconds = fastest(pool, num_threads, read_buffer, &round);
    peak->bytes_read_per_s = (double)num_bytes / seconds;
    free(buffer);
}
