/* Activations, one value at a time. */
#include "shared/kernel/activation.h"

#include <math.h>

static float gelu(float x)
{
    const float sqrt_half = 0.70710678118654752440f;
    return 0.5f * x * (1.0f + erff(x * sqrt_half));
}

static float gelu_tanh(float x)
{
    const float sqrt_two_over_pi = 0.79788456080286535588f;
    return 0.5f * x * (1.0f + tanhf(sqrt_two_over_pi * (x + 0.044715f * x * x * x)));
}

static float sigmoid(float x)
{
    return 1.0f / (1.0f + expf(-x));
}

static float activate(enum ps_activation activation, float x)
{
    switch (activation) {
    case PS_ACTIVATION_NONE:
        return x;
    case PS_ACTIVATION_GELU:
        return gelu(x);
    case PS_ACTIVATION_GELU_TANH:
        return gelu_tanh(x);
    case PS_ACTIVATION_SILU:
        return x * sigmoid(x);
    case PS_ACTIVATION_RELU:
        return x > 0.0f ? x : 0.0f;
    case PS_ACTIVATION_QUICK_GELU:
        return x * sigmoid(1.702f * x);
    case PS_ACTIVATION_TANH:
        return tanhf(x);
    }
    return x;
}

void ps_activate(enum ps_activation activation, float *values, size_t count)
{
    if (activation == PS_ACTIVATION_NONE)
        return;
    for (size_t i = 0; i < count; i++)
        values[i] = activate(activation, values[i]);
}
