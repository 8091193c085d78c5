"""What the tests of tokenizers share: running `penstock tokenize`, comparing it with the `tokenizers` package, and
the parts of small tokenizers. PENSTOCK is the program (build/release/penstock)."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import tokenizers

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("PENSTOCK", str(ROOT / "build/release/penstock"))
FIXTURES = os.environ.get("PENSTOCK_FIXTURES")


def penstock(model, lines, *arguments):
    """The JSON values that the program writes, one for each line."""
    done = subprocess.run(
        [PROGRAM, "tokenize", "--model", str(model), "--json", *arguments],
        input="".join(line + "\n" for line in lines), capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise AssertionError(f"exit code {done.returncode}: {done.stderr}")
    return [json.loads(line) for line in done.stdout.split("\n")[:-1]]


def reference(folder):
    tokenizer = tokenizers.Tokenizer.from_file(str(pathlib.Path(folder) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


class Comparison(unittest.TestCase):
    maxDiff = 4000

    def assert_all_equal(self, inputs, wanted, got):
        self.assertEqual(len(wanted), len(got))
        wrong = [(i, w, g) for i, w, g in zip(inputs, wanted, got) if w != g]
        if wrong:
            i, w, g = min(wrong, key=lambda item: len(item[0]))
            self.fail(f"{len(wrong)} of {len(inputs)} differ; of {i!r}\n the package makes {w!r}\n"
                      f" penstock makes    {g!r}")

    def compare_encoding(self, folder, inputs, special=True, tokenizer=None):
        wanted = [e.ids for e in (tokenizer or reference(folder)).encode_batch(inputs, add_special_tokens=special)]
        arguments = [] if special else ["--no-special-tokens"]
        got = penstock(folder, [json.dumps(text) for text in inputs], *arguments)
        self.assert_all_equal(inputs, wanted, got)
        return wanted

    def compare_decoding(self, folder, lists, skip=True, tokenizer=None):
        wanted = (tokenizer or reference(folder)).decode_batch(lists, skip_special_tokens=skip)
        arguments = [] if skip else ["--with-special-tokens"]
        got = penstock(folder, [json.dumps(ids) for ids in lists], "--decode", *arguments)
        self.assert_all_equal(lists, wanted, got)


def glass(end="|"):
    """A model that shows what reaches it: the bytes of each word, and where it ends."""
    return {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
            "end_of_word_suffix": end, "fuse_unk": False, "byte_fallback": True,
            "vocab": {f"<0x{b:02X}>": b for b in range(256)}, "merges": []}


def made(model=None, **parts):
    base = {"version": "1.0", "truncation": None, "padding": None, "added_tokens": [],
            "normalizer": None, "pre_tokenizer": None, "post_processor": None, "decoder": None}
    return {**base, **parts, "model": model or glass()}


def added(content, **flags):
    base = {"id": 0, "content": content, "single_word": False, "lstrip": False, "rstrip": False,
            "normalized": False, "special": True}
    return {**base, **flags}


def sequence(key, *parts):
    return {"type": "Sequence", key: list(parts)}


def metaspace(scheme="always", **more):
    return {"type": "Metaspace", "replacement": "▁", "prepend_scheme": scheme, **more}


def bert(**flags):
    base = {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
            "strip_accents": None, "lowercase": True}
    return {**base, **flags}


class MadeComparison(Comparison):
    """Tokenizers written into a folder of their own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, tokenizer):
        (self.folder / "tokenizer.json").write_text(json.dumps(tokenizer))
        return self.folder

    def check(self, tokenizer, inputs, special=True):
        return self.compare_encoding(self.write(tokenizer), inputs, special)
