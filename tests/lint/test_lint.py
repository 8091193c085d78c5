"""Each check of the lint finds the fault it is there for, in a small tree that has only that one."""

import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import formatting  # noqa: E402
import lint  # noqa: E402

STYLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", ".clang-format")

# A tree without a fault; each test changes or adds a few files of it.
GOOD = {
    "shared/base/status.h": "#include <stddef.h>\n",
    "shared/base/hash.c": '#include "shared/base/hash.h"\n\n#include <openssl/evp.h>\n',
    "shared/base/hash.h": "",
    "shared/tensor/tensor.h": '#include "shared/base/status.h"\n',
    "shared/wire/job.h": '#include <jansson.h>\n\n#include "shared/base/status.h"\n',
    "shared/kernel/blas.c": '#include "shared/kernel/kernel.h"\n\n#include <cblas.h>\n',
    "shared/kernel/kernel.h": '#include "shared/tensor/tensor.h"\n',
    "shared/text/tokenizer.h": "",
    "shared/model/model.h": '#include "shared/text/tokenizer.h"\n',
    "shared/model/llama.c": '#include "shared/model/model.h"\n',
    "shared/engine/engine.h": '#include "shared/model/model.h"\n',
    "worker/config.h": "",
    "worker/http.c": '#include "worker/http.h"\n\n#include <microhttpd.h>\n',
    "worker/http.h": "",
    "worker/ledger.h": "#include <stdint.h>\n",
    "worker/worker.h": '#include "worker/kafka/consumer.h"\n#include "worker/redis/store.h"\n',
    "worker/main.c": '#include "worker/worker.h"\n',
    "worker/kafka/consumer.h": "",
    "worker/kafka/consumer.c": '#include "worker/kafka/consumer.h"\n\n#include <librdkafka/rdkafka.h>\n',
    "worker/redis/store.h": "",
    "worker/redis/store.c": '#include "worker/redis/store.h"\n\n#include <hiredis.h>\n',
    "tools/submit.h": "",
    "tools/submit.c": '#include "tools/submit.h"\n\n#include "worker/kafka/consumer.h"\n',
    "tests/unit/base/test_hash.c": '#include <cmocka.h>\n\n#include "shared/base/hash.h"\n',
}


def faults_of(changes):
    """The faults of the good tree with these files changed (None: removed), as 'path: text'."""
    with tempfile.TemporaryDirectory() as root:
        with open(STYLE, encoding="utf-8") as file:
            files = {".clang-format": file.read(), **GOOD, **changes}
        for path, text in files.items():
            if text is None:
                continue
            os.makedirs(os.path.dirname(os.path.join(root, path)) or root, exist_ok=True)
            with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                file.write(text)
        faults, _ = lint.lint(root)
        return [f"{path}: {text}" for path, _, text in faults]


def function(num_lines):
    """A function whose body, braces included, has that many lines."""
    return "int f(int x)\n{\n" + "    x++;\n" * (num_lines - 3) + "    return x;\n}\n"


class Lint(unittest.TestCase):
    def assert_fault(self, expected, changes):
        faults = faults_of(changes)
        self.assertEqual(len(faults), 1, faults)
        self.assertIn(expected, faults[0])

    def test_a_good_tree_has_no_fault(self):
        self.assertEqual(faults_of({}), [])

    def test_an_include_that_points_up(self):
        self.assert_fault(
            "text (floor 2) includes upward",
            {"shared/text/bpe.h": '#include "shared/model/model.h"\n'},
        )

    def test_an_include_that_points_sideways(self):
        self.assert_fault(
            "wire includes its sibling", {"shared/wire/x.h": '#include "shared/tensor/tensor.h"\n'}
        )
        self.assert_fault(
            "kernel includes its sibling",
            {"shared/kernel/x.h": '#include "shared/text/tokenizer.h"\n'},
        )

    def test_an_include_out_of_shared(self):
        self.assert_fault(
            "from outside shared/", {"shared/job/x.h": '#include "worker/config.h"\n'}
        )

    def test_a_room_that_is_on_no_floor(self):
        self.assert_fault(
            "is not on a floor", {"shared/misc/x.h": '#include "shared/base/status.h"\n'}
        )

    def test_an_include_that_is_not_from_the_root(self):
        self.assert_fault(
            "written from the root", {"shared/base/x.h": '#include "status.h"\n'}
        )

    def test_kafka_and_redis_are_blind_to_each_other_and_to_the_worker(self):
        self.assert_fault(
            "worker/kafka/ may not include",
            {"worker/kafka/x.h": '#include "worker/redis/store.h"\n'},
        )
        self.assert_fault(
            "worker/redis/ may not include",
            {"worker/redis/x.h": '#include "worker/kafka/consumer.h"\n'},
        )
        self.assert_fault(
            "worker/kafka/ may not include", {"worker/kafka/x.h": '#include "worker/worker.h"\n'}
        )

    def test_the_configuration_knows_no_service(self):
        self.assertEqual(
            faults_of({"worker/kafka/x.h": '#include "worker/config.h"\n'}), []
        )
        self.assert_fault(
            "worker/config may not include",
            {"worker/config.h": '#include "worker/redis/store.h"\n'},
        )

    def test_the_ledger_is_pure(self):
        self.assert_fault(
            "worker/ledger may not include",
            {"worker/ledger.h": '#include "worker/kafka/consumer.h"\n'},
        )

    def test_only_main_includes_the_worker(self):
        self.assert_fault(
            "only worker/worker*", {"worker/metrics.h": '#include "worker/worker.h"\n'}
        )

    def test_the_tools_see_little_of_the_worker(self):
        self.assert_fault(
            "tools/ may not include", {"tools/x.h": '#include "worker/ledger.h"\n'}
        )

    def test_a_source_that_includes_its_own_header_late(self):
        self.assert_fault(
            "must include its own header first",
            {"tools/submit.c": '#include "worker/config.h"\n\n#include "tools/submit.h"\n'},
        )

    def test_third_party_headers_outside_their_homes(self):
        for header, path in (
            ("hiredis.h", "worker/a.h"),
            ("hiredis/hiredis.h", "worker/kafka/a.h"),
            ("librdkafka/rdkafka.h", "worker/a.h"),
            ("librdkafka/rdkafka_mock.h", "tools/a.h"),
            ("microhttpd.h", "worker/a.h"),
            ("openssl/sha.h", "shared/wire/a.h"),
            ("utf8proc.h", "shared/base/a.h"),
            ("pcre2.h", "shared/wire/a.h"),
            ("jansson.h", "shared/engine/a.h"),
            ("cblas.h", "shared/transformer/a.h"),
            ("cmocka.h", "shared/base/a.h"),
            ("immintrin.h", "shared/transformer/a.h"),
        ):
            with self.subTest(header=header, path=path):
                self.assert_fault("outside its home", {path: f"#include <{header}>\n"})

    def test_a_second_home(self):
        self.assert_fault(
            "has one home",
            {"shared/kernel/z.c": '#include "shared/kernel/kernel.h"\n\n#include <cblas.h>\n'},
        )

    def test_a_header_that_no_one_knows(self):
        self.assert_fault("has no home", {"tools/x.h": "#include <zmq.h>\n"})

    def test_an_include_in_a_comment_is_none(self):
        self.assertEqual(faults_of({"tools/x.h": "/*\n#include <curl/curl.h>\n*/\n"}), [])

    def test_shared_does_not_print_exit_or_look_around(self):
        for call in (
            'printf("x")',
            "fputs(x, stream)",
            "exit(1)",
            "abort()",
            'getenv("HOME")',
            "signal(2, handler)",
            "sigaction(2, 0, 0)",
            "x = stderr",
        ):
            with self.subTest(call=call):
                text = "void f(void)\n{\n    " + call + ";\n}\n"
                self.assert_fault("shared/ may not use", {"shared/base/x.h": text})
                self.assertEqual(faults_of({"worker/x.h": text}), [])

    def test_words_in_comments_and_literals_are_not_calls(self):
        text = "/* never printf(); */\nconst char *f(void)\n{\n    return \"exit(1)\";\n}\n"
        self.assertEqual(faults_of({"shared/base/x.h": text}), [])

    def test_a_long_function(self):
        self.assertEqual(faults_of({"tools/x.h": function(70)}), [])
        self.assert_fault("a function of 71 lines", {"tools/x.h": function(71)})

    def test_a_long_file(self):
        self.assertEqual(faults_of({"tools/x.h": "extern int x;\n" * 500}), [])
        self.assert_fault("501 lines", {"tools/x.h": "extern int x;\n" * 501})
        generated = "/* Generated by tools/unicode.py. */\n" + "extern int x;\n" * 501
        self.assertEqual(faults_of({"tools/x.h": generated}), [])

    def test_a_typedef_of_a_struct(self):
        self.assert_fault(
            "structs are written", {"tools/x.h": "typedef struct ps_model ps_model;\n"}
        )

    def test_open_ends(self):
        for word in ("TO" + "DO", "FIX" + "ME"):
            self.assert_fault("an open end", {"tools/x.h": f"/* {word}: later */\n"})
            self.assert_fault("an open end", {"tools/x.py": f"# {word}: later\n"})

    def test_a_file_that_is_not_formatted(self):
        self.assert_fault("is not formatted", {"tools/x.h": "int   x;\n"})

    def test_a_script_that_shellcheck_refuses(self):
        self.assert_fault("SC2086", {"deploy/x": "#!/usr/bin/env bash\nrm $1\n"})

    def test_a_missing_tool_is_a_fault(self):
        kept = formatting.CLANG_FORMAT
        formatting.CLANG_FORMAT = ("no-such-clang-format",)
        try:
            self.assert_fault("is not installed", {})
        finally:
            formatting.CLANG_FORMAT = kept


if __name__ == "__main__":
    unittest.main()
