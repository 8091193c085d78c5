"""Texts to try tokenizers on: many scripts, emoji, marks, control characters, code, random bytes.

The same seed gives the same texts. None has a lone surrogate; each is what UTF-8 can hold.
"""

import random

PLAIN = [
    "", " ", "  ", "\n", "\t", "a", "▁", "▁▁", " ▁ a", "Hello, world!", "The quick brown fox.",
    "I'm sure they don't, and you've said we're ' quoted ' . ? ! ,", "it 's n't do not 'm 've 're",
    "Straße ÄÖÜ ﬁ ﬃ ﬀ İstanbul ıǅ ﷺ ㍿ ½ Å Å Ω K", "naïve café – “quotes” … ‘x’ — em", "e\u0301e\u0301\u0327",
    "Съешь ещё этих мягких французских булок", "Ёлка ёлка й и\u0306", "Ελληνικά ΌΣΟΣ ς άέή",
    "السلام عليكم ورحمة الله", "شَدَّة", "שָׁלוֹם עולם", "नमस्ते दुनिया क्षत्रिय", "สวัสดีชาวโลก น้ำ",
    "你好，世界。", "漢字かな交じり文、ｶﾀｶﾅ ﾊﾝｶｸ", "안녕하세요 세계", "\u1112\u1161\u11ab\u1100\u1173\u11af", "தமிழ்", "ქართული Ⴀ",
    "Հայերեն", "አማርኛ", "ᚠᛇᚻ", "ᎣᏏᏲ ꭰ", "👩‍👩‍👧‍👦 👍🏽 🇩🇪 🏳️‍🌈 1️⃣ 🫠", "🦙🦙🦙 🤖", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𝟘𝟙", "\u200b\u200d\ufeff\u00ad\u2028\u2029\u0085",
    "\x00\x01\x1f\x7f\x80\x9f", "a\x00b", "\ufffd\ufffe\U0010ffff\ue000", "zalgo " + "".join(f"a{chr(0x300 + i)}" for i in range(70)),
    "x" * 99, "x" * 100, "x" * 101, "é" * 100, "é" * 101, "漢" * 150, "a" * 3000, "#" * 500, "ab" * 999,
    "def f(x):\n    return x ** 2  # square\n", "for (int i = 0; i < n; ++i) { a[i] += \"\\n\"; }",
    '{"key": [1, 2.5e-3, null]}', "<html>&nbsp;</html>", "SELECT * FROM t WHERE a <> 'b';", "http://example.com/?q=1&r=%20",
    "1234567890 3.14159 1e10 ⅷ ² ٣ १२३", "$100 €5 £3 +1 a=b ^ ` ~ |", "<s>", "</s>", "<s></s>", " <s> a </s> b", "<s>▁a", "x<s>y",
    "[CLS] a [SEP]", "[MASK]", "a[MASK]b", "[cls] [ MASK ]", "[UNK] unk <unk>", "<0x0A> <0x41>", "<0x", "<0xE2><0x96><0x81>",
    "##a ## b", "\r\n\r\n", "a\u3000b\u00a0c\u2003d\u1680e", "   leading", "trailing   ", "a  b   c    d", "\t\ttabs\t",
]

BLOCKS = [
    (0x20, 0x7E, 12), (0xA0, 0x17F, 6), (0x180, 0x24F, 2), (0x250, 0x2FF, 1), (0x300, 0x36F, 3),
    (0x370, 0x3FF, 3), (0x400, 0x52F, 4), (0x531, 0x58F, 1), (0x590, 0x5FF, 3), (0x600, 0x6FF, 4),
    (0x700, 0x8FF, 1), (0x900, 0x97F, 3), (0x980, 0xDFF, 3), (0xE00, 0xE7F, 3), (0xE80, 0xFFF, 2),
    (0x1000, 0x10FF, 2), (0x1100, 0x11FF, 2), (0x1200, 0x139F, 1), (0x13A0, 0x18AF, 1),
    (0x1900, 0x1CFF, 1), (0x1D00, 0x1DFF, 1), (0x1E00, 0x1FFF, 3), (0x2000, 0x206F, 3),
    (0x2070, 0x2BFF, 3), (0x2C00, 0x2FFF, 1), (0x3000, 0x30FF, 4), (0x3100, 0x33FF, 1),
    (0x3400, 0x4DBF, 1), (0x4E00, 0x9FFF, 5), (0xA000, 0xABFF, 1), (0xAC00, 0xD7FF, 4),
    (0xE000, 0xF8FF, 1), (0xF900, 0xFAFF, 1), (0xFB00, 0xFFFF, 2), (0x10000, 0x107FF, 1),
    (0x10800, 0x11FFF, 2), (0x12000, 0x1CFFF, 1), (0x1D000, 0x1DFFF, 1), (0x1E000, 0x1EFFF, 1),
    (0x1F000, 0x1FAFF, 6), (0x20000, 0x2FFFF, 1), (0x30000, 0x10FFFF, 1),
]
MARKS = [0x300, 0x301, 0x308, 0x327, 0x334, 0x345, 0x5B0, 0x64E, 0x93C, 0x94D, 0xE34, 0x20D0, 0x1F3FB,
         0x200D, 0xFE0F, 0xFE0E, 0x1D165, 0x11930, 0x898, 0x1ACE]
SPECIAL = ["<s>", "</s>", "<unk>", "[CLS]", "[SEP]", "[MASK]", "[PAD]", "[UNK]", "<0x0A>", "<0xFF>", "▁", "##"]
WORDS = ("the of and to in is that it was for on are as with his they at be this from have or by one had "
         "tokenization internationalization unbelievable running don't can't Once upon a time there was "
         "a little girl named Lily São München Москва 東京 서울 دبي").split()
CODE = list("(){}[]<>=+-*/%&|^~!?:;,.\"'`@#$\\_") + ["->", "==", "::", "//", "/*", "*/", "    ", "\n", "\t", "0x1F", "i", "int"]


def character(rng):
    first, last, _ = rng.choices(BLOCKS, weights=[b[2] for b in BLOCKS])[0]
    c = rng.randint(first, last)
    return chr(c) if not 0xD800 <= c <= 0xDFFF else "?"


def one_script(rng):
    first, last, _ = rng.choice(BLOCKS)
    out = []
    for _ in range(rng.randint(1, 40)):
        c = rng.randint(first, last)
        out.append(" " if rng.random() < 0.15 or 0xD800 <= c <= 0xDFFF else chr(c))
    return "".join(out)


def any_code_points(rng):
    out = [rng.randint(0, 0x10FFFF) for _ in range(rng.randint(1, 20))]
    return "".join(chr(c) for c in out if not 0xD800 <= c <= 0xDFFF)


def emoji(rng):
    out = []
    for _ in range(rng.randint(1, 6)):
        out.append("\u200d".join(chr(rng.randint(0x1F300, 0x1FAFF)) + rng.choice(["", "\ufe0f", "\U0001f3fd"])
                                 for _ in range(rng.randint(1, 4))))
    return rng.choice(["", " "]).join(out)


def marked(rng):
    return "".join(character(rng) + "".join(chr(rng.choice(MARKS)) for _ in range(rng.randint(0, 3)))
                   for _ in range(rng.randint(1, 20)))


def random_bytes(rng):
    return bytes(rng.randint(0, 255) for _ in range(rng.randint(1, 60))).decode("utf-8", "replace")


def controls(rng):
    return "".join(rng.choice([chr(rng.randint(0, 0x20)), chr(rng.randint(0x7F, 0xA0)), "a", " ", "é",
                               chr(rng.randint(0x2000, 0x206F))]) for _ in range(rng.randint(1, 30)))


def sentence(rng):
    return rng.choice([" ", " ", "  ", ", "]).join(rng.choice(WORDS) for _ in range(rng.randint(1, 25))) + rng.choice(["", ".", "?!", " "])


def with_special(rng):
    parts = [rng.choice([rng.choice(SPECIAL), rng.choice(WORDS), " " * rng.randint(0, 3), character(rng)])
             for _ in range(rng.randint(1, 12))]
    return "".join(parts)


def code(rng):
    return "".join(rng.choice([rng.choice(CODE), rng.choice(WORDS), " "]) for _ in range(rng.randint(1, 40)))


def spaces(rng):
    return "".join(rng.choice([" ", "  ", "\t", "\n", "\r\n", "\u3000", "\u00a0", "a", "▁", "b."]) for _ in range(rng.randint(1, 20)))


def long_word(rng):
    return "".join(rng.choice([chr(rng.randint(0x61, 0x7A)), character(rng).strip() or "x"]) for _ in range(rng.randint(60, 400)))


MAKERS = [one_script, one_script, any_code_points, emoji, marked, random_bytes, controls, sentence,
          with_special, code, spaces, long_word]


def texts(count, seed=20240229):
    rng = random.Random(seed)
    out = list(PLAIN)
    while len(out) < count:
        parts = [rng.choice(MAKERS)(rng) for _ in range(rng.choice([1, 1, 1, 2, 3]))]
        out.append(rng.choice(["", " ", "\n"]).join(parts))
    return out[:count]
