"""Text without labels: a dictionary of the words of lexicon.py and everyday.py, and how they are used.

From it a model can learn which words go together: that `dismal` stands where `bad` stands. What it
is never told is the label of a sentence.
"""

import random

from . import lexicon
from .everyday import NAMES

PRAISE = ["praise", "approve", "are pleased", "are happy", "are content", "like something"]
BLAME = ["complain", "disapprove", "are displeased", "are unhappy", "are annoyed", "dislike something"]

ADJECTIVE = [
    "{a} means {b}.",
    "{a} means {b} or {c}.",
    "{a}: {b}, {c}, {d}.",
    "{a} and {b} mean the same.",
    "{a} is another word for {b}.",
    "What is {a} is {b}.",
    "What is {a} is not {x}.",
    "The opposite of {a} is {x}.",
    "{a} is the opposite of {x} and {y}.",
    "{a}, not {x}.",
    "{a}, {b} and {c}, the opposite of {x}, {y} and {z}.",
    "Something {a} is {b}, never {x}.",
    "People who {mood} say {a}, {b} or {c}.",
    "{a} is a word of those who {mood}.",
    "People say {a} when they {mood}.",
    "{a} is something {side}.",
]
OTHER = [
    "{a} means much the same as {b}.",
    "{a}, {b}, {c}.",
    "{a}: {b}; {c}.",
    "{a} is like {b}.",
    "{a} is the opposite of {x}.",
    "{a}, the opposite of {x} and {y}.",
    "People who {mood} say {a} or {b}.",
    "People say {a} when they {mood}.",
    "{a} is said by those who {mood}.",
    "{a} is something {side}.",
]
NAMED = [
    "{a} is {what}.",
    "{a}, {b} and {c}: each is {what}.",
    "What is {what}? {a} or {b}.",
    "{a} is {what}, as {b} is.",
    "{a} is a word of {trade}.",
    "{a}, {b}, {c}, {d}.",
    "{a} and {b}.",
]


def word_senses():
    groups = [s for s in lexicon.ADJECTIVES]
    for name in ("MANNERS", "DEEDS", "WORKS", "EVENTS", "VERDICTS", "TRAITS", "ATTITUDES", "REMARKS", "CONDUCT", "FORTUNES"):
        groups += getattr(lexicon, name)
    return groups


class Glossary:
    def __init__(self):
        self.senses = word_senses()
        self.weights = [(len(s.positive) + len(s.negative)) for s in self.senses]
        self.names = list(NAMES.items())
        self.name_weights = [len(words) for _, (_, words) in self.names]
        self.movements = (lexicon.RISES, lexicon.FALLS)

    def of_senses(self, rng):
        group = rng.choices(self.senses, self.weights)[0]
        same, opposite = group.positive, group.negative
        mood, side = PRAISE, "good"
        if rng.random() < len(opposite) / (len(same) + len(opposite)):
            same, opposite, mood, side = opposite, same, BLAME, "bad"
        pattern = rng.choice(ADJECTIVE if group in lexicon.ADJECTIVES else OTHER)
        a, b, c, d = (rng.choice(same) for _ in range(4))
        x, y, z = (rng.choice(opposite) for _ in range(3))
        return pattern.format(a=a, b=b, c=c, d=d, x=x, y=y, z=z, mood=rng.choice(mood), side=side)

    def groups(self):
        """Lists of entries that mean much the same, or name things of one sort."""
        sides = [side for group in self.senses for side in (group.positive, group.negative)]
        return [*sides, *(words for _, (_, words) in self.names), *self.movements]

    def of_names(self, rng):
        what, (trade, words) = rng.choices(self.names, self.name_weights)[0]
        a, b, c, d = (rng.choice(words) for _ in range(4))
        trade = trade or "everyday life"
        return rng.choice(NAMED).format(a=a, b=b, c=c, d=d, what=what, trade=trade)

    def of_movements(self, rng):
        same = rng.choice(self.movements)
        a, b, c = (rng.choice(same) for _ in range(3))
        return f"It {a} means it {b}." if rng.random() < 0.5 else f"It {a}, {b}, {c}."

    def sentence(self, rng):
        dice = rng.random()
        if dice < 0.7:
            text = self.of_senses(rng)
        elif dice < 0.95:
            text = self.of_names(rng)
        else:
            text = self.of_movements(rng)
        text = text.replace("_", "someone")
        return text[:1].upper() + text[1:]


if __name__ == "__main__":
    rng, glossary = random.Random(0), Glossary()
    for _ in range(20):
        print(glossary.sentence(rng))
