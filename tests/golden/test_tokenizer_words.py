"""How texts are cut into words: the patterns in circulation and regular expressions of all kinds, as the `tokenizers`
package matches them."""

import pathlib
import random
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from tokenizer_comparison import MadeComparison, added, made, penstock, sequence  # noqa: E402
from tokenizer_texts import texts  # noqa: E402

ENDS = "'s|'t|'re|'ve|'m|'ll|'d"
LAST_SPACES = r"|\s+(?!\S)|\s+"
REST = r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+" + LAST_SPACES
REST_SLASH = r"| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+" + LAST_SPACES
GPT2_REST = r"| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+" + LAST_SPACES
CLIP_REST = ENDS + r"|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


def cased(end):
    lead, upper, lower = r"[^\r\n\p{L}\p{N}]?", r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
    return f"{lead}{upper}*{lower}+{end}|{lead}{upper}+{lower}*{end}"


IN_CIRCULATION = {
    "GPT-2": ENDS + GPT2_REST,
    "GPT-2 by tiktoken": "'(?:[sdmt]|ll|ve|re)" + GPT2_REST,
    "Llama 3": rf"(?i:{ENDS})|[^\r\n\p{{L}}\p{{N}}]?\p{{L}}+|\p{{N}}{{1,3}}" + REST,
    "GPT-4": r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]" + LAST_SPACES,
    "Qwen 2": rf"(?i:{ENDS})|[^\r\n\p{{L}}\p{{N}}]?\p{{L}}+|\p{{N}}" + REST,
    "Qwen 3.5": rf"(?i:{ENDS})|[^\r\n\p{{L}}\p{{N}}]?[\p{{L}}\p{{M}}]+|\p{{N}}| ?[^\s\p{{L}}\p{{M}}\p{{N}}]+[\r\n]*|\s*[\r\n]+" + LAST_SPACES,
    "GPT-4o": cased(f"(?i:{ENDS})?") + r"|\p{N}{1,3}" + REST_SLASH,
    "Tekken": cased("") + r"|\p{N}" + REST_SLASH,
    "DeepSeek-V3": r"""[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+"""
                   + LAST_SPACES,
    "digits": r"\p{N}{1,3}",
    "CLIP": CLIP_REST,
    "CLIP with names": r"<\|startoftext\|>|<\|endoftext\|>|" + CLIP_REST,
}

# Nearly in circulation, and everything that the two languages of regular expressions write differently.
OTHERS = [
    r"(?i:'s|'t)| ?\p{L}+| ?\p{N}{1,2}| ?[^\s\p{L}\p{N}]+|\s+", cased("") + r"|\p{N}{1,2}" + REST_SLASH,
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s",
    r" ?[^(\s|[.,!?…。，、।۔،])]+", r"[\r\n]|\s?\p{L}+|\s?\p{P}+|[一-龥ࠀ-一가-퟿]+", r"[一-龥぀-ゟ゠-ヿ]+", "[0-9][0-9][0-9]", r"\d(?=(\d{3})+(?!\d))",
    r"\w+|[^\w\s]+", r"\W+|\D", r"[\w-]+|\b", r"\bfoo|\b\w|\B.", r"\h+|[^\h]", r"\v|\t|\e|\a", "a{2}?|b{,2}|c{1,2}?", "{|}|a{|a{b}", "(?:ab)+?c*|[]a]",
    "^.+$", "^▁+$", r"\A.|.\z|\s\Z", "(?i)stra|k|ſ", "x(?i)a|B", "(?m:a.b)|.", r"(?<!\p{L})\p{L}(?=\p{M})", r"(?>\p{L}+)\d|.",
    r"[\x41-\x{5a}\u00e9]+", r"(?<n>a|b)\k<n>", r"[\p{L}&&[^a-z]]+", r"[^\p{L}\p{N}&&[^\d]]", "[[a-c][^b]]x?", "[a-f&&c-z]", r"[-a]+|[a-]+",
    "[[:alpha:]]+|[[:punct:]]", "[[:^space:]]+|[[:word:]]", r"\P{L}+", r"\p{^L}+", r"\p{Han}+|\p{Hiragana}+|\p{Katakana}", r"\p{Emoji}|\p{Alnum}+",
    r"\p{Lu}\p{Ll}+|\p{White_Space}", r"\p{Uppercase_Letter}|\p{Word}", r"[\s\S]", r"[^\S\n]+", r"\R|\s", "(?#a comment)b|c",
]

PIECES = ["'s", "'S", "'ſ", "'T", "'lL", "'re", "'Ve", "'m", "'d", "'x", "''", "'", " ", "  ", "\n", "\r\n", "\t", "\v", "\u3000", "\xa0", "\x85",
          "a", "bc", "B", "CD", "ab", "cc", "foo", "ǅ", "ʰ", "ª", "漢", "あ", "カ", "ー", "한", "е", "Ж", "\u0301", "\u0903", "\u20dd", "\u0488", "1",
          "23", "100", "1234567", "٣", "Ⅷ", "½", "²", "!", "?!", ".", "/", "//", "\\", "_", "-", "[", "]", "{", "}", "$", "€", "+", "^", "´", "▁",
          "▁▁", "🦙", "👍🏽", "\u200d", "\u200b", "\x00", "\x1b", "\x1f", "\ue000", "\u0378", "\U0001F1E6", "<|startoftext|>", "<|endoftext|>", "<|", "|>",
          "\u2028", "\u1680", "\U00016EA0", "\u1c89", "\U0001E6C0", "e\u0301", "İ", "ß", "SS", "K", "Ⓐ"]


def mixed(count, seed):
    rng = random.Random(seed)
    return ["".join(rng.choice(PIECES) for _ in range(rng.randint(1, 14))) for _ in range(count)]


def split(regex, behavior="Isolated", invert=False, kind="Regex"):
    return {"type": "Split", "pattern": {kind: regex}, "behavior": behavior, "invert": invert}


def byte_level(**more):
    return {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True, **more}


class Words(MadeComparison):
    def check_split(self, inputs, *steps, **parts):
        pre_tokenizer = steps[0] if len(steps) == 1 else sequence("pretokenizers", *steps)
        with self.subTest(pre_tokenizer=pre_tokenizer):
            self.check(made(pre_tokenizer=pre_tokenizer, **parts), inputs)

    def test_patterns_in_circulation(self):
        inputs = mixed(3000, 1) + texts(1500)
        for name, regex in IN_CIRCULATION.items():
            with self.subTest(name=name):
                self.check_split(inputs, split(regex))
                self.check_split(inputs[:1000], split(regex, "Removed", True))

    def test_every_character_with_patterns(self):
        characters = [chr(c) for c in range(0x20000) if not 0xD800 <= c < 0xE000 and (not 0x3500 <= c < 0xD700 or c % 7 == 0)]
        probes = [f"a{c}b '{c} 1{c} A{c}" for c in characters]
        inputs = ["\n".join(probes[i:i + 50]) for i in range(0, len(probes), 50)]
        for name in ("Llama 3", "GPT-4o", "DeepSeek-V3"):
            with self.subTest(name=name):
                self.check_split(inputs, split(IN_CIRCULATION[name]))
        self.check_split(inputs, split(r"\w+|[^\w\s]+"))

    def test_regular_expressions(self):
        inputs = mixed(700, 2) + texts(300, seed=3)
        for regex in OTHERS:
            self.check_split(inputs, split(regex))

    def test_behaviors(self):
        inputs = mixed(300, 3) + texts(200, seed=4)
        for behavior in ("Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"):
            for invert in (False, True):
                for pattern, kind in ((r"\s+|b", "Regex"), (" ", "String"), ("a", "String"), (r"(?=a)", "Regex"), ("", "String"), (r"\p{L}+", "Regex")):
                    self.check_split(inputs, split(pattern, behavior, invert, kind))

    def test_byte_level(self):
        inputs = mixed(1000, 4) + texts(800, seed=5)
        tokens = [added("<|endoftext|>"), added("foo", special=False, normalized=True)]
        for space in (True, False):
            for regex in (True, False):
                self.check_split(inputs, byte_level(add_prefix_space=space, use_regex=regex), added_tokens=tokens)
        self.check(made(normalizer={"type": "ByteLevel"}, added_tokens=tokens), inputs)

    def test_sequences(self):
        inputs = mixed(500, 5) + texts(500, seed=6)
        digits = {"type": "Digits", "individual_digits": True}
        self.check_split(inputs, digits, byte_level())
        self.check_split(inputs, {"type": "Punctuation", "behavior": "Contiguous"}, byte_level(), {**digits, "individual_digits": False}, split("[0-9][0-9][0-9]"))
        self.check_split(inputs, split(r"\p{N}{1,3}"), split("[一-龥぀-ゟ゠-ヿ]+"), split(IN_CIRCULATION["DeepSeek-V3"]), byte_level(use_regex=False))
        self.check_split(inputs, {"type": "CharDelimiterSplit", "delimiter": " "}, byte_level())
        self.check_split(inputs, {"type": "CharDelimiterSplit", "delimiter": "é"})
        self.check_split(inputs, {"type": "FixedLength", "length": 3})
        self.check_split(inputs, {"type": "UnicodeScripts"})
        self.check_split(inputs, {"type": "UnicodeScripts"}, byte_level())
        self.check_split(inputs, split(" ", "MergedWithPrevious", kind="String"))

    def test_patterns_that_are_refused(self):
        for regex in ("(", "[a", r"\p{Nonsense}", "(?~a)", r"\X", "a**b(", "[b-a]", "(?<n"):
            with self.subTest(regex=regex):
                self.write(made(pre_tokenizer=split(regex)))
                with self.assertRaisesRegex(AssertionError, "exit code 3.*pre_tokenizer.pattern"):
                    penstock(self.folder, [])


if __name__ == "__main__":
    unittest.main()
