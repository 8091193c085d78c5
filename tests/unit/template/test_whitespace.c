/* What becomes of the whitespace around tags. What is expected is what jinja2 3.1.6 gave with
 * transformers' settings. */
#include "tests/unit/template/template_test.h"

static const struct template_case cases[] = {
    {"a\n  {% if t %}\n  x\n  {% endif %}\nb\n", "a\n  x\nb"},
    {"  {% if t %}\nx\n  {% endif %}\ny", "x\ny"},
    {"{#- c -#}\n z\n {# d #}\n q", "z\n q"},
    {"{% for i in l %}\n  {{ i }}\n{% endfor %}\nend\n", "  1\n  2\n  3\nend"},
    {"   {% set a = 1 %}   {% set b = 2 %}\nz", "   z"},
    {"a\r\nb\rc\n\n", "a\nb\nc\n"},
    {"\n\n{% if t %}\n\n a\n{%- endif %}\n\n\nb", "\n\n\n a\n\nb"},
    {"x\n  {%+ if t %}a\n  {% endif +%}\n b", "x\n  a\n\n b"},
    {"  {{ 1 }}\n  {#  c  #}\n  {{- 2 -}}\n  3", "  1\n23"},
    {"{% raw %}\n {{ x }}\n  {% endraw %}\nb", "\n {{ x }}\nb"},
    {"a\n  {%- raw -%}\n {{ x }}  \n{%- endraw -%}\n b", "a{{ x }}b"},
    {"{% set x %}\n a\n{% endset %}\n[{{ x }}]", "[ a\n]"},
    {"{{ 'a\nb' }}", "a\nb"},
    {"{{ \"a\\\nb\" }}", "ab"},
    {"{% macro f() %}\n  x\n{% endmacro %}\n{{ f() }}\ny", "  x\n\ny"},
    {"\t{% if t %}\tx\t{% endif %}\t\n\ty", "\tx\t\t\n\ty"},
    {"{% if t %}\n\n{% endif %}x", "\nx"},
    {"{# a\nb #}\nc", "c"},
    {"a {# x #} \n b", "a  \n b"},
    {"{%- if t %}\n  {{- 'a' }}\n  {{- 'b' -}}\n{%- endif %}\n", "ab"},
    {"  {# lead #}x\n", "x"},
    {"{{ 1 }}\n{% if t %}{% endif %}\n{{ 2 }}\n{% if t -%}\n   x\n{%- endif -%}\n\n y", "1\n2\nxy"},
    {"{% call(x) f() %}{% endcall %}\n", NULL},
    {"\xC2\xA0{% if t %}a{% endif %}", "a"},
    {"x\n\xE2\x80\x83 {% if t %}a{% endif %}", "x\na"},
    {"{{ '\\u00e9\\U0001F600' }}\x0B{%- if t %} \x0C{% endif %}", "\xC3\xA9\xF0\x9F\x98\x80 \x0C"},
    {"", ""},
    {"\n", ""},
    {"\r\n", ""},
    {"{{ n }}\n\n", "42\n"},
    {"{% if t %}a{% endif %}\n", "a"},
};

static void test_whitespace(void **state)
{
    (void)state;
    check_cases(cases, sizeof cases / sizeof cases[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whitespace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
