/* abs, int, float, round and filesizeformat. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/template/builtin.h"
#include "shared/template/compare.h"
#include "shared/template/operate.h"
#include "shared/template/read_number.h"

static enum ps_status filter_abs(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    if (!ps_value_is_number(values[0]))
        return ps_rendering_fail_type(render, "bad operand for abs()", values[0]);
    if (values[0].kind == PS_VALUE_FLOAT)
        *result = ps_value_float(fabs(values[0].real));
    else if (ps_value_integer(values[0]) < 0)
        return ps_negate(render, values[0], result);
    else
        *result = ps_value_int(ps_value_integer(values[0]));
    return PS_OK;
}

/* A float toward zero; false for infinities and nan. */
static bool truncate(double real, int64_t *integer)
{
    if (!(fabs(real) < 0x1p63))
        return false;
    *integer = (int64_t)real;
    return true;
}

static enum ps_status real_to_int(struct ps_rendering *render, double real, bool is_text,
                                  struct ps_value fallback, struct ps_value *result)
{
    int64_t integer;
    if (truncate(real, &integer)) {
        *result = ps_value_int(integer);
        return PS_OK;
    }
    if (isfinite(real))
        return ps_rendering_refuse(render, "an integer over 64 bits");
    if (isinf(real) && !is_text)
        return ps_rendering_fail(render, "cannot convert float infinity to integer");
    *result = fallback;
    return PS_OK;
}

static enum ps_status filter_int(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    struct ps_value fallback =
        ps_value_is(values[1], PS_VALUE_ABSENT) ? ps_value_int(0) : values[1];
    int64_t base, integer;
    double real;
    PS_TRY(ps_argument_integer(render, values[2], "the base must be an integer", 10, &base));
    if (values[0].kind == PS_VALUE_FLOAT)
        return real_to_int(render, values[0].real, false, fallback, result);
    if (ps_value_is_integral(values[0])) {
        *result = ps_value_int(ps_value_integer(values[0]));
        return PS_OK;
    }
    if (values[0].kind == PS_VALUE_UNDEFINED)
        return ps_rendering_fail_undefined(render, values[0]);
    *result = fallback;
    if (values[0].kind != PS_VALUE_STRING)
        return PS_OK;
    switch (ps_read_integer(values[0].string, base, &integer)) {
    case PS_READ_OK:
        *result = ps_value_int(integer);
        return PS_OK;
    case PS_READ_TOO_LARGE:
        return ps_rendering_refuse(render, "an integer over 64 bits");
    default:
        return ps_read_real(values[0].string, &real)
                   ? real_to_int(render, real, true, fallback, result)
                   : PS_OK;
    }
}

static enum ps_status filter_float(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    double real;
    if (values[0].kind == PS_VALUE_UNDEFINED)
        return ps_rendering_fail_undefined(render, values[0]);
    *result = ps_value_is(values[1], PS_VALUE_ABSENT) ? ps_value_float(0) : values[1];
    if (ps_value_is_number(values[0]))
        *result = ps_value_float(ps_value_real(values[0]));
    else if (values[0].kind == PS_VALUE_STRING && ps_read_real(values[0].string, &real))
        *result = ps_value_float(real);
    return PS_OK;
}

/* Python's round() of a float: exact decimals, half to even. */
static double round_decimals(double real, int64_t precision)
{
    char text[800];
    if (!isfinite(real) || precision > 323)
        return real;
    if (precision < -308)
        return copysign(0.0, real);
    if (precision < 0) {
        double scale = pow(10.0, (double)-precision);
        return rint(real / scale) * scale;
    }
    snprintf(text, sizeof text, "%.*f", (int)precision, real);
    return strtod(text, NULL);
}

static enum ps_status round_integer(struct ps_rendering *render, int64_t integer, int64_t precision,
                                    struct ps_value *result)
{
    int64_t scale = 1;
    *result = ps_value_int(precision >= 0 ? integer : 0);
    if (precision >= 0 || precision < -18)
        return PS_OK;
    for (int64_t i = 0; i < -precision; i++)
        scale *= 10;
    int64_t quotient = integer / scale, rest = integer % scale;
    int64_t twice = 2 * (rest < 0 ? -rest : rest);
    if (twice > scale || (twice == scale && quotient % 2 != 0))
        quotient += integer < 0 ? -1 : 1;
    if (__builtin_mul_overflow(quotient, scale, &result->integer))
        return ps_rendering_refuse(render, "an integer over 64 bits");
    return PS_OK;
}

/* func(value * 10**precision) / 10**precision, where func gives an integer. */
static enum ps_status round_toward(struct ps_rendering *render, struct ps_value value,
                                   int64_t precision, bool is_ceil, struct ps_value *result)
{
    struct ps_value scale, scaled;
    PS_TRY(ps_calculate(render, PS_NODE_POWER, ps_value_int(10), ps_value_int(precision), &scale));
    PS_TRY(ps_calculate(render, PS_NODE_MULTIPLY, value, scale, &scaled));
    if (scaled.kind == PS_VALUE_FLOAT) {
        int64_t integer;
        if (!truncate(is_ceil ? ceil(scaled.real) : floor(scaled.real), &integer))
            return isfinite(scaled.real)
                       ? ps_rendering_refuse(render, "an integer over 64 bits")
                       : ps_rendering_fail(render, "cannot convert float to integer");
        scaled = ps_value_int(integer);
    }
    return ps_calculate(render, PS_NODE_DIVIDE, scaled, scale, result);
}

static enum ps_status filter_round(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    int64_t precision;
    bool is_common =
        ps_value_is(values[2], PS_VALUE_ABSENT) || ps_value_is_text(values[2], "common");
    bool is_ceil = ps_value_is_text(values[2], "ceil");
    if (!is_common && !is_ceil && !ps_value_is_text(values[2], "floor"))
        return ps_rendering_fail(render, "method must be common, ceil or floor");
    if (!ps_value_is_number(values[0]))
        return ps_rendering_fail_type(render, "round needs a number", values[0]);
    PS_TRY(
        ps_argument_integer(render, values[1], "the precision must be an integer", 0, &precision));
    if (!is_common)
        return round_toward(render, values[0], precision, is_ceil, result);
    if (values[0].kind != PS_VALUE_FLOAT)
        return round_integer(render, ps_value_integer(values[0]), precision, result);
    *result = ps_value_float(round_decimals(values[0].real, precision));
    return PS_OK;
}

static enum ps_status filter_filesizeformat(struct ps_rendering *render,
                                            const struct ps_value *values, struct ps_value *result)
{
    static const char prefixes[] = "kMGTPEZY";
    struct ps_value number = values[0];
    char text[512]; /* the largest double has 309 digits */
    PS_TRY(filter_float(render, (struct ps_value[]){values[0], ps_value_none()}, &number));
    if (number.kind != PS_VALUE_FLOAT)
        return ps_rendering_fail(render, "could not convert to float");
    bool is_binary = ps_value_truth(values[1]);
    double base = is_binary ? 1024 : 1000, bytes = number.real, unit = base;
    if (bytes >= 1 && bytes <= 1)
        return ps_rendering_text(render, "1 Byte", result);
    if (bytes < base) {
        snprintf(text, sizeof text, "%.0f Bytes", trunc(bytes) + 0.0);
        return ps_rendering_string_copy(render, text, strlen(text), result);
    }
    size_t i = 0;
    for (unit *= base; i + 2 < sizeof prefixes && bytes >= unit; i++)
        unit *= base;
    char prefix = is_binary && i == 0 ? 'K' : prefixes[i];
    snprintf(text, sizeof text, "%.1f %c%sB", base * bytes / unit, prefix, is_binary ? "i" : "");
    return ps_rendering_string_copy(render, text, strlen(text), result);
}

static const struct ps_builtin filters[] = {
    {"abs", "/", filter_abs, NULL},
    {"int", "default? base?", filter_int, NULL},
    {"float", "default?", filter_float, NULL},
    {"round", "precision? method?", filter_round, NULL},
    {"filesizeformat", "binary?", filter_filesizeformat, NULL},
};

const struct ps_builtin_table ps_number_filters = PS_BUILTIN_TABLE(filters);
