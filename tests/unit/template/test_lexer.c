/* Tokens, literals and tags. What is expected is what jinja2 3.1.6 gave with transformers'
 * settings. */
#include "tests/unit/template/template_test.h"

static const struct template_case cases[] = {
    {"a{% if t %}b{% endif %}c", "abc"},
    {"  {% if t %}", NULL},
    {"x", "x"},
    {"  {% endif %}", NULL},
    {"y", "y"},
    {"{#- c -#} z {# d #}", "z "},
    {"  {# c #}  ", "  "},
    {"x", "x"},
    {"{{- 1 -}} {{ 2 }} {{- 3 }}", "123"},
    {" {%+ if t %}a{% endif +%}", " a"},
    {"b", "b"},
    {"{% raw %}{{ x }}{% endraw %}", "{{ x }}"},
    {"{%- raw -%} {{ x }} {%- endraw -%} y", "{{ x }}y"},
    {"{% raw %}", ""},
    {" a", " a"},
    {" {% endraw %}", NULL},
    {"b", "b"},
    {"{{ 'a' 'b' \"c\" }}", "abc"},
    {"{{ '\\n\\t\\\\\\'\\\"\\x41\\u00e9\\101\\q' }}", "\n\t\\'\"A\xC3\xA9"
                                                      "A\\q"},
    {"{{ '\\\xC3\xA9' }}", "\\xe9"},
    {"{{ \"a\\", NULL},
    {"b\" }}", "b\" }}"},
    {"{{ 0x1F + 0b11 + 0o17 + 1_000 }}", "1049"},
    {"{{ 1.5e3 }} {{ 1e2 }} {{ 1_0.5 }} {{ 0.1 }}", "1500.0 100.0 10.5 0.1"},
    {"{{ 1.2.3 }}", ""},
    {"{{ [1,2][0] }}{{ [1,2].0 }}", "11"},
    {"{{ {'a': {'b': 1}}.a.b }}", "1"},
    {"{{ '}}' }}{{ \"%}\" }}", "}}%}"},
    {"{% set x = {'a': 1} %}{{ x }}", "{'a': 1}"},
    {"{{ {'a':{'b':2}} }}", "{'a': {'b': 2}}"},
    {"{{ 1 if t }}{{ 1 if fa }}", "1"},
    {"{% if t -%} a {%- endif %}", "a"},
    {"", ""},
    {" b", " b"},
    {"\t{%- if t %} x {% endif -%}  ", " x "},
    {" y", " y"},
    {"a", "a"},
    {"", ""},
    {"{{ 'unterminated }}", NULL},
    {"{{ 1 ) }}", NULL},
    {"{{ (1 }}", NULL},
    {"{% if %}{% endif %}", NULL},
    {"{{ \xC3\xBC }}{% set \xC3\xBC = 1 %}{{ \xC3\xBC }}", "1"},
    {"{{ 08 }}", NULL},
    {"{{ 00 }}", "0"},
    {"{{ a b }}", NULL},
    {"{{ }}", NULL},
    {"{% %}", NULL},
    {"{%%}", NULL},
    {"{{ 1; }}", NULL},
    {"{{ '\\x4' }}", NULL},
    {"text only", "text only"},
    {"{{ \"a\" \"b\"|upper }}", "AB"},
    {"{{ 'a' ~ 1 ~ none ~ t ~ 2.0 }}", "a1NoneTrue2.0"},
    {"{% raw %}a{% endraw", NULL},
    {"{# unclosed", NULL},
    {"{{ x", NULL},
    {"{% if x", NULL},
    {"x {{ 5 }}{# c #}{% if t %}\t{% endif %}", "x 5\t"},
    {"{% for i in l %}", NULL},
    {"  {{ i }}", "  "},
    {"{% endfor %}", NULL},
    {"   {% set a = 1 %}   {% set b = 2 %}", "   "},
    {"z", "z"},
};

static void test_tokens(void **state)
{
    (void)state;
    check_cases(cases, sizeof cases / sizeof cases[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tokens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
