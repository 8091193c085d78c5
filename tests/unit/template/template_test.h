/* Rendering a template in a test, and tables of templates with what comes out. */
#ifndef PENSTOCK_TESTS_UNIT_TEMPLATE_TEMPLATE_TEST_H
#define PENSTOCK_TESTS_UNIT_TEMPLATE_TEMPLATE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "shared/template/template.h"

/* 2024-07-26 00:00:00 UTC */
#define TEST_NOW_S 1721952000

/* What the templates of all tables see. */
static const char variables_json[] =
    "{\"s\": \"Hello World\", \"e\": \"\", \"n\": 42, \"neg\": -7, \"f\": 2.5, \"t\": true,"
    " \"fa\": false, \"no\": null, \"l\": [1, 2, 3], \"ls\": [\"b\", \"A\", \"c\", \"a\"],"
    " \"d\": {\"b\": 1, \"A\": 2, \"c\": [1, {\"x\": \"y\"}]},"
    " \"u\": \"Stra\\u00dfe \\u00dcn\\u00efcode \\u00e9\\ud83d\\ude00 \\u0391\\u03a3\","
    " \"m\": [{\"role\": \"user\", \"content\": \"hi\", \"n\": 3},"
    " {\"role\": \"assistant\", \"content\": \"yo\", \"n\": 1},"
    " {\"role\": \"user\", \"content\": \"x\", \"n\": 2}], \"x\": \"ctx\","
    " \"html\": \"<a href='x'>\\\"&</a>\", \"q\": \"it's\", \"qq\": \"it's \\\"q\\\"\","
    " \"ml\": \"a\\nb\\n\\nc\\n\","
    " \"nested\": [{\"n\": \"a\", \"c\": [{\"n\": \"b\", \"c\": []}, {\"n\": \"c\"}]}],"
    " \"big\": 1e20, \"tiny\": 1e-7, \"items\": {\"items\": 5},"
    " \"keyd\": {\"keys\": 1, \"get\": 2, \"update\": 3}, \"ns_\": {\"a\": 1}}";

struct rendered {
    enum ps_status status;
    struct ps_buffer text;
    struct ps_template_outcome outcome;
    struct ps_error error;
};

static inline void rendered_close(struct rendered *rendered)
{
    ps_buffer_close(&rendered->text);
}

/* Parses and renders; params' variables may be NULL for those above. */
static inline void render_with(const char *source, struct ps_template_params params,
                               struct rendered *rendered)
{
    struct ps_template *template = NULL;
    json_t *variables = json_loads(variables_json, 0, NULL);
    *rendered = (struct rendered){0};
    assert_non_null(variables);
    if (!params.variables)
        params.variables = variables;
    rendered->status = ps_template_parse(&template, source, strlen(source), &rendered->error);
    if (rendered->status == PS_OK)
        rendered->status = ps_template_render(template, &params, &rendered->text,
                                              &rendered->outcome, &rendered->error);
    assert_int_equal(rendered->status, rendered->error.status);
    ps_template_destroy(template);
    json_decref(variables);
}

struct template_case {
    const char *source;
    const char *expected; /* NULL: refused with PS_INVALID */
};

static inline void check_cases(const struct template_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct rendered rendered;
        render_with(cases[i].source, (struct ps_template_params){.now_s = TEST_NOW_S}, &rendered);
        const char *text = rendered.text.data ? rendered.text.data : "";
        const char *expected = cases[i].expected;
        bool is_right = expected
                            ? rendered.status == PS_OK && strlen(expected) == rendered.text.size &&
                                  strcmp(text, expected) == 0
                            : rendered.status == PS_INVALID;
        if (!is_right)
            fail_msg("%s\n  gives    %s%s\n  expected %s", cases[i].source, text,
                     rendered.error.message, expected ? expected : "a refusal");
        rendered_close(&rendered);
    }
}

#endif
