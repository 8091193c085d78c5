"""`penstock tokenize` gives what the `tokenizers` package gives: ids of texts, texts of ids.

On real tokenizers (from PENSTOCK_FIXTURES) and on small ones made here, one for each component and
setting. PENSTOCK is the program (build/release/penstock).
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import unicodedata
import unittest

import tokenizers

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from tokenizer_comparison import (  # noqa: E402
    FIXTURES, PROGRAM, Comparison, MadeComparison, added, bert, glass, made, metaspace, penstock, reference, sequence)
from tokenizer_texts import texts  # noqa: E402

TEXTS = texts(2500)
FEWER = texts(700)
# Without characters that one library's version of Unicode knows and another's doesn't.
KNOWN = ["".join(c for c in text if unicodedata.category(c) != "Cn") for text in FEWER]


@unittest.skipUnless(FIXTURES, "PENSTOCK_FIXTURES is not set: real tokenizers are not there")
class RealTokenizers(Comparison):
    def compare(self, name):
        folder = pathlib.Path(FIXTURES) / name
        for special in (True, False):
            lists = self.compare_encoding(folder, TEXTS, special)
            for skip in (True, False):
                self.compare_decoding(folder, lists, skip)
        rng = random.Random(5)
        size = reference(folder).get_vocab_size() + 3
        lists = [[rng.choice([rng.randrange(size), rng.randrange(min(size, 270))])
                  for _ in range(rng.randrange(30))] for _ in range(1500)]
        for skip in (True, False):
            self.compare_decoding(folder, lists, skip)

    def test_llama_2(self):
        self.compare("tokenizers/llama-2")

    def test_t5_small(self):
        self.compare("tokenizers/t5-small")

    def test_stories260k(self):
        self.compare("stories260k")

    def test_bert_base_uncased(self):
        self.compare("tokenizers/bert-base-uncased")

    def test_every_code_point_with_bert(self):
        characters = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]
        characters = [c for c in characters if ord(c) < 0x20000 or ord(c) % 97 == 0 or 0xE0000 <= ord(c) < 0xE0200]
        self.compare_encoding(pathlib.Path(FIXTURES) / "tokenizers/bert-base-uncased",
                              [f"a{c}b {c}" for c in characters], special=False)

    def test_a_text_of_one_megabyte_is_fast(self):
        folder = pathlib.Path(FIXTURES) / "tokenizers/llama-2"
        text = (pathlib.Path(FIXTURES) / "text/tinyshakespeare.txt").read_text()[:1_000_000]
        inputs = [text, "a" * 1_000_000, "".join(random.Random(1).choices("abc é漢", k=300_000))]
        started = time.monotonic()
        got = penstock(folder, [json.dumps(i) for i in inputs])
        self.assertLess(time.monotonic() - started, 30)
        self.assertEqual(reference(folder).encode(text).ids, got[0])
        self.assertEqual(reference(folder).encode(inputs[2]).ids, got[2])


PREPEND = {"type": "Prepend", "prepend": "▁"}
SPACES = {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}
LOWER = {"type": "Lowercase"}
BYTES = {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True}


class MadeTokenizers(MadeComparison):
    def check(self, tokenizer, inputs=FEWER, special=True):
        return super().check(tokenizer, inputs, special)

    def test_normalizers(self):
        strips = [{"type": "Strip", "strip_left": a, "strip_right": b} for a in (True, False) for b in (True, False)]
        regexes = [{"type": "Replace", "pattern": {"Regex": r}, "content": c}
                   for r, c in ((" {2,}", "▁"), (r"\s+", " "), (r"\d", "#"), ("x*", "-"), (r"\p{L}", "L"), ("(?=a)", "^"))]
        replaces = [{"type": "Replace", "pattern": {"String": s}, "content": c}
                    for s, c in (("a", ""), ("aa", "b"), ("", "|"), ("``", '"'), ("é", "ee"))]
        forms = [{"type": t} for t in ("NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "Nmt", "ByteLevel")]
        berts = [bert(clean_text=c, handle_chinese_chars=h, strip_accents=s, lowercase=low)
                 for c in (True, False) for h in (True, False) for s in (True, False, None) for low in (True, False)]
        chains = [sequence("normalizers"), sequence("normalizers", PREPEND, SPACES),
                  sequence("normalizers", {"type": "NFD"}, LOWER, {"type": "StripAccents"}),
                  sequence("normalizers", {"type": "NFKC"}, sequence("normalizers", strips[0], PREPEND))]
        for normalizer in [*strips, *regexes, *replaces, *forms, *berts, *chains, PREPEND]:
            with self.subTest(normalizer=normalizer):
                self.check(made(normalizer=normalizer), KNOWN if normalizer in regexes else FEWER)

    def test_every_code_point(self):
        alike = [(0x3500, 0x9F00), (0xAC80, 0xD780), (0xD800, 0xF800), (0x12500, 0x16000), (0x17100, 0x18A00)]
        inputs = [f"a{chr(c)}b\u0334{chr(c)}\u0345{chr(c)}" for c in range(0x20000)
                  if not any(first <= c < last for first, last in alike)]
        for form in ("NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "Nmt"):
            with self.subTest(form=form):
                self.check(made(normalizer={"type": form}), inputs)
        for pre_tokenizer in ("Whitespace", "WhitespaceSplit", "Punctuation", "BertPreTokenizer"):
            with self.subTest(pre_tokenizer=pre_tokenizer):
                self.check(made(pre_tokenizer={"type": pre_tokenizer}), inputs)
        self.check(made(pre_tokenizer={"type": "Digits", "individual_digits": True}), inputs)

    def test_pre_tokenizers(self):
        behaviors = ("Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous")
        simple = [{"type": t} for t in ("BertPreTokenizer", "Whitespace", "WhitespaceSplit", "Punctuation")]
        simple += [{"type": "Punctuation", "behavior": b} for b in behaviors]
        simple += [{"type": "Digits", "individual_digits": i} for i in (True, False)]
        simple += [metaspace(s, split=split) for s in ("always", "first", "never") for split in (True, False)]
        simple += [{"type": "Metaspace", "replacement": "_", "add_prefix_space": True, "str_rep": "_"},
                   {"type": "Metaspace", "replacement": "▁", "add_prefix_space": False, "prepend_scheme": "never"}]
        chains = [sequence("pretokenizers", *parts) for parts in (
            (), ({"type": "WhitespaceSplit"}, metaspace("first")), ({"type": "WhitespaceSplit"}, metaspace()),
            ({"type": "Whitespace"}, {"type": "Digits", "individual_digits": True}),
            ({"type": "Punctuation", "behavior": "MergedWithNext"}, metaspace("first"), {"type": "Digits", "individual_digits": False}))]
        for pre_tokenizer in simple + chains:
            with self.subTest(pre_tokenizer=pre_tokenizer):
                self.check(made(pre_tokenizer=pre_tokenizer))

    def test_where_metaspace_first_is_first(self):
        tokens = [added("<s>"), added("</s>", normalized=True), added("b", special=False, single_word=True)]
        normalizers = [None, PREPEND, SPACES, {"type": "Strip", "strip_left": True, "strip_right": True}, {"type": "NFC"}, {"type": "NFD"},
                       bert(), LOWER, {"type": "Replace", "pattern": {"String": "a"}, "content": ""},
                       {"type": "Replace", "pattern": {"String": "aa"}, "content": "x y"},
                       sequence("normalizers", PREPEND, {"type": "Replace", "pattern": {"String": "▁"}, "content": " "})]
        for normalizer in normalizers:
            for before in ([], [{"type": "WhitespaceSplit"}], [{"type": "Punctuation"}], [metaspace("never")]):
                chain = sequence("pretokenizers", *before, metaspace("first"))
                with self.subTest(normalizer=normalizer, before=before):
                    self.check(made(normalizer=normalizer, pre_tokenizer=chain, added_tokens=tokens))

    def test_added_tokens(self):
        contents = ["<s>", "</s>", "[MASK]", "a", "ab", "the", "São", "▁", "é", "<", " of", "0x", "\n", "##"]
        normalizers = [None, LOWER, {"type": "NFD"}, sequence("normalizers", PREPEND, SPACES), bert(),
                       {"type": "Strip", "strip_left": True, "strip_right": True}]
        rng = random.Random(11)
        for normalizer in normalizers:
            for flags in range(16):
                tokens = [added(content, id=300 + i, lstrip=bool(flags & 1), rstrip=bool(flags & 2),
                                single_word=bool(flags & 4), normalized=bool(flags & 8), special=rng.random() < 0.5)
                          for i, content in enumerate(rng.sample(contents, 7))]
                if flags & 8 and normalizer and normalizer["type"] == "Strip":
                    tokens = [t for t in tokens if t["content"].strip() == t["content"]]
                with self.subTest(normalizer=normalizer, tokens=tokens):
                    lists = self.check(made(normalizer=normalizer, added_tokens=tokens), FEWER[:250])
                    for skip in (True, False):
                        self.compare_decoding(self.folder, lists, skip)

    def test_ids_of_added_tokens(self):
        model = glass()
        model["vocab"]["<s>"] = 900
        tokens = [added("<s>", id=5), added("new", id=7), added("<0x41>", id=1), added("newer", id=9),
                  added("new", id=11, special=False), added("", id=12)]
        tokenizer = made(model, added_tokens=tokens)
        inputs = ["<s>", "new", "newer", "<0x41>", "A", "x new<s>newer"]
        lists = self.check(tokenizer, inputs)
        for skip in (True, False):
            self.compare_decoding(self.folder, lists, skip)

    def test_post_processors(self):
        special = {name: {"id": name, "ids": ids, "tokens": [name] * len(ids)}
                   for name, ids in (("[CLS]", [1]), ("[SEP]", [2]), ("two", [3, 4]))}

        def template(*pieces):
            return {"type": "TemplateProcessing", "special_tokens": special, "pair": [
                {"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
                "single": [{"Sequence": {"id": "A", "type_id": 3}} if p == "A" else
                           {"SpecialToken": {"id": p, "type_id": 1}} for p in pieces]}

        pair = {"sep": ["</s>", 2], "cls": ["<s>", 0]}
        processors = [template("[CLS]", "A", "[SEP]"), template("A"), template("two", "A"), template("A", "two", "A"),
                      {"type": "BertProcessing", **pair},
                      {"type": "RobertaProcessing", **pair, "trim_offsets": True, "add_prefix_space": False},
                      sequence("processors", {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": False, "use_regex": True},
                               template("[CLS]", "A"))]
        for processor in processors:
            for with_special in (True, False):
                with self.subTest(processor=processor, special=with_special):
                    self.check(made(post_processor=processor), FEWER[:100], with_special)

    def trained(self, trainer, model, inputs=TEXTS, **parts):
        tokenizer = tokenizers.Tokenizer(model)
        for name, part in parts.items():
            setattr(tokenizer, name, part)
        tokenizer.train_from_iterator((text.replace("\0", "") for text in inputs), trainer)
        return json.loads(tokenizer.to_str())

    def test_bpe(self):
        pre = tokenizers.pre_tokenizers
        options = [dict(), dict(end_of_word_suffix="</w>"), dict(continuing_subword_prefix="##"),
                   dict(end_of_word_suffix="</w>", continuing_subword_prefix="@@")]
        for option in options:
            trainer = tokenizers.trainers.BpeTrainer(
                vocab_size=900, limit_alphabet=120, show_progress=False, special_tokens=["<unk>", "[CLS]"], **option)
            tokenizer = self.trained(trainer, tokenizers.models.BPE(unk_token="<unk>", **option), pre_tokenizer=pre.Whitespace())
            for fuse in (True, False):
                for fallback in (True, False):
                    for ignore in (True, False):
                        model = tokenizer["model"]
                        model.update(fuse_unk=fuse, byte_fallback=fallback, ignore_merges=ignore)
                        if fallback:
                            model["vocab"] = {**model["vocab"], **{f"<0x{b:02X}>": 2000 + b for b in range(0, 256, 1 if ignore else 2)}}
                        with self.subTest(option=option, fuse=fuse, fallback=fallback, ignore=ignore):
                            self.check(tokenizer, FEWER[:300])
            tokenizer["model"]["unk_token"] = None
            tokenizer["model"]["merges"] = [" ".join(m) if isinstance(m, list) else m for m in tokenizer["model"]["merges"]]
            self.check(tokenizer, FEWER[:300])

    def test_merges_of_equal_results(self):
        """Two ways to the same token: what is left of a pair that was joined elsewhere."""
        letters = "abcd"
        rng = random.Random(2)
        for _ in range(60):
            vocab = {letter: i for i, letter in enumerate(letters)}
            merges = []
            for _ in range(40):
                left, right = rng.choice(list(vocab)), rng.choice(list(vocab))
                if len(left + right) <= 6:
                    vocab.setdefault(left + right, len(vocab))
                    merges.append([left, right])
            model = {"type": "BPE", "vocab": vocab, "merges": merges}
            inputs = ["".join(rng.choices(letters, k=rng.randrange(1, 40))) for _ in range(40)]
            self.check(made(model), inputs)

    def test_word_piece(self):
        pre = tokenizers.pre_tokenizers
        for prefix in ("##", "", "@"):
            for maximum in (100, 5):
                trainer = tokenizers.trainers.WordPieceTrainer(
                    vocab_size=900, limit_alphabet=200, show_progress=False, special_tokens=["[UNK]"], continuing_subword_prefix=prefix)
                tokenizer = self.trained(trainer, tokenizers.models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=maximum),
                                         pre_tokenizer=pre.BertPreTokenizer(), normalizer=tokenizers.normalizers.BertNormalizer(lowercase=False))
                tokenizer["model"]["continuing_subword_prefix"] = prefix
                with self.subTest(prefix=prefix, maximum=maximum):
                    self.check(tokenizer)

    def test_word_level(self):
        trainer = tokenizers.trainers.WordLevelTrainer(vocab_size=300, show_progress=False, special_tokens=["[UNK]"])
        tokenizer = self.trained(trainer, tokenizers.models.WordLevel(unk_token="[UNK]"), pre_tokenizer=tokenizers.pre_tokenizers.Whitespace())
        self.check(tokenizer)

    def test_unigram(self):
        pre = tokenizers.pre_tokenizers
        latin = [text for text in TEXTS if all(ord(c) < 0x250 for c in text)]
        for longest in (16, 3):
            trainer = tokenizers.trainers.UnigramTrainer(vocab_size=900, show_progress=False, special_tokens=["<s>", "<unk>"], unk_token="<unk>",
                                                         max_piece_length=longest)
            tokenizer = self.trained(trainer, tokenizers.models.Unigram(), latin, pre_tokenizer=pre.Metaspace(), decoder=tokenizers.decoders.Metaspace())
            lists = self.check(tokenizer, TEXTS)
            self.compare_decoding(self.folder, lists)
            tokenizer["model"]["vocab"] = [v for v in tokenizer["model"]["vocab"] if len(v[0]) > 1 or v[0] < "z"]
            tokenizer["model"]["vocab"] += [[f"<0x{b:02X}>", -3.0] for b in range(256)]
            tokenizer["model"]["byte_fallback"] = True
            tokenizer["pre_tokenizer"] = None
            self.check(tokenizer, TEXTS)

    def test_decoders(self):
        strip = {"type": "Strip", "content": " ", "start": 1, "stop": 0}
        under = {"type": "Replace", "pattern": {"String": "▁"}, "content": " "}
        chains = [
            None, {"type": "Fuse"}, {"type": "ByteFallback"}, strip, {"type": "Strip", "content": "a", "start": 2, "stop": 0},
            {"type": "WordPiece", "prefix": "##", "cleanup": True}, {"type": "WordPiece", "prefix": "##", "cleanup": False},
            {"type": "WordPiece", "prefix": "", "cleanup": True}, {"type": "BPEDecoder", "suffix": "</w>"},
            *(metaspace(s, split=True) for s in ("always", "first", "never")), under,
            {"type": "Replace", "pattern": {"String": "aba"}, "content": "-"}, {"type": "Replace", "pattern": {"Regex": "a+"}, "content": "A"},
            sequence("decoders", under, {"type": "ByteFallback"}, {"type": "Fuse"}, strip),
            sequence("decoders", {"type": "Fuse"}, {"type": "WordPiece", "prefix": "##", "cleanup": True}),
            sequence("decoders", {"type": "Fuse"}, {"type": "Replace", "pattern": {"String": "aba"}, "content": "b"}, strip),
            sequence("decoders", {"type": "Fuse"}, {"type": "Replace", "pattern": {"Regex": "a+|b b"}, "content": "é"}),
            sequence("decoders", {"type": "Fuse"}, metaspace("never")), sequence("decoders", {"type": "Fuse"}, metaspace("first")),
            sequence("decoders", {"type": "Fuse"}, {"type": "ByteFallback"}),
            sequence("decoders", {"type": "BPEDecoder", "suffix": "</w>"}, {"type": "ByteFallback"}, {"type": "Fuse"}, strip),
            sequence("decoders", metaspace("always"), {"type": "WordPiece", "prefix": "##", "cleanup": True}),
            *({"type": "CTC", "pad_token": "a", "word_delimiter_token": "▁", "cleanup": c} for c in (True, False)),
            BYTES,
            sequence("decoders", BYTES, {"type": "Strip", "content": " ", "start": 1, "stop": 1}),
            sequence("decoders", {"type": "Fuse"}, BYTES), sequence("decoders", {"type": "ByteFallback"}, BYTES),
        ]
        words = ["â", "Ĥ", "¬", "ð", "Ł", "Ļ", "Ģ", "ħ", "Ġa", "Ċ", "Ã", "©", "í", "ł", "ô", "À", "a", "ab", "aba", "b", " ", "  a", "▁", "▁▁a", "▁a", "##a", "##", "a</w>", "</w>", ".", "'", "n't", "do", "do not", "'s", " ' ",
                 "é", "漢", "<0x4>", "<0x+1>", "<0xfe>", "<s>", "</s>", "[X]", "ab ab ."]
        model = {"type": "BPE", "vocab": {w: i for i, w in enumerate(words)}, "merges": []}
        for byte in [*range(0x20, 0x30), *range(0xC0, 0x100), *range(0x80, 0xC0)]:
            model["vocab"][f"<0x{byte:02X}>"] = len(model["vocab"])
        byte_ids = list(range(len(words), len(model["vocab"])))
        rng = random.Random(4)
        lists = [[rng.choice([rng.randrange(len(words)), rng.randrange(len(words)), rng.choice(byte_ids)])
                  for _ in range(rng.randrange(1, 25))] for _ in range(1200)]
        names = {token: i for token, i in model["vocab"].items()}
        for text in ("🦙", "éé漢", "🦙🤖🦙"):
            run = [names[f"<0x{b:02X}>"] for b in text.encode()]
            lists += [run, [0, *run], [*run, 0], [*run[:-1], 3], [*run, run[0]], [*run, run[-1], 0]]
        for decoder in chains:
            tokens = [added("<s>"), added("[X]", special=False)]
            with self.subTest(decoder=decoder):
                self.write(made(model, decoder=decoder, added_tokens=tokens))
                for skip in (True, False):
                    self.compare_decoding(self.folder, lists, skip)

    def test_llama_with_metaspace(self):
        """As transformers 5 writes a llama's tokenizer: a pre-tokenizer instead of normalizers."""
        trainer = tokenizers.trainers.BpeTrainer(vocab_size=700, limit_alphabet=100, show_progress=False,
                                                 special_tokens=["<unk>", "<s>", "</s>"])
        for scheme in ("first", "always", "never"):
            tokenizer = self.trained(trainer, tokenizers.models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True),
                                     pre_tokenizer=tokenizers.pre_tokenizers.Metaspace(prepend_scheme=scheme, split=False),
                                     decoder=tokenizers.decoders.Metaspace(prepend_scheme=scheme))
            tokenizer["model"]["vocab"] = {**tokenizer["model"]["vocab"], **{f"<0x{b:02X}>": 1000 + b for b in range(256)}}
            tokenizer["decoder"] = sequence("decoders", {"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"},
                                            {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0})
            lists = self.check(tokenizer, TEXTS)
            self.compare_decoding(self.folder, lists)

    def test_files_that_are_refused(self):
        cases = [
            (made(pre_tokenizer={"type": "Other"}), "pre_tokenizer", "Other"),
            (made(pre_tokenizer=sequence("pretokenizers", {"type": "Split", "behavior": "Isolated"})), "pre_tokenizer.pretokenizers[0].pattern", "expected"),
            (made(pre_tokenizer={"type": "Split", "pattern": {"String": "a"}, "behavior": "Gone"}), "pre_tokenizer.behavior", "Contiguous"),
            (made(normalizer=sequence("normalizers", LOWER, {"type": "Other"})), "normalizer.normalizers[1]", "Other"),
            (made(normalizer={"type": "Precompiled", "precompiled_charsmap": "a*"}), "precompiled_charsmap", "base64"),
            (made(normalizer={"type": "Precompiled", "precompiled_charsmap": "////"}), "precompiled_charsmap", "cut"),
            (made(decoder={"type": "Other"}), "decoder", "Other"),
            (made({"type": "Other", "vocab": {}}), "model", "Other"),
            (made({"type": "Unigram", "vocab": [["a"]]}), "model.vocab[0]", "score"),
            (made({"type": "Unigram", "vocab": [["a", 0.0]], "unk_id": 1}), "model.unk_id", "vocabulary"),
            (made({**glass(), "dropout": 0.1}), "model.dropout", "not supported"),
            (made({**glass(), "merges": ["a b"]}), "model.merges[0]", "vocabulary"),
            (made(normalizer={"type": "Prepend"}), "normalizer.prepend", "missing"),
            ({}, "model", "missing"),
        ]
        for tokenizer, where, what in cases:
            with self.subTest(where=where):
                self.write(tokenizer)
                done = subprocess.run([PROGRAM, "tokenize", "--model", str(self.folder)], input="", capture_output=True, text=True, check=False)
                self.assertEqual(done.returncode, 3)
                self.assertIn(where, done.stderr)
                self.assertIn(what, done.stderr)


class CommandLine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        (pathlib.Path(self.folder) / "tokenizer.json").write_text(json.dumps(made(glass(""), decoder=sequence("decoders", {"type": "ByteFallback"}, {"type": "Fuse"}))))

    def run_program(self, *arguments, data=b""):
        return subprocess.run([PROGRAM, "tokenize", *arguments], input=data, capture_output=True, check=False)

    def test_lines(self):
        done = self.run_program("--model", self.folder, data=b"ab\n\nc\r\nlast")
        self.assertEqual(done.stdout, b"[97, 98]\n[]\n[99, 13]\n[108, 97, 115, 116]\n")
        self.assertEqual(done.returncode, 0)
        done = self.run_program("--model", self.folder, "--decode", data=b"[97, 98]\n[]\n[226, 130]\n")
        self.assertEqual(done.stdout, "ab\n\n\ufffd\ufffd\n".encode())

    def test_wrong_lines(self):
        cases = [((), b"ok\n\xff\n", "line 2"), (("--json",), b'"a"\n"b"\n{}\n', "line 3"), (("--json",), b"a\n", "line 1"),
                 (("--decode",), b"[1]\n[-1]\n", "line 2"), (("--decode",), b"{}\n", "line 1"), (("--decode",), b"[1.5]\n", "line 1")]
        for arguments, data, where in cases:
            with self.subTest(data=data):
                done = self.run_program("--model", self.folder, *arguments, data=data)
                self.assertEqual(done.returncode, 2)
                self.assertIn(where, done.stderr.decode())
                self.assertEqual(done.stdout.count(b"\n"), int(where.split()[-1]) - 1)

    def test_usage(self):
        for arguments in ((), ("--model",), ("--nonsense",), ("--model", self.folder, "text"),
                          ("--model", self.folder, "--decode", "--no-special-tokens"), ("--model", self.folder, "--with-special-tokens")):
            with self.subTest(arguments=arguments):
                done = self.run_program(*arguments)
                self.assertEqual(done.returncode, 2)
                self.assertEqual(done.stdout, b"")
                self.assertNotEqual(done.stderr, b"")
        done = self.run_program("--model", "/nonexistent")
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"/nonexistent", done.stderr)
        done = self.run_program("--help")
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"usage: penstock tokenize", done.stdout)


if __name__ == "__main__":
    unittest.main()
