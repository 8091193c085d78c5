/* Methods of strings, lists and dicts. What is expected is what jinja2 3.1.6 gave with
 * transformers' settings. */
#include "tests/unit/template/template_test.h"

static const struct template_case cases[] = {
    {"{{ 'a,b,c'.split(',') }} {{ 'a,b,c'.split(',', 1) }} {{ ' a  b '.split() }} {{ ' a  b c "
     "'.split(none, 1) }} {{ 'a,b,c'.rsplit(',', 1) }} {{ ' a b c '.rsplit(none, 1) }} {{ "
     "''.split() }} {{ ''.split(',') }} {{ 'a--b'.split('--') }} {{ 'abc'.split('', 1) if fa }} {{ "
     "'a b'.split(sep=' ', maxsplit=0) }} {{ 'xaxbx'.split('x') }} {{ 'aaa'.rsplit('aa') }} {{ 'a  "
     "b'.rsplit(' ') }}",
     "['a', 'b', 'c'] ['a', 'b,c'] ['a', 'b'] ['a', 'b c '] ['a,b', 'c'] [' a b', 'c'] [] [''] "
     "['a', 'b']  ['a b'] ['', 'a', 'b', ''] ['a', ''] ['a', '', 'b']"},
    {"{{ 'abc'.split('') }}", NULL},
    {"{{ 'a\\nb\\r\\nc\\rd\\n'.splitlines() }} {{ 'a\\nb\\n'.splitlines(true) }} {{ "
     "''.splitlines() }} {{ '\\n\\n'.splitlines() }} {{ 'a\\x0bb\\u2028c\\x85d'.splitlines() }} {{ "
     "'a\\n'.splitlines(keepends=true) }}",
     "['a', 'b', 'c', 'd'] ['a\\n', 'b\\n'] [] ['', ''] ['a', 'b', 'c', 'd'] ['a\\n']"},
    {"{{ 'abc'.startswith('ab') }} {{ 'abc'.startswith(('x', 'a')) }} {{ 'abc'.endswith('bc') }} "
     "{{ 'abc'.startswith('b', 1) }} {{ 'abc'.endswith('b', 0, 2) }} {{ ''.startswith('') }} {{ "
     "'abc'.startswith('', 5) }} {{ 'abc'.endswith(()) }}",
     "True True True True True True False False"},
    {"{{ 'abc'.startswith(['a']) }}", NULL},
    {"{{ 'abc'.startswith(none) }}", NULL},
    {"{{ 'abcabc'.find('c') }} {{ 'abcabc'.rfind('c') }} {{ 'abc'.find('z') }} {{ "
     "'abcabc'.index('b', 2) }} {{ 'abcabc'.count('b') }} {{ 'aaa'.count('aa') }} {{ "
     "'abc'.count('') }} {{ u.find('\xC3\x9C') }} {{ u.rfind('\xC3\xA9') }} {{ 'abc'.find('b', -2) "
     "}} {{ 'abc'.find('', 3) }} {{ 'abc'.find('', 4) }} {{ 'abcabc'.rindex('a') }}",
     "2 5 -1 4 2 1 4 7 15 1 3 -1 3"},
    {"{{ 'abc'.index('z') }}", NULL},
    {"{{ 'a-b-c'.partition('-') }} {{ 'a-b-c'.rpartition('-') }} {{ 'abc'.partition('-') }} {{ "
     "'abc'.rpartition('-') }}",
     "('a', '-', 'b-c') ('a-b', '-', 'c') ('abc', '', '') ('', '', 'abc')"},
    {"{{ 'abc'.partition('') }}", NULL},
    {"{{ ','.join(['a', 'b']) }} {{ ''.join(ls) }} {{ '-'.join('abc') }} {{ ', '.join(d) }} {{ "
     "','.join(ls|map('upper')) }}",
     "a,b bAca a-b-c b, A, c B,A,C,A"},
    {"{{ ','.join([1]) }}", NULL},
    {"{{ 'prefix_x'.removeprefix('prefix_') }} {{ 'x.py'.removesuffix('.py') }} {{ "
     "'abc'.removeprefix('z') }} {{ 'abc'.removesuffix('') }}",
     "x x abc abc"},
    {"{{ '123'.isdigit() }} {{ '\xC2\xBD'.isdigit() }} {{ '\xC2\xBD'.isnumeric() }} {{ "
     "'\xC2\xB2'.isdigit() }} {{ '\xC2\xB2'.isdecimal() }} {{ 'abc'.isalpha() }} {{ "
     "'ab1'.isalnum() }} {{ ' \\t'.isspace() }} {{ ''.isspace() }} {{ 'AB'.isupper() }} {{ "
     "'ab'.islower() }} {{ 'Ab Cd'.istitle() }} {{ '\xC3\xA9'.isalpha() }} {{ 'a1_'.isidentifier() "
     "}} {{ '1a'.isidentifier() }} {{ 'abc'.isascii() }} {{ '\xC3\xA9'.isascii() }} {{ "
     "'a\\n'.isprintable() }} {{ '\xE6\xBC\xA2'.isalpha() }} {{ '\xD9\xA3'.isdigit() }}",
     "True False True True False True True True False True True True True True False True False "
     "False True True"},
    {"{{ 'aBc'.swapcase() }} {{ '\xC3\x9F'.upper() }} {{ '\xC3\x9F'.casefold() }} {{ "
     "'\xC4\xB0'.lower()|length }} {{ \"it's\".title() }} {{ 'a'.upper().lower() }}",
     "AbC SS ss 2 It'S a"},
    {"{{ [1,2,1].count(1) }} {{ [1,2].index(2) }} {{ (1,2).index(1) }} {{ (1,1).count(1) }} {{ "
     "[1].copy() }} {{ range(5).index(3) }} {{ range(5).count(3) }}",
     "2 1 0 2 [1] 3 1"},
    {"{{ [1].index(5) }}", NULL},
    {"{{ l.insert(0, 1) }}", NULL},
    {"{{ l.sort() }}", NULL},
    {"{{ l.reverse() }}", NULL},
    {"{{ l.extend([1]) }}", NULL},
    {"{{ l.clear() }}", NULL},
    {"{{ d.clear() }}", NULL},
    {"{{ d.setdefault('a', 1) }}", NULL},
    {"{{ d.popitem() }}", NULL},
    {"{{ 'abc'.nope() }}", NULL},
    {"{{ 'abc'.nope }}|", "|"},
    {"{{ 5 .bit_length() }} {{ 2.0.is_integer() }}", "3 True"},
    {"{{ (5).real }}", "5"},
    {"{{ 'a'.upper(1) }}", NULL},
    {"{{ 'a'.strip(1) }}", NULL},
    {"{{ 'a'.replace('a') }}", NULL},
    {"{{ 'a'.replace(old='a', new='b') }}", NULL},
    {"{{ 'a'.center() }}", NULL},
    {"{{ 'a'.center(5, 'ab') }}", NULL},
    {"{{ 'x'.join(5) }}", NULL},
    {"{{ d.get(key='b') }}", NULL},
    {"{{ d.keys(1) }}", NULL},
    {"{{ 'abc'['upper']() }} {{ d['keys']()|list }} {{ 'abc'[1:]['upper']() }}",
     "ABC ['b', 'A', 'c'] BC"},
};

static void test_methods(void **state)
{
    (void)state;
    check_cases(cases, sizeof cases / sizeof cases[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_methods),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
