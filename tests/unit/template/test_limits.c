/* What a template may cost, and what is refused although Jinja has it. */
#include "tests/unit/template/template_test.h"

static void refuses(const char *source, enum ps_status status, const char *part)
{
    struct rendered rendered;
    render_with(source, (struct ps_template_params){.now_s = TEST_NOW_S}, &rendered);
    if (rendered.status != status || !strstr(rendered.error.message, part))
        fail_msg("%s\n  gives    %s, %s\n  expected %s, with %s", source,
                 ps_status_name(rendered.status), rendered.error.message, ps_status_name(status),
                 part);
    assert_int_equal(rendered.text.size, 0);
    rendered_close(&rendered);
}

/* prefix, then middle count times, then suffix. */
static char *repeated(const char *prefix, const char *middle, size_t count, const char *suffix)
{
    struct ps_buffer text = {0};
    assert_int_equal(ps_buffer_append_string(&text, prefix), PS_OK);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(ps_buffer_append_string(&text, middle), PS_OK);
    assert_int_equal(ps_buffer_append_string(&text, suffix), PS_OK);
    return ps_buffer_take(&text);
}

static void refuses_repeated(const char *prefix, const char *middle, size_t count,
                             const char *suffix, const char *part)
{
    char *source = repeated(prefix, middle, count, suffix);
    refuses(source, PS_INVALID, part);
    free(source);
}

static void test_growth(void **state)
{
    (void)state;
    refuses("{{ 'a' * 1000000000 }}", PS_INVALID, "grows over 8388608 bytes");
    refuses("{{ 'abc' * 9223372036854775807 }}", PS_INVALID, "grows over 8388608 bytes");
    refuses("{{ [1] * 1000000000 }}", PS_INVALID, "line 1: the template");
    refuses("{% set n = namespace(s='aaaaaaaa') %}{% for i in range(60) %}{% set n.s = n.s + n.s %}"
            "{% endfor %}",
            PS_INVALID, "grows over");
    refuses("{% set n = namespace(s='aaaaaaaa') %}{% for i in range(60) %}{% set n.s = n.s ~ n.s %}"
            "{% endfor %}",
            PS_INVALID, "grows over");
    refuses("{% set n = namespace(s=[1]) %}{% for i in range(60) %}{% set n.s = n.s + n.s %}"
            "{% endfor %}",
            PS_INVALID, "line 1");
    refuses("{% set n = namespace(s='ab') %}{% for i in range(60) %}"
            "{% set n.s = n.s.replace('a', n.s) %}{% endfor %}",
            PS_INVALID, "grows over");
    refuses("{{ 'a'|center(1000000000000) }}", PS_INVALID, "line 1");
    refuses("{{ '%1000000000d' % 1 }}", PS_UNSUPPORTED, "width");
    refuses("{{ '{:1000000000}'.format(1) }}", PS_UNSUPPORTED, "width");
    refuses("{{ l|tojson(indent=1000000000) }}", PS_INVALID, "line 1");
    refuses("{{ range(1000000000) }}", PS_INVALID, "range too big");
    refuses("{{ range(-9223372036854775807, 9223372036854775807) }}", PS_INVALID, "range too big");
}

static void test_numbers(void **state)
{
    (void)state;
    refuses("{{ 10 ** 100 }}", PS_UNSUPPORTED, "64 bits");
    refuses("{{ 2 ** 2 ** 62 }}", PS_UNSUPPORTED, "64 bits");
    refuses("{{ 9223372036854775807 + 1 }}", PS_UNSUPPORTED, "64 bits");
    refuses("{{ -9223372036854775807 - 2 }}", PS_UNSUPPORTED, "64 bits");
    refuses("{{ 99999999999999999999 }}", PS_UNSUPPORTED, "64 bits");
    refuses("{{ '99999999999999999999'|int }}", PS_UNSUPPORTED, "64 bits");
    refuses("{{ (-8) ** 0.5 }}", PS_UNSUPPORTED, "complex");
}

static void test_recursion(void **state)
{
    (void)state;
    refuses("{% macro f(n) %}{{ f(n) }}{% endmacro %}{{ f(1) }}", PS_INVALID, "nested deeper");
    refuses("{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}", PS_INVALID, "nested deeper");
    refuses("{% set n = namespace(l=[]) %}{% for i in range(9000) %}{% set n.l = [n.l] %}"
            "{% endfor %}{{ n.l }}",
            PS_INVALID, "nested deeper");
    refuses("{% set n = namespace(l=[]) %}{% for i in range(9000) %}{% set n.l = n.l|map('list') %}"
            "{% endfor %}{{ n.l|list }}",
            PS_INVALID, "nested deeper");
    refuses_repeated("{{ ", "(", 100000, "", "brackets");
    refuses_repeated("{{ ", "not ", 100000, "1 }}", "nested deeper");
    refuses_repeated("{{ ", "-", 100000, "1 }}", "nested deeper");
    refuses_repeated("{{ 1", "+1", 100000, " }}", "nested deeper");
    refuses_repeated("{{ s", "|trim", 100000, " }}", "nested deeper");
    refuses_repeated("{{ s", ".a", 100000, " }}", "nested deeper");
    refuses_repeated("{{ 1 ", "if 1 else 1 ", 100000, " }}", "nested deeper");
    refuses_repeated("", "{% if 1 %}", 1000, "", "nested deeper");
    refuses_repeated("", "{% for i in l %}", 1000, "", "nested deeper");
}

static void test_steps(void **state)
{
    (void)state;
    struct rendered rendered;
    refuses("{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
            PS_INVALID, "more than 10000000 steps");
    render_with("{% for i in range(50) %}{% endfor %}",
                (struct ps_template_params){.steps_max = 40}, &rendered);
    assert_int_equal(rendered.status, PS_INVALID);
    assert_non_null(strstr(rendered.error.message, "more than 40 steps"));
    rendered_close(&rendered);
    render_with("{% for i in range(50) %}{{ i }}{% endfor %}",
                (struct ps_template_params){.output_bytes_max = 40}, &rendered);
    assert_int_equal(rendered.status, PS_INVALID);
    assert_non_null(strstr(rendered.error.message, "over 40 bytes"));
    rendered_close(&rendered);
}

static void test_size(void **state)
{
    (void)state;
    struct ps_buffer many = {0};
    for (int i = 0; i < 5000; i++)
        assert_int_equal(ps_buffer_printf(&many, "{{ a%d }}", i), PS_OK);
    refuses(many.data, PS_INVALID, "too large");
    ps_buffer_close(&many);
    refuses_repeated("", "{{ 1 }}", 200000, "", "too large");
}

static void test_unsupported(void **state)
{
    (void)state;
    refuses("{% include 'a' %}", PS_UNSUPPORTED, "'include'");
    refuses("{% extends 'a' %}", PS_UNSUPPORTED, "'extends'");
    refuses("\n{% import 'a' as b %}", PS_UNSUPPORTED, "line 2: 'import'");
    refuses("{{ l|map('string') }}", PS_UNSUPPORTED, "address");
    refuses("{{ s|random }}", PS_UNSUPPORTED, "random");
    refuses("{{ lipsum() }}", PS_UNSUPPORTED, "lipsum");
    refuses("{{ s.encode() }}", PS_UNSUPPORTED, "'encode'");
    refuses("{% if t %}{% block a scoped %}{% endblock %}{% endif %}", PS_UNSUPPORTED, "scoped");
}

static void test_messages(void **state)
{
    (void)state;
    refuses("\n\n{{ zz.a }}", PS_INVALID, "line 3: 'zz' is undefined");
    refuses("{{ d.zz.a }}", PS_INVALID, "'dict object' has no attribute 'zz'");
    refuses("{{ l[7].a }}", PS_INVALID, "list object has no element 7");
    refuses("{{ l.append(1) }}", PS_INVALID, "access to attribute 'append' of 'list' object is");
    refuses("{{ s + 1 }}", PS_INVALID, "unsupported operand type(s) for +: 'str' and 'int'");
    refuses("a\n{% if t %}\n", PS_INVALID, "line");
    refuses("{{ s|nofilter }}", PS_INVALID, "no filter named 'nofilter'");
    struct rendered rendered;
    render_with("{{ raise_exception('Only \"user\" roles: ' ~ n) }}",
                (struct ps_template_params){0}, &rendered);
    assert_int_equal(rendered.status, PS_INVALID);
    assert_string_equal(rendered.error.message, "Only \"user\" roles: 42");
    rendered_close(&rendered);
}

static void test_outcome(void **state)
{
    (void)state;
    struct rendered rendered;
    render_with("{{ strftime_now('%d %B %Y') }}", (struct ps_template_params){.now_s = TEST_NOW_S},
                &rendered);
    assert_int_equal(rendered.status, PS_OK);
    assert_string_equal(rendered.text.data, "26 July 2024");
    assert_true(rendered.outcome.used_now);
    rendered_close(&rendered);
    render_with("{{ strftime_now('%s %H:%M:%S.%f %%f|%z%Z|%-d') }}{{ strftime_now('') }}",
                (struct ps_template_params){.now_s = TEST_NOW_S}, &rendered);
    assert_int_equal(rendered.status, PS_OK);
    assert_string_equal(rendered.text.data, "1721952000 00:00:00.000000 %f||26");
    rendered_close(&rendered);
    render_with("{% if fa %}{{ strftime_now('%d') }}{% endif %}x", (struct ps_template_params){0},
                &rendered);
    assert_int_equal(rendered.status, PS_OK);
    assert_false(rendered.outcome.used_now);
    rendered_close(&rendered);
}

/* What was in the buffer stays, whether rendering works or not. */
static void test_appends(void **state)
{
    (void)state;
    static const char source[] = "{{ a }}{{ a.b.c }}";
    struct ps_template *template = NULL;
    struct ps_buffer text = {0};
    assert_int_equal(ps_template_parse(&template, source, strlen(source), NULL), PS_OK);
    assert_int_equal(ps_buffer_append_string(&text, "before"), PS_OK);
    json_t *variables = json_loads("{\"a\": {\"b\": {\"c\": \"!\"}}}", 0, NULL);
    struct ps_template_params params = {.variables = variables};
    assert_int_equal(ps_template_render(template, &params, &text, NULL, NULL), PS_OK);
    assert_string_equal(text.data, "before{'b': {'c': '!'}}!");
    json_object_clear(variables);
    assert_int_equal(ps_template_render(template, &params, &text, NULL, NULL), PS_INVALID);
    assert_string_equal(text.data, "before{'b': {'c': '!'}}!");
    json_decref(variables);
    ps_buffer_close(&text);
    ps_template_destroy(template);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_growth),    cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_recursion), cmocka_unit_test(test_steps),
        cmocka_unit_test(test_size),      cmocka_unit_test(test_unsupported),
        cmocka_unit_test(test_messages),  cmocka_unit_test(test_outcome),
        cmocka_unit_test(test_appends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
