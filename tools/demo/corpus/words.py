"""Words of a text, and their stems. `helped`, `helpful` and `helpless` have one stem, so that none of them
gives another away; it does no harm that some words share a stem by chance."""

import re
from functools import lru_cache

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
TO_Y = ("iness", "iest", "ied", "ies", "ier", "ily")
ENDINGS = (
    "ingly", "edly", "fully", "lessly", *TO_Y, "ness", "ments", "ment", "ings", "ing", "ful", "less", "able", "ably", "est", "ed",
    "ers", "er", "ly", "es", "s",
)  # fmt: skip


def words(text):
    return WORD.findall(text.lower().replace("\u2019", "'"))


@lru_cache(maxsize=None)
def stem(word, endings=ENDINGS):
    """Endings are taken off one after another (interesting, interest, inter), an s only first."""
    word = word.removesuffix("'s")
    for ending in endings:
        base = word.removesuffix(ending)
        shortest = 4 if ending in ("er", "ers", "est") else 3
        if base != word and len(base) >= shortest and not (ending == "s" and word.endswith(("ss", "us", "is"))):
            return stem(base + "y" if ending in TO_Y else base, ENDINGS[:-2])
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


@lru_cache(maxsize=200000)
def stems(text):
    return frozenset(stem(word) for word in words(text))
