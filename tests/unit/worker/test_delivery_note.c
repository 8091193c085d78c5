/* The note beside a committed offset: what is written is read, and anything else does no harm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "worker/delivery_note.h"

static void what_is_written_is_read(void **state)
{
    (void)state;
    char text[PS_DELIVERY_NOTE_SIZE];
    struct ps_delivery_note note;
    ps_delivery_note_write(text);
    ps_delivery_note_read(&note, text, strlen(text));
    assert_int_equal(note.kind, PS_NOTE_KNOWN);
    assert_int_equal(note.version, PS_DELIVERY_NOTE_VERSION);
    assert_string_equal(note.writer, PS_VERSION);
}

static void texts_of_all_kinds(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum ps_delivery_note_kind kind;
        long version;
        const char *writer;
    } rows[] = {
        {"", PS_NOTE_NONE, 0, ""},
        {"penstock/1", PS_NOTE_KNOWN, 1, ""},
        {"penstock/1 done=AAAA writer=0.2.0 nonce=1", PS_NOTE_KNOWN, 1, "0.2.0"},
        {"penstock/1  writer=", PS_NOTE_KNOWN, 1, ""},
        {"penstock/1000 writer=9.0", PS_NOTE_NEWER, 1000, "9.0"},
        {"penstock/2", PS_NOTE_NEWER, 2, ""},
        {"penstock/999999999", PS_NOTE_NEWER, 999999999, ""},
        {"penstock/99999999999999999999", PS_NOTE_FOREIGN, 0, ""},
        {"penstock/0", PS_NOTE_FOREIGN, 0, ""},
        {"penstock/", PS_NOTE_FOREIGN, 0, ""},
        {"penstock/-1", PS_NOTE_FOREIGN, 0, ""},
        {"penstock/1x", PS_NOTE_FOREIGN, 0, ""},
        {"penstoc", PS_NOTE_FOREIGN, 0, ""},
        {"NO_METADATA", PS_NOTE_FOREIGN, 0, ""},
        {"penstock/2 writer=a\nb", PS_NOTE_NEWER, 2, ""},
        {"penstock/2 writer=a-version-of-more-than-its-letters", PS_NOTE_NEWER, 2, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ps_delivery_note note;
        ps_delivery_note_read(&note, rows[i].text, strlen(rows[i].text));
        assert_int_equal(note.kind, rows[i].kind);
        assert_int_equal(note.version, rows[i].version);
        assert_string_equal(note.writer, rows[i].writer);
    }
}

/* Bytes that are no text, each with its own end, so that a sanitizer sees a read beyond it. */
static void no_byte_beyond_the_end_is_read(void **state)
{
    (void)state;
    static const char text[] = "penstock/12 writer=0.1.0 x";
    for (size_t size = 0; size < sizeof text; size++) {
        char *copy = malloc(size + 1);
        struct ps_delivery_note note;
        assert_non_null(copy);
        memcpy(copy, text, size);
        char *exact = realloc(copy, size ? size : 1);
        assert_non_null(exact);
        ps_delivery_note_read(&note, exact, size);
        assert_true(note.kind <= PS_NOTE_FOREIGN);
        free(exact);
    }
    struct ps_delivery_note note;
    ps_delivery_note_read(&note, "penstock/2 writer=9.0\0", 23);
    assert_string_equal(note.writer, "9.0");
    ps_delivery_note_read(&note, NULL, 0);
    assert_int_equal(note.kind, PS_NOTE_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(texts_of_all_kinds),
        cmocka_unit_test(no_byte_beyond_the_end_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
