"""What makes encoding fast changes no token: words remembered or not, cut or whole, short or long,
bytes written in their alphabet at once or late. Beside the `tokenizers` package, as in
test_tokenizers.py; each text comes twice, so that the second time its words are remembered.
"""

import json
import pathlib
import random
import sys
import tempfile
import time
import unittest

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from test_tokenizers import FIXTURES, Comparison, bert, glass, made, metaspace, penstock, reference, sequence  # noqa: E402
from tokenizer_texts import texts  # noqa: E402

TEXTS = texts(700)
BYTES = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}
GPT2 = {**BYTES, "use_regex": True}
SPACED = {**GPT2, "add_prefix_space": True}


class Made(Comparison):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def check(self, tokenizer, inputs):
        (self.folder / "tokenizer.json").write_text(json.dumps(tokenizer))
        self.compare_encoding(self.folder, [text for text in inputs for _ in range(2)])

    def test_where_byte_level_stands(self):
        digits = {"type": "Digits", "individual_digits": True}
        chains = [(BYTES,), (GPT2,), (SPACED,), (GPT2, digits), (digits, GPT2), (BYTES, BYTES), (SPACED, SPACED), (GPT2, metaspace("first")),
                  (metaspace("first"), BYTES), (SPACED, metaspace("first")), ({"type": "WhitespaceSplit"}, SPACED)]
        for parts in chains:
            for end in ("|", ""):
                with self.subTest(parts=parts, end=end):
                    self.check(made(glass(end), pre_tokenizer=sequence("pretokenizers", *parts)), TEXTS)

    def test_byte_level_models(self):
        """With an unknown token a model could be cut into parts, but the words it gets aren't in its alphabet yet."""
        for settings in ({}, {"unk_token": "<unk>"}, {"unk_token": "<unk>", "fuse_unk": True}, {"ignore_merges": True}):
            tokenizer = Tokenizer(models.BPE())
            tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
            trainer = trainers.BpeTrainer(vocab_size=600, show_progress=False, special_tokens=["<unk>"],
                                          initial_alphabet=pre_tokenizers.ByteLevel.alphabet()[:200])
            tokenizer.train_from_iterator(TEXTS, trainer)
            file = json.loads(tokenizer.to_str())
            file["model"].update(settings)
            with self.subTest(settings=settings):
                self.check(file, TEXTS)

    def test_lengths_of_words(self):
        """Around the longest word that is remembered, the most ids, and the longest that is joined without a heap."""
        rng = random.Random(3)
        words = ["".join(rng.choices(letters, k=length)) for length in [*range(1, 72), 200, 1000] for letters in ("ab", "abcdé", "漢字かな", "a🦙")]
        trainer = trainers.BpeTrainer(vocab_size=120, show_progress=False, special_tokens=["<unk>"])
        for model in (models.BPE(unk_token="<unk>"), models.BPE(unk_token="<unk>", end_of_word_suffix="</w>"),
                      models.BPE(unk_token="<unk>", continuing_subword_prefix="##")):
            tokenizer = Tokenizer(model)
            tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
            tokenizer.train_from_iterator(words, trainer)
            with self.subTest(model=model):
                self.check(json.loads(tokenizer.to_str()), [*words, " ".join(words)])

    def test_accents_that_wait(self):
        """What BERT's normalizer holds back until it knows the order, across characters that go."""
        rng = random.Random(6)
        parts = ["a", "é", "e\u0301", "\u0327", "\u0301", "\u302e", "\u302f", "\U0001d165", "\U0001d16d", "\x01", "\x7f", "\u200b", "\ufffd",
                 "각", "\u1100\u1161", "漢", "\uf900", "İ", "ﬁ", " ", "\u0898", "Z", "\u0345"]
        inputs = ["".join(rng.choices(parts, k=rng.randint(1, 12))) for _ in range(4000)]
        for strip_accents in (True, False):
            with self.subTest(strip_accents=strip_accents):
                self.check(made(normalizer=sequence("normalizers", bert(strip_accents=strip_accents))), inputs)
                self.check(made(normalizer=sequence("normalizers", bert(strip_accents=strip_accents)), pre_tokenizer=metaspace("first")), inputs)
        for form in ("NFC", "NFD", "NFKC", "NFKD"):
            with self.subTest(form=form):
                self.check(made(normalizer={"type": form}), inputs)
                self.check(made(normalizer={"type": form}, pre_tokenizer=sequence("pretokenizers", metaspace("first"))), inputs)
                stripped = sequence("normalizers", {"type": form}, {"type": "StripAccents"})
                self.check(made(normalizer=stripped, pre_tokenizer=metaspace("first")), inputs)


@unittest.skipUnless(FIXTURES, "PENSTOCK_FIXTURES is not set: real tokenizers are not there")
class Long(Comparison):
    """A megabyte that is one word, or whose marks have no end, takes seconds at most."""

    def test_a_megabyte(self):
        fixtures = pathlib.Path(FIXTURES) / "tokenizers"
        rng = random.Random(1)
        inputs = ["a" * 1_000_000, "".join(rng.choices("abcdefgh", k=1_000_000)), "x" + "\u0301\u0327" * 250_000, "漢" * 330_000,
                  "".join(rng.choices("abcdefgh", k=50_000))]
        gpt2 = Tokenizer(models.BPE.from_file(str(fixtures / "gpt2/vocab.json"), str(fixtures / "gpt2/merges.txt")))
        gpt2.normalizer = normalizers.NFC()
        gpt2.pre_tokenizer = pre_tokenizers.Sequence([
            pre_tokenizers.Split(Regex(r"\p{L}+|\P{L}+"), "isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
        gpt2.decoder = decoders.ByteLevel()
        with tempfile.TemporaryDirectory() as made_folder:
            gpt2.save(f"{made_folder}/tokenizer.json")
            for folder in (made_folder, fixtures / "llama-2", fixtures / "bert-base-uncased"):
                started = time.monotonic()
                got = penstock(folder, [json.dumps(i) for i in inputs])
                self.assertLess(time.monotonic() - started, 30)
                self.assertEqual(reference(folder).encode(inputs[-1]).ids, got[-1])


if __name__ == "__main__":
    unittest.main()
