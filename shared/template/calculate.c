/* Numbers: Python's integers as far as 64 bits reach, and its floats. */
#include <math.h>

#include "shared/template/operate.h"

static enum ps_status overflow(struct ps_rendering *render)
{
    return ps_rendering_refuse(render, "an integer over 64 bits");
}

static enum ps_status fail_zero(struct ps_rendering *render)
{
    return ps_rendering_fail(render, "division by zero");
}

static enum ps_status power_integers(struct ps_rendering *render, int64_t base, int64_t exponent,
                                     struct ps_value *result)
{
    if (exponent < 0) {
        if (base == 0)
            return ps_rendering_fail(render, "0.0 cannot be raised to a negative power");
        *result = ps_value_float(pow((double)base, (double)exponent));
        return PS_OK;
    }
    int64_t power = 1;
    while (exponent > 0) {
        if (exponent & 1 && __builtin_mul_overflow(power, base, &power))
            return overflow(render);
        exponent >>= 1;
        if (exponent > 0 && __builtin_mul_overflow(base, base, &base))
            return overflow(render);
    }
    *result = ps_value_int(power);
    return PS_OK;
}

/* Rounded toward minus infinity; the remainder has the divisor's sign. */
static enum ps_status divide_integers(struct ps_rendering *render, int64_t left, int64_t right,
                                      int64_t *quotient, int64_t *remainder)
{
    if (right == 0)
        return fail_zero(render);
    if (left == INT64_MIN && right == -1)
        return overflow(render);
    *quotient = left / right;
    *remainder = left % right;
    if (*remainder != 0 && (*remainder < 0) != (right < 0)) {
        --*quotient;
        *remainder += right;
    }
    return PS_OK;
}

static enum ps_status calculate_integers(struct ps_rendering *render, enum ps_node_kind operation,
                                         int64_t left, int64_t right, struct ps_value *result)
{
    int64_t integer = 0, other;
    bool overflows = false;
    switch (operation) {
    case PS_NODE_ADD:
        overflows = __builtin_add_overflow(left, right, &integer);
        break;
    case PS_NODE_SUBTRACT:
        overflows = __builtin_sub_overflow(left, right, &integer);
        break;
    case PS_NODE_MULTIPLY:
        overflows = __builtin_mul_overflow(left, right, &integer);
        break;
    case PS_NODE_DIVIDE:
        if (right == 0)
            return fail_zero(render);
        *result = ps_value_float((double)((long double)left / (long double)right));
        return PS_OK;
    case PS_NODE_FLOOR_DIVIDE:
        PS_TRY(divide_integers(render, left, right, &integer, &other));
        break;
    case PS_NODE_MODULO:
        PS_TRY(divide_integers(render, left, right, &other, &integer));
        break;
    default:
        return power_integers(render, left, right, result);
    }
    *result = ps_value_int(integer);
    return overflows ? overflow(render) : PS_OK;
}

static bool is_zero(double real)
{
    return fpclassify(real) == FP_ZERO;
}

static double modulo(double left, double right)
{
    double remainder = fmod(left, right);
    if (is_zero(remainder))
        return copysign(0.0, right);
    return (remainder < 0) != (right < 0) ? remainder + right : remainder;
}

/* As CPython's float_floor_div: through the remainder, so that both agree. */
static double floor_divide(double left, double right)
{
    double remainder = fmod(left, right);
    double quotient = (left - remainder) / right;
    if (!is_zero(remainder) && (right < 0) != (remainder < 0))
        quotient -= 1.0;
    if (is_zero(quotient))
        return copysign(0.0, left / right);
    double whole = floor(quotient);
    return quotient - whole > 0.5 ? whole + 1.0 : whole;
}

static enum ps_status power_reals(struct ps_rendering *render, double base, double exponent,
                                  double *power)
{
    if (is_zero(base) && exponent < 0)
        return ps_rendering_fail(render, "0.0 cannot be raised to a negative power");
    if (base < 0 && isfinite(base) && isfinite(exponent) && floor(exponent) < exponent)
        return ps_rendering_refuse(render, "complex numbers");
    *power = pow(base, exponent);
    if (isinf(*power) && isfinite(base) && isfinite(exponent))
        return ps_rendering_fail(render, "numerical result out of range");
    return PS_OK;
}

enum ps_status ps_calculate(struct ps_rendering *render, enum ps_node_kind operation,
                            struct ps_value left, struct ps_value right, struct ps_value *result)
{
    if (ps_value_is_integral(left) && ps_value_is_integral(right))
        return calculate_integers(render, operation, ps_value_integer(left),
                                  ps_value_integer(right), result);
    double a = ps_value_real(left), b = ps_value_real(right), real = 0;
    bool divides = operation == PS_NODE_DIVIDE || operation == PS_NODE_FLOOR_DIVIDE ||
                   operation == PS_NODE_MODULO;
    if (divides && is_zero(b))
        return fail_zero(render);
    switch (operation) {
    case PS_NODE_ADD:
        real = a + b;
        break;
    case PS_NODE_SUBTRACT:
        real = a - b;
        break;
    case PS_NODE_MULTIPLY:
        real = a * b;
        break;
    case PS_NODE_DIVIDE:
        real = a / b;
        break;
    case PS_NODE_FLOOR_DIVIDE:
        real = floor_divide(a, b);
        break;
    case PS_NODE_MODULO:
        real = modulo(a, b);
        break;
    default:
        PS_TRY(power_reals(render, a, b, &real));
        break;
    }
    *result = ps_value_float(real);
    return PS_OK;
}

enum ps_status ps_negate(struct ps_rendering *render, struct ps_value operand,
                         struct ps_value *result)
{
    if (!ps_value_is_number(operand))
        return ps_rendering_fail_type(render, "bad operand for unary -", operand);
    if (operand.kind == PS_VALUE_FLOAT) {
        *result = ps_value_float(-operand.real);
        return PS_OK;
    }
    return ps_calculate(render, PS_NODE_SUBTRACT, ps_value_int(0), operand, result);
}
