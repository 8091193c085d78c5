"""Words of a text, and their stems: `complained`, `complaining` and `complains` are one word."""

import re
from functools import lru_cache

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "d")


def words(text):
    return WORD.findall(text.lower().replace("\u2019", "'"))


@lru_cache(maxsize=None)
def stem(word):
    word = word.removesuffix("'s")
    for ending in ENDINGS:
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and not (ending == "s" and word.endswith(("ss", "us", "is"))):
            word = base + "y" if ending == "ies" else base
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


@lru_cache(maxsize=200000)
def stems(text):
    return frozenset(stem(word) for word in words(text))
