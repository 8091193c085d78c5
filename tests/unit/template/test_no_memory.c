/* Each allocation of parsing and rendering fails once: an error comes back, nothing leaks, and what
 * is returned as right is right. */
#include "tests/unit/template/template_test.h"

#include "tests/support/failing_malloc.h"

static const char source[] =
    "{% macro g(a, b=2) %}[{{ a ~ b }}{{ caller() if caller }}]{% endmacro %}"
    "{%- set ns = namespace(text='') -%}"
    "{% for x in m if x.role != 'none' %}{{ g(x.content, b=loop.index) }}"
    "{% set ns.text = ns.text + x.content * 3000 %}{% endfor %}"
    "{% call g(1) %}in{% endcall %}"
    "{{ m|selectattr('n', 'gt', 1)|map(attribute='role')|join(', ') }}"
    "{{ d|tojson(indent=2) }}{{ d }}{{ ls|sort }}{{ u|upper }}{{ u[::-1] }}"
    "{{ '%5.2f|%s' % (f, s) }}{{ '{:>9}|{}'.format(n, q) }}{{ ns.text|length }}"
    "{{ dict(a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, i=9, j=10).j }}"
    "{{ strftime_now('%Y') }}{{ 'a' * 9000 }}";

static enum ps_status work(const json_t *variables, struct ps_buffer *text)
{
    PS_DEFER(ps_template_destroyp) struct ps_template *template = NULL;
    struct ps_template_params params = {.variables = variables, .now_s = TEST_NOW_S};
    PS_TRY(ps_template_parse(&template, source, strlen(source), NULL));
    return ps_template_render(template, &params, text, NULL, NULL);
}

static void test_each_allocation(void **state)
{
    (void)state;
    json_t *variables = json_loads(variables_json, 0, NULL);
    struct ps_buffer expected = {0};
    assert_int_equal(work(variables, &expected), PS_OK);
    bool failed = true;
    for (size_t n = 1; failed; n++) {
        long live = ps_failing_malloc_live();
        struct ps_buffer text = {0};
        ps_failing_malloc_start(n);
        enum ps_status status = work(variables, &text);
        failed = ps_failing_malloc_stop();
        if (status == PS_OK) {
            assert_string_equal(text.data, expected.data);
        } else {
            assert_true(failed);
            assert_int_equal(status, PS_NO_MEMORY);
            assert_int_equal(text.size, 0);
        }
        ps_buffer_close(&text);
        assert_int_equal(ps_failing_malloc_live(), live);
    }
    ps_buffer_close(&expected);
    json_decref(variables);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
