/* Filters. What is expected is what jinja2 3.1.6 gave with transformers' settings. */
#include "tests/unit/template/template_test.h"

static const struct template_case cases[] = {
    {"{{ neg|abs }} {{ f|abs }} {{ -2.5|abs }}", "7 2.5 2.5"},
    {"{{ 'a'|abs }}", NULL},
    {"{{ m|map(attribute='role')|join(',') }} {{ m|map(attribute='zz', default='D')|list }} {{ "
     "ls|map('upper')|list }} {{ l|map('string')|join }} {{ m|map(attribute='content.0')|list }}",
     "user,assistant,user ['D', 'D', 'D'] ['B', 'A', 'C', 'A'] 123 ['h', 'y', 'x']"},
    {"{{ m|map('nope')|list }}", NULL},
    {"{{ []|map('nope')|list }}", "[]"},
    {"{{ m|map()|list }}", NULL},
    {"{{ l|batch(2)|list }} {{ l|batch(2, 'x')|list }} {{ l|slice(2)|list }} {{ l|slice(2, "
     "'x')|list }} {{ range(7)|slice(3)|list }} {{ l|batch(0)|list }}",
     "[[1, 2], [3]] [[1, 2], [3, 'x']] [[1, 2], [3]] [[1, 2], [3, 'x']] [[0, 1, 2], [3, 4], [5, "
     "6]] [[], [1, 2, 3]]"},
    {"{{ s|capitalize }} {{ '\xC3\x89"
     "COLE \xC3\x9F'|capitalize }} {{ 'hello wORLD foo-bar (baz)'|title }} {{ \"they're\"|title }} "
     "{{ u|upper }} {{ u|lower }} {{ u.title() }} {{ u.swapcase() }} {{ u.capitalize() }} {{ "
     "'\xC7\x86"
     "abc \xC5\x89 \xEF\xAC\x81'|title }} {{ '\xCE\xA3\xCE\x91\xCE\xA3 "
     "\xCE\x91\xCE\xA3.\xCE\xA3'|lower }}",
     "Hello world \xC3\x89"
     "cole \xC3\x9F Hello World Foo-Bar (Baz) They're STRASSE \xC3\x9CN\xC3\x8F"
     "CODE \xC3\x89\xF0\x9F\x98\x80 \xCE\x91\xCE\xA3 stra\xC3\x9F"
     "e \xC3\xBCn\xC3\xAF"
     "code \xC3\xA9\xF0\x9F\x98\x80 \xCE\xB1\xCF\x82 Stra\xC3\x9F"
     "e \xC3\x9Cn\xC3\xAF"
     "code \xC3\x89\xF0\x9F\x98\x80 \xCE\x91\xCF\x82 sTRASSE \xC3\xBCN\xC3\x8F"
     "CODE \xC3\x89\xF0\x9F\x98\x80 \xCE\xB1\xCF\x82 Stra\xC3\x9F"
     "e \xC3\xBCn\xC3\xAF"
     "code \xC3\xA9\xF0\x9F\x98\x80 \xCE\xB1\xCF\x82 \xC7\x84"
     "abc \xCA\xBCN FI \xCF\x83\xCE\xB1\xCF\x82 \xCE\xB1\xCF\x83.\xCF\x82"},
    {"[{{ 'ab'|center(7) }}] [{{ 'abc'|center(6) }}] [{{ 'ab'.center(5, '*') }}] [{{ 'a'.ljust(3) "
     "}}] [{{ 'a'.rjust(3, '0') }}] [{{ '-5'.zfill(5) }}] [{{ 'a\\tb'.expandtabs(4) }}]",
     "[   ab  ] [ abc  ] [**ab*] [a  ] [00a] [-0005] [a   b]"},
    {"{{ zz|default }}|{{ zz|default('x') }}|{{ ''|default('x') }}|{{ ''|default('x', true) }}|{{ "
     "none|default('x') }}|{{ none|d('x', boolean=true) }}|{{ zz|default(default_value='k') }}",
     "|x||x|None|x|k"},
    {"{{ d|dictsort }} {{ d|dictsort(true) }} {{ {'a': 2, 'b': 1}|dictsort(false, 'value') }} {{ "
     "{'a':1,'b':2}|dictsort(reverse=true) }}",
     "[('A', 2), ('b', 1), ('c', [1, {'x': 'y'}])] [('A', 2), ('b', 1), ('c', [1, {'x': 'y'}])] "
     "[('b', 1), ('a', 2)] [('b', 2), ('a', 1)]"},
    {"{{ d|dictsort(by='zz') }}", NULL},
    {"{{ html|e }} {{ html|escape }} {{ html|safe }} {{ html|e|e }} {{ html|forceescape }} {{ "
     "(html|e)|forceescape }} {{ ('<'|e) ~ '<' }} {{ ('<'|e) + '<' }} {{ '<' + ('<'|e) }} {{ "
     "('<'|safe) + '<' }} {{ 5|e }} {{ ['<']|e }}",
     "&lt;a href=&#39;x&#39;&gt;&#34;&amp;&lt;/a&gt; &lt;a "
     "href=&#39;x&#39;&gt;&#34;&amp;&lt;/a&gt; <a href='x'>\"&</a> &lt;a "
     "href=&#39;x&#39;&gt;&#34;&amp;&lt;/a&gt; &lt;a href=&#39;x&#39;&gt;&#34;&amp;&lt;/a&gt; "
     "&amp;lt;a href=&amp;#39;x&amp;#39;&amp;gt;&amp;#34;&amp;amp;&amp;lt;/a&amp;gt; &lt;< "
     "&lt;&lt; &lt;&lt; <&lt; 5 [&#39;&lt;&#39;]"},
    {"{{ 1000|filesizeformat }} {{ 1|filesizeformat }} {{ 999|filesizeformat }} {{ "
     "1500000|filesizeformat }} {{ 1048576|filesizeformat(true) }} {{ 1e30|filesizeformat }} {{ "
     "'5000'|filesizeformat }}",
     "1.0 kB 1 Byte 999 Bytes 1.5 MB 1.0 MiB 1000000.0 YB 5.0 kB"},
    {"{{ l|first }} {{ l|last }} {{ []|first }}| {{ []|last }}| {{ s|first }} {{ s|last }} {{ "
     "d|first }} {{ d|last }} {{ zz|first }}|",
     "1 3 | | H d b c |"},
    {"{{ l|map('string')|last }}", NULL},
    {"{{ zz|last }}", ""},
    {"{{ '42'|float }} {{ 'a'|float }} {{ '1e3'|float }} {{ 'inf'|float }} {{ n|float }} {{ "
     "none|float }} {{ ' 1.5 '|float }} {{ '1_0.5'|float }} {{ 'x'|float(5) }} {{ 'nan'|float }}",
     "42.0 0.0 1000.0 inf 42.0 0.0 1.5 10.5 5 nan"},
    {"{{ '42'|int }} {{ '42.9'|int }} {{ 'a'|int }} {{ 'a'|int(7) }} {{ '0x1F'|int(base=16) }} {{ "
     "'1F'|int(0, 16) }} {{ '0b11'|int(0, 2) }} {{ -2.7|int }} {{ t|int }} {{ none|int }} {{ ' 5 "
     "'|int }} {{ '1_000'|int }} {{ [1]|int }} {{ '+5'|int }} {{ '0x1f'|int(base=0) }} {{ "
     "'077'|int }} {{ '-0'|int }} {{ ''|int }}",
     "42 42 0 7 31 31 3 -2 1 0 5 1000 0 5 31 77 0 0"},
    {"{{ zz|int }}", NULL},
    {"{{ zz|float }}", NULL},
    {"{{ '%s-%s'|format(1, 'a') }} {{ '%(a)s'|format(a=5) }}", "1-a 5"},
    {"{{ m|groupby('role') }}",
     "[('assistant', [{'role': 'assistant', 'content': 'yo', 'n': 1}]), ('user', [{'role': 'user', "
     "'content': 'hi', 'n': 3}, {'role': 'user', 'content': 'x', 'n': 2}])]"},
    {"{{ [{'a':'X'},{'a':'x'},{'a':'y'}]|groupby('a') }} {{ [{'a':1},{'b':2}]|groupby('a', "
     "default=9) }} {{ [{'a':'X'},{'a':'x'}]|groupby('a', case_sensitive=true) }}",
     "[('X', [{'a': 'X'}, {'a': 'x'}]), ('y', [{'a': 'y'}])] [(1, [{'a': 1}]), (9, [{'b': 2}])] "
     "[('X', [{'a': 'X'}]), ('x', [{'a': 'x'}])]"},
    {"{{ ml|indent }}| {{ ml|indent(2, true) }}| {{ ml|indent(2, false, true) }}| {{ "
     "ml|indent('--', first=true) }}| {{ ''|indent }}|",
     "a\n    b\n\n    c\n|   a\n  b\n\n  c\n| a\n  b\n  \n  c\n  | --a\n--b\n\n--c\n| |"},
    {"{{ zz|indent }}", NULL},
    {"{{ l|join }} {{ l|join(', ') }} {{ m|join('|', attribute='role') }} {{ 'abc'|join('-') }} {{ "
     "[]|join }} {{ l|join(1) }} {{ zz|join }}| {{ ['<', '<'|safe]|join('<') }}",
     "123 1, 2, 3 user|assistant|user a-b-c  11213 | <<<"},
    {"{{ s|length }} {{ l|count }} {{ d|length }} {{ u|length }} {{ zz|length }}", "11 3 3 20 0"},
    {"{{ n|length }}", NULL},
    {"{{ none|length }}", NULL},
    {"{{ s|list }} {{ d|list }} {{ range(3)|list }} {{ d.items()|list }} {{ zz|list }}",
     "['H', 'e', 'l', 'l', 'o', ' ', 'W', 'o', 'r', 'l', 'd'] ['b', 'A', 'c'] [0, 1, 2] [('b', 1), "
     "('A', 2), ('c', [1, {'x': 'y'}])] []"},
    {"{{ n|list }}", NULL},
    {"{{ s|lower }} {{ s|upper }} {{ 5|upper }} {{ none|lower }} {{ t|upper }}",
     "hello world HELLO WORLD 5 none TRUE"},
    {"{{ l|max }} {{ l|min }} {{ ls|min }} {{ ls|max }} {{ ls|max(true) }} {{ m|max(attribute='n') "
     "}} {{ []|max }}| {{ [1.5, 2]|max }}",
     "3 1 A c c {'role': 'user', 'content': 'hi', 'n': 3} | 2"},
    {"{{ [1, 'a']|max }}", NULL},
    {"{{ 'a'|pprint }} {{ [1,2]|pprint }} {{ none|pprint }}", "'a' [1, 2] None"},
    {"{{ l|select('odd')|list }} {{ l|reject('odd')|list }} {{ [0,1,none,'a']|select|list }} {{ "
     "l|select('gt', 1)|list }} {{ l|select('in', [1,2])|list }} {{ m|selectattr('n', 'gt', "
     "1)|map(attribute='n')|list }} {{ m|rejectattr('role', 'equalto', 'user')|list }} {{ "
     "m|selectattr('zz')|list }} {{ m|selectattr('zz', 'undefined')|list|length }} {{ "
     "m|selectattr('role', '==', 'user')|list|length }}",
     "[1, 3] [2] [1, 'a'] [2, 3] [1, 2] [3, 2] [{'role': 'assistant', 'content': 'yo', 'n': 1}] [] "
     "3 2"},
    {"{{ l|select('nope')|list }}", NULL},
    {"{{ m|selectattr()|list }}", NULL},
    {"{{ s|replace('o', '0') }} {{ s|replace('o', '0', 1) }} {{ s|replace('', '-') }} {{ "
     "5|replace(5, 6) }} {{ 'aaa'.replace('a', 'b', 2) }} {{ 'aaa'.replace('', '-', 2) }} {{ "
     "u|replace('\xC3\xA9', 'e') }}",
     "Hell0 W0rld Hell0 World -H-e-l-l-o- -W-o-r-l-d- 6 bba -a-aa Stra\xC3\x9F"
     "e \xC3\x9Cn\xC3\xAF"
     "code e\xF0\x9F\x98\x80 \xCE\x91\xCE\xA3"},
    {"{{ l|reverse|list }} {{ s|reverse }} {{ u|reverse }} {{ d|reverse|list }} {{ "
     "(1,2)|reverse|list }} {{ l|map('string')|reverse }}",
     "[3, 2, 1] dlroW olleH \xCE\xA3\xCE\x91 \xF0\x9F\x98\x80\xC3\xA9 edoc\xC3\xAFn\xC3\x9C "
     "e\xC3\x9F"
     "artS ['c', 'A', 'b'] [2, 1] ['3', '2', '1']"},
    {"{{ n|reverse }}", NULL},
    {"{{ 42.55|round }} {{ 42.55|round(1) }} {{ 42.55|round(1, 'floor') }} {{ 42.51|round(1, "
     "'ceil') }} {{ 2.5|round }} {{ 3.5|round }} {{ 42|round }} {{ 1234|round(-2) }} {{ "
     "0.125|round(2) }} {{ -2.5|round }} {{ 42|round(0, 'ceil') }} {{ 2.675|round(2) }} {{ t|round "
     "}}",
     "43.0 42.5 42.5 42.6 2.0 4.0 42 1200 0.12 -2.0 42.0 2.67 1"},
    {"{{ 1|round(0, 'x') }}", NULL},
    {"{{ ls|sort }} {{ ls|sort(true) }} {{ ls|sort(case_sensitive=true) }} {{ "
     "m|sort(attribute='n')|map(attribute='n')|list }} {{ "
     "m|sort(attribute='role,n')|map(attribute='n')|list }} {{ m|sort(attribute='n', "
     "reverse=true)|map(attribute='content')|list }} {{ s|sort }} {{ d|sort }} {{ "
     "l|sort(reverse=true) }}",
     "['A', 'a', 'b', 'c'] ['c', 'b', 'A', 'a'] ['A', 'a', 'b', 'c'] [1, 2, 3] [1, 2, 3] ['hi', "
     "'x', 'yo'] [' ', 'd', 'e', 'H', 'l', 'l', 'l', 'o', 'o', 'r', 'W'] ['A', 'b', 'c'] [3, 2, "
     "1]"},
    {"{{ [1, 'a']|sort }}", NULL},
    {"{{ [none, 1]|sort }}", NULL},
    {"{{ n|string }} {{ none|string }} {{ l|string }} {{ l|string|length }} {{ 'a'|string }}",
     "42 None [1, 2, 3] 9 a"},
    {"{{ l|sum }} {{ m|sum(attribute='n') }} {{ l|sum(start=10) }} {{ []|sum }} {{ "
     "[[1],[2]]|sum(start=[]) }} {{ [0.1,0.2,0.3]|sum }}",
     "6 6 16 0 [1, 2] 0.6000000000000001"},
    {"{{ ['a']|sum }}", NULL},
    {"{{ '  a b '|trim }}| {{ 'xxaxx'|trim('x') }} {{ '  a '.strip() }}| {{ '  a '.lstrip() }}| {{ "
     "'  a '.rstrip() }}| {{ 'abcba'.strip('ab') }} {{ '\\u00a0a\\u2003'|trim }}| {{ '\xC3\xA9"
     "a\xC3\xA9'|trim('\xC3\xA9') }} {{ 5|trim }} {{ none|trim }} {{ '\\n\\t a'.lstrip('\\n') }}",
     "a b| a a| a |   a| c a| a 5 None \t a"},
    {"{{ 'foo bar baz qux'|truncate(9) }} {{ 'foo bar baz qux'|truncate(9, true) }} {{ 'foo bar "
     "baz qux'|truncate(11) }} {{ 'foo bar baz qux'|truncate(11, false, '...', 0) }} {{ "
     "'foobarbazqux'|truncate(5, leeway=0) }}",
     "foo... foo ba... foo bar baz qux foo bar... fo..."},
    {"{{ 'abc'|truncate(1) }}", NULL},
    {"{{ ['a','A','b','a']|unique|list }} {{ ['a','A']|unique(true)|list }} {{ "
     "m|unique(attribute='role')|map(attribute='role')|list }} {{ [1, 1.0, true]|unique|list }}",
     "['a', 'b'] ['a', 'A'] ['user', 'assistant'] [1]"},
    {"{{ [[1],[1]]|unique|list }}", NULL},
    {"{{ 'a b/c?d=\xC3\xA9&'|urlencode }} {{ {'a b': 1, 'c': 'd/e'}|urlencode }} {{ [('a', "
     "1)]|urlencode }}",
     "a%20b/c%3Fd%3D%C3%A9%26 a+b=1&c=d%2Fe a=1"},
    {"{{ s|wordcount }} {{ u|wordcount }} {{ ''|wordcount }}", "2 4 0"},
    {"{{ 'the quick brown fox jumps over the lazy dog'|wordwrap(10) }}|{{ 'averyveryverylongword "
     "x'|wordwrap(5) }}|{{ 'averyveryverylongword x'|wordwrap(5, false) }}|{{ 'well-known "
     "co-operation'|wordwrap(8) }}|{{ 'a b'|wordwrap(1, wrapstring='/') }}|{{ 'one two\\nthree  "
     "four five'|wordwrap(9) }}",
     "the quick\nbrown fox\njumps over\nthe lazy\ndog|avery\nveryv\nerylo\nngwor\nd "
     "x|averyveryverylongword\nx|well-\nknown\nco-opera\ntion|a/b|one two\nthree\nfour five"},
    {"{{ {'a': 1, 'b': '<\"', 'c': none}|xmlattr }}|{{ {'a': 1}|xmlattr(false) }}|{{ {}|xmlattr }}",
     " a=\"1\" b=\"&lt;&#34;\"|a=\"1\"|"},
    {"{{ {'a b': 1}|xmlattr }}", NULL},
    {"{{ d|tojson }} {{ l|tojson(indent=2) }} {{ d|tojson(indent=4) }} {{ s|tojson }} {{ u|tojson "
     "}} {{ u|tojson(ensure_ascii=true) }} {{ none|tojson }} {{ t|tojson }} {{ f|tojson }} {{ "
     "1e20|tojson }} {{ {}|tojson(indent=2) }} {{ []|tojson(indent=2) }} {{ "
     "'\\x7f\\x00\\x1f/\\u2028'|tojson }} {{ d|tojson(sort_keys=true) }} {{ "
     "d|tojson(separators=(',', ':')) }} {{ {1: 2, none: 3, true: 4, 2.5: 1}|tojson }} {{ "
     "(1,2)|tojson }} {{ [[],[{}]]|tojson(indent=1) }} {{ l|tojson(indent='--') }} {{ "
     "l|tojson(indent=0) }} {{ 'inf'|float|tojson }} {{ html|tojson }}",
     "{\"b\": 1, \"A\": 2, \"c\": [1, {\"x\": \"y\"}]} [\n  1,\n  2,\n  3\n] {\n    \"b\": 1,\n    "
     "\"A\": 2,\n    \"c\": [\n        1,\n        {\n            \"x\": \"y\"\n        }\n    "
     "]\n} \"Hello World\" \"Stra\xC3\x9F"
     "e \xC3\x9Cn\xC3\xAF"
     "code \xC3\xA9\xF0\x9F\x98\x80 \xCE\x91\xCE\xA3\" \"Stra\\u00dfe \\u00dcn\\u00efcode "
     "\\u00e9\\ud83d\\ude00 \\u0391\\u03a3\" null true 2.5 1e+20 {} [] "
     "\"\x7F\\u0000\\u001f/\xE2\x80\xA8\" {\"A\": 2, \"b\": 1, \"c\": [1, {\"x\": \"y\"}]} "
     "{\"b\":1,\"A\":2,\"c\":[1,{\"x\":\"y\"}]} {\"1\": 4, \"null\": 3, \"2.5\": 1} [1, 2] [\n "
     "[],\n [\n  {}\n ]\n] [\n--1,\n--2,\n--3\n] [\n1,\n2,\n3\n] Infinity \"<a "
     "href='x'>\\\"&</a>\""},
    {"{{ zz|tojson }}", NULL},
    {"{{ namespace(a=1)|tojson }}", NULL},
    {"{{ l|map('string')|tojson }}", NULL},
    {"{{ {(1,2): 3}|tojson }}", NULL},
    {"{{ d.items()|tojson }}", NULL},
    {"{{ {'b': 1, 1: 2}|tojson(sort_keys=true) }}", NULL},
    {"{{ d|attr('b') }}| {{ d|attr('zz') is defined }}", "| False"},
    {"{{ zz|attr('a') }}", NULL},
    {"{{ d|items|list }} {{ zz|items|list }}", "[('b', 1), ('A', 2), ('c', [1, {'x': 'y'}])] []"},
    {"{{ l|items|list }}", NULL},
    {"{{ s|upper(1) }}", NULL},
    {"{{ s|replace('a') }}", NULL},
    {"{{ s|replace('a', 'b', 1, 2) }}", NULL},
    {"{{ s|trim(zz=1) }}", NULL},
    {"{{ s|default('a', foo=1) }}", NULL},
    {"{{ l|join(d='x', attribute='y', z=1) }}", NULL},
    {"{{ s|trim(*['H']) }} {{ s|replace(**{'old': 'l', 'new': 'L'}) }}", "ello World HeLLo WorLd"},
    {"{{ s|e is escaped }} {{ s is escaped }} {{ (s|safe)|upper is escaped }}", "True False True"},
    {"{{ [('<'|safe)] }} {{ '<'|safe|replace('<', '&') }} {{ ('<'|e).replace('&', '<') }} {{ "
     "('a<'|safe) % () }} {{ ('%s'|safe) % '<' }} {{ ('{}'|safe).format('<') }}",
     "[Markup('<')] & &lt;lt; a< &lt; &lt;"},
};

static void test_filters(void **state)
{
    (void)state;
    check_cases(cases, sizeof cases / sizeof cases[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_filters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
