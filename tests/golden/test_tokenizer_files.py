"""Tokenizers without a tokenizer.json: what `penstock tokenize` makes of vocab.json and merges.txt, or of vocab.txt,
is what transformers makes of them: the components that this file writes out with the `tokenizers` package."""

import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

import tokenizers
from tokenizers import AddedToken, Regex, decoders, models, normalizers, pre_tokenizers, processors

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from test_tokenizer_words import CLIP_REST, IN_CIRCULATION, mixed  # noqa: E402
from tokenizer_comparison import FIXTURES, PROGRAM, Comparison, added, made  # noqa: E402
from tokenizer_texts import texts  # noqa: E402

TEXTS = texts(1200, seed=7) + mixed(1200, 7)
FEWER = TEXTS[::4]


def special(*contents):
    return [AddedToken(content, special=True, normalized=False) for content in contents]


def byte_pairs(folder, tokens, normalizer=None, split=None, add_prefix_space=False, **model):
    bpe = models.BPE.from_file(str(folder / "vocab.json"), str(folder / "merges.txt"), **model)
    tokenizer = tokenizers.Tokenizer(bpe)
    if normalizer:
        tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=add_prefix_space, use_regex=True)
    if split:
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
            pre_tokenizers.Split(Regex(split), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=add_prefix_space, use_regex=False)])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_tokens(tokens)
    return tokenizer


def word_pieces(folder, **settings):
    tokenizer = tokenizers.Tokenizer(models.WordPiece.from_file(str(folder / "vocab.txt"), unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(**settings)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece(prefix="##")
    tokenizer.add_tokens(special("[UNK]", "[SEP]", "[PAD]", "[CLS]", "[MASK]"))
    ids = {name: tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]")}
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS]:0 $A:0 [SEP]:0", pair="[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1", special_tokens=list(ids.items()))
    return tokenizer


@unittest.skipUnless(FIXTURES, "PENSTOCK_FIXTURES is not set: real tokenizers are not there")
class Files(Comparison):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.real = pathlib.Path(FIXTURES) / "tokenizers"

    def copy(self, name, *files):
        for file in files:
            shutil.copy(self.real / name / file, self.folder)

    def write(self, name, settings):
        (self.folder / name).write_text(json.dumps(settings))

    def compare(self, folder, tokenizer, inputs=FEWER):
        for with_special in (True, False):
            lists = self.compare_encoding(folder, inputs, with_special, tokenizer)
            for skip in (True, False):
                self.compare_decoding(folder, lists, skip, tokenizer)
        rng = random.Random(9)
        size = tokenizer.get_vocab_size() + 3
        lists = [[rng.randrange(rng.choice([size, 300])) for _ in range(rng.randrange(30))] for _ in range(len(inputs) // 2)]
        for skip in (True, False):
            self.compare_decoding(folder, lists, skip, tokenizer)

    def test_gpt2(self):
        self.compare(self.real / "gpt2", byte_pairs(self.real / "gpt2", special("<|endoftext|>")), TEXTS)

    def test_qwen2(self):
        folder = self.real / "qwen2"
        tokens = special("<|endoftext|>", "<|im_start|>", "<|im_end|>")
        self.compare(folder, byte_pairs(folder, tokens, normalizers.NFC(), IN_CIRCULATION["Qwen 2"]), TEXTS)

    def test_bert(self):
        self.copy("bert-base-uncased", "vocab.txt", "tokenizer_config.json")
        self.compare(self.folder, word_pieces(self.folder), TEXTS)

    def test_bert_settings(self):
        self.copy("bert-base-uncased", "vocab.txt")
        self.compare(self.folder, word_pieces(self.folder))
        for lowercase, chinese, accents in ((False, True, None), (True, False, False), (False, True, True)):
            self.write("tokenizer_config.json", {"tokenizer_class": "DistilBertTokenizerFast", "do_lower_case": lowercase,
                                                 "tokenize_chinese_chars": chinese, "strip_accents": accents, "model_max_length": 10 ** 30})
            self.compare(self.folder, word_pieces(self.folder, lowercase=lowercase, handle_chinese_chars=chinese, strip_accents=accents))

    def test_what_settings_add(self):
        """Prefix spaces, special tokens around a text, tokens in the order of their ids, older files."""
        self.copy("gpt2", "vocab.json", "merges.txt")
        self.write("tokenizer_config.json", {
            "add_prefix_space": True, "add_bos_token": True, "bos_token": {"__type": "AddedToken", "content": "<s>", "normalized": True},
            "pad_token": "[PAD]", "unk_token": None, "image_token": "<image>", "extra_special_tokens": ["<x>"],
            "added_tokens_decoder": {"50300": {"content": "later", "lstrip": True, "special": False}, "50258": {"content": "<s>", "normalized": False, "special": True}}})
        tokenizer = byte_pairs(self.folder, [AddedToken("<s>", special=True, normalized=False), AddedToken("later", lstrip=True, normalized=True),
                                             *special("<|endoftext|>", "[PAD]", "<image>", "<x>")], add_prefix_space=True)
        tokenizer.post_processor = processors.TemplateProcessing(single="<s>:0 $A:0", pair="<s>:0 $A:0 <s>:1 $B:1", special_tokens=[("<s>", 50257)])
        inputs = FEWER + ["a later b", "<s>x</s>", "[PAD]<image> <x>", "x later", "latera"]
        self.compare(self.folder, tokenizer, inputs)
        self.write("tokenizer_config.json", {})
        self.write("special_tokens_map.json", {"mask_token": {"content": "<mask>", "lstrip": True}, "eos_token": "</s>"})
        self.write("added_tokens.json", {"word": 50258, "</s>": 50257})
        tokenizer = byte_pairs(self.folder, [*special("</s>"), AddedToken("word", normalized=True), *special("<|endoftext|>"),
                                             AddedToken("<mask>", special=True, lstrip=True, normalized=False)])
        self.compare(self.folder, tokenizer, [*inputs, "a <mask>word</s>"])

    def test_roberta(self):
        self.copy("gpt2", "vocab.json", "merges.txt")
        self.write("config.json", {"model_type": "roberta"})
        tokenizer = byte_pairs(self.folder, special("<s>", "</s>", "<unk>", "<pad>", "<mask>"))
        tokenizer.post_processor = processors.RobertaProcessing(("</s>", 50258), ("<s>", 50257))
        self.compare(self.folder, tokenizer, [*FEWER, "<s> a <mask></s>"])

    def test_clip(self):
        """A vocabulary with ends of words, of its own making."""
        base = pre_tokenizers.ByteLevel.alphabet()
        vocab = {token: i for i, token in enumerate([*base, *(b + "</w>" for b in base)])}
        merges = []
        for left, right in (("t", "h"), ("th", "e</w>"), ("a", "n"), ("an", "d</w>"), ("i", "n"), ("in", "g</w>"), ("Ã", "©</w>")):
            vocab[left + right] = len(vocab)
            merges.append(f"{left} {right}")
        vocab["<|startoftext|>"], vocab["<|endoftext|>"] = len(vocab), len(vocab) + 1
        self.write("vocab.json", vocab)
        (self.folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(merges) + "\n")
        self.write("tokenizer_config.json", {"tokenizer_class": "CLIPTokenizer"})
        bpe = models.BPE.from_file(str(self.folder / "vocab.json"), str(self.folder / "merges.txt"), end_of_word_suffix="</w>", unk_token="<|endoftext|>")
        tokenizer = tokenizers.Tokenizer(bpe)
        tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
            pre_tokenizers.Split(Regex(r"<\|startoftext\|>|<\|endoftext\|>|" + CLIP_REST), "removed", invert=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
        tokenizer.decoder = decoders.ByteLevel()
        tokenizer.add_tokens(special("<|startoftext|>", "<|endoftext|>"))
        ids = [(name, tokenizer.token_to_id(name)) for name in ("<|endoftext|>", "<|startoftext|>")]
        tokenizer.post_processor = processors.RobertaProcessing(*ids, trim_offsets=False, add_prefix_space=False)
        self.compare(self.folder, tokenizer, [*FEWER, "The  AND inging café <|endoftext|>"])

    def test_a_tokenizer_json_gets_the_tokens_that_settings_name(self):
        whole = made(added_tokens=[added("<s>", id=256)])
        whole["model"]["vocab"]["<s>"] = 256
        self.write("tokenizer.json", whole)
        self.write("tokenizer_config.json", {"bos_token": "<s>", "pad_token": "[PAD]", "add_bos_token": True})
        whole["added_tokens"].append(added("[PAD]", id=257))
        self.compare(self.folder, tokenizers.Tokenizer.from_str(json.dumps(whole)), [*FEWER, "a[PAD]b<s>"])

    def test_folders_that_are_refused(self):
        def run():
            return subprocess.run([PROGRAM, "tokenize", "--model", str(self.folder)], input="", capture_output=True, text=True, check=False)

        cases = [({}, "merges.txt"), ({"vocab.json": "{}"}, "merges.txt"), ({"vocab.json": "[", "merges.txt": ""}, "vocab.json"),
                 ({"vocab.json": '{"a": 0}', "merges.txt": "a b\n"}, "model.merges[0]"), ({"vocab.json": '{"a": 0}', "merges.txt": "a\n"}, "model.merges[0]"),
                 ({"vocab.txt": "a\n", "tokenizer_config.json": '{"tokenizer_class": "OddTokenizer"}'}, "OddTokenizer"),
                 ({"vocab.txt": "a\n", "tokenizer_config.json": "[]"}, "tokenizer_config.json"),
                 ({"vocab.txt": "a\n", "tokenizer_config.json": '{"added_tokens_decoder": {"1": 5}}'}, "token")]
        for files, what in cases:
            with self.subTest(files=files):
                for path in self.folder.iterdir():
                    path.unlink()
                for name, text in files.items():
                    (self.folder / name).write_text(text)
                done = run()
                self.assertEqual(done.returncode, 3)
                self.assertIn(str(self.folder), done.stderr)
                self.assertIn(what, done.stderr)


if __name__ == "__main__":
    unittest.main()
