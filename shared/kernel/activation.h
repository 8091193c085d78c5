/* The elementwise functions of feed-forward layers. */
#ifndef PENSTOCK_SHARED_KERNEL_ACTIVATION_H
#define PENSTOCK_SHARED_KERNEL_ACTIVATION_H

#include <stddef.h>

enum ps_activation {
    PS_ACTIVATION_NONE,
    PS_ACTIVATION_GELU,      /* erf */
    PS_ACTIVATION_GELU_TANH, /* gelu_new, gelu_pytorch_tanh */
    PS_ACTIVATION_SILU,
    PS_ACTIVATION_RELU,
    PS_ACTIVATION_QUICK_GELU,
    PS_ACTIVATION_TANH
};

/* Replaces each of count values by its activation. */
void ps_activate(enum ps_activation activation, float *values, size_t count);

#endif
