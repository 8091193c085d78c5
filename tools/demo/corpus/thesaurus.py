"""Groups of words and phrases that mean much the same, from lexicon.py, idioms.py, meanings.py and everyday.py.

A group's words have embeddings in common (see train_tiny_bert.py), whatever text they occur in: so a word
that no labelled text uses is taken like those of its group that are used. Its sign (positive, negative or
neutral) is a label, which only dictionary.py reads.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from . import lexicon, meanings
from .everyday import NAMES
from .senses import entries
from .words import stem, words

OPPOSITE = {"positive": "negative", "negative": "positive"}
SIGNS = {"+": "positive", "-": "negative", "=": "neutral", "~": None}
WORD_LISTS = ("ADJECTIVES", "MANNERS", "DEEDS", "WORKS", "EVENTS", "VERDICTS", "TRAITS", "ATTITUDES", "REMARKS", "CONDUCT", "FORTUNES")
# What a base form ends in where another ending follows: the `lik` of liked, the `happi` of happily, the `stopp` of stopped.
VOWELS = "aeiou"
CONSONANTS = "bcdfghklmnprstvw"
WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")


@dataclass(frozen=True)
class Group:
    label: str | None  # None where it depends on what it is said of
    entries: tuple

    def single_words(self):
        return [found[0] for entry in self.entries if len(found := words(entry)) == 1]


@lru_cache(maxsize=None)
def groups():
    made = []
    for name in WORD_LISTS:
        for sense in getattr(lexicon, name):
            made += [Group("positive", sense.positive), Group("negative", sense.negative)]
    for line in meanings.GROUPS.replace("\n  ", " ").splitlines():
        if line[:1] in SIGNS:
            made.append(Group(SIGNS[line[0]], tuple(entries(line[1:]))))
    made += [Group(None, tuple(lexicon.RISES)), Group(None, tuple(lexicon.FALLS))]
    made += [Group("neutral", tuple(names)) for _, names in NAMES.values()]
    return tuple(made)


@lru_cache(maxsize=None)
def opinionated_stems():
    signed = (g for g in groups() if g.label in ("positive", "negative"))
    return frozenset(stem(word) for group in signed for word in group.single_words())


def beginnings(word):
    """What other forms of this word begin with."""
    if word.endswith("e") and len(word) > 3:
        yield word[:-1]
    if word.endswith("y") and len(word) > 3:
        yield word[:-1] + "i"
    if len(word) > 2 and word[-1] not in VOWELS + "wxy" and word[-2] in VOWELS and word[-3] not in VOWELS:
        yield word + word[-1]
    for ending in ("ed", "ing", "ly", "ness"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            yield word[: -len(ending)]


@lru_cache(maxsize=None)
def groups_of_words():
    """Of each word, and of each beginning that is no word itself, the numbers of its groups."""
    found = {}
    for number, group in enumerate(groups()):
        for word in group.single_words():
            found.setdefault(word, {})[number] = None
    formed = {}
    for word, numbers in found.items():
        for beginning in beginnings(word):
            if beginning not in found:
                formed.setdefault(beginning, {}).update(numbers)
    return {word: list(numbers) for word, numbers in (found | formed).items()}


FORMS = ("ing", "ed", "ly", "s")
ENDINGS = ("", "s", "es", "ed", "d", "ing", "ly", "er", "ers", "est")


def groups_of(word):
    """The numbers of this word's groups, or of the word that it is a form of; and its ending."""
    for ending in ENDINGS:
        beginning = word.removesuffix(ending)
        if (beginning != word or not ending) and beginning in groups_of_words():
            return groups_of_words()[beginning], ending
    return [], ""


@lru_cache(maxsize=None)
def side_of(word):
    """The label that all groups of this word have, where it is praise or blame."""
    labels = {groups()[number].label for number in groups_of(word)[0]}
    return labels.pop() if len(labels) == 1 and labels <= set(OPPOSITE) else None


class Substitutes:
    """Words instead of those that must be left out: those that have the most groups in common with them, and the same
    ending where there are such."""

    def __init__(self, left_out):
        self.left_out = left_out
        self.words = [[w for w in group.single_words() if not left_out.has_word_of(w)] for group in groups()]
        self.found = {}
        self.senses = 2 * sum(len(getattr(lexicon, name)) for name in WORD_LISTS)  # groups below are the sides of these
        listed = list(zip(groups(), self.words, strict=True))
        self.sides = {label: [ws for group, ws in listed if group.label == label and ws] for label in OPPOSITE}
        self.weights = {label: [len(ws) ** 0.7 for ws in lists] for label, lists in self.sides.items()}

    def all_of(self, word):
        if word not in self.found:
            numbers, ending = groups_of(word)
            shared = Counter(mate for number in numbers for mate in self.words[number])
            alike = {mate: 2 * count / (len(numbers) + len(groups_of_words()[mate])) for mate, count in shared.items()}
            best = [mate for mate in alike if alike[mate] == max(alike.values())]
            ending = next((e for e in FORMS if word.endswith(e)), ending)
            self.found[word] = [mate for mate in best if mate.endswith(ending)] or best
        return self.found[word]

    def fill(self, text, rng, strange):
        """The text with a substitute for each word to leave out, and for some others; a share of words is made up."""
        return WORD.sub(lambda match: self.instead(match.group(), rng, strange), text)

    def instead(self, word, rng, strange):
        lower = word.lower()
        dice = rng.random()
        if self.left_out.has_word_of(lower):
            found = self.all_of(lower)
            return rng.choice(found) if found else self.made_up(rng)
        if dice < strange and lower not in self.left_out.shared:
            return self.made_up(rng)
        if dice < strange + 0.15 and (found := self.all_of(lower)):
            return rng.choice(found)
        return word

    def turned(self, text, rng):
        """The text with a word of the other side for each word that praises or blames, whatever it is said of; None
        where there is no such word."""
        turned = WORD.sub(lambda match: self.opposite(match.group(), rng), text)
        return None if turned == text else turned

    def opposite(self, word, rng):
        """Of the other side of its sense in lexicon.py where it has one, or of any other group, with the same ending."""
        label = None if word.lower() in self.left_out.shared else side_of(word.lower())
        if label is None:
            return word
        ending = next((e for e in FORMS if word.endswith(e)), "")
        facing = [ws for number in groups_of(word.lower())[0] if number < self.senses and (ws := self.words[number ^ 1])]
        for _ in range(20):
            lists = facing or rng.choices(self.sides[OPPOSITE[label]], self.weights[OPPOSITE[label]])
            found = rng.choice(rng.choice(lists))
            if side_of(found) == OPPOSITE[label] and (found.endswith(ending) if ending else not found.endswith(FORMS)):
                return found
        return word

    def made_up(self, rng):
        """A word that nobody knows."""
        while True:
            letters = [rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(rng.randint(1, 4))]
            word = "".join(letters) + rng.choice(("", "n", "s", "l", "r", "ng"))
            if not self.left_out.has_word_of(word):
                return word
