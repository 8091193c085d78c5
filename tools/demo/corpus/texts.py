"""The streams of text that tiny-bert is trained on."""

import random
from itertools import islice

from . import education, finance, heldout, medicine
from .dictionary import Dictionary
from .glossary import Glossary
from .grammar import make_message
from .opinions.grammar import Generator
from .words import stems

KINDS = medicine.KINDS + finance.KINDS + education.KINDS
LABELS = ["negative", "neutral", "positive"]


def excerpt(message, rng):
    """One to three neighbouring sentences of a message."""
    count = rng.randint(1, min(3, len(message.sentences)))
    start = rng.randint(0, len(message.sentences) - count)
    return " ".join(message.sentences[start : start + count])


def training_message(kind, rng):
    while True:
        message = make_message(kind, rng)
        if not message.is_held_out():
            return message


class Texts:
    """Text without labels may use every word; sentences with labels leave out those of the held-out
    sentences."""

    def __init__(self):
        self.left_out = heldout.LeftOut()
        self.labelled = Generator(self.left_out)
        self.unlabelled = Generator()
        self.glossary = Glossary()
        self.dictionary = Dictionary(self.glossary)
        single = [entry for s in self.glossary.senses for entry in (*s.positive, *s.negative) if " " not in entry]
        self.opinionated = frozenset().union(*map(stems, single))

    def without_label(self, rng):
        dice = rng.random()
        if dice < 0.45:
            return self.glossary.sentence(rng)
        if dice < 0.92:
            label = rng.choices(("positive", "negative", "neutral"), (0.43, 0.43, 0.14))[0]
            return self.unlabelled.review(rng, label, rng.randint(1, 3))
        return excerpt(training_message(rng.choice(KINDS), rng), rng)

    def neutral_message(self, rng):
        """A sentence of a message that neither praises nor blames, nor uses a word to leave out."""
        while True:
            sentence = rng.choice(training_message(rng.choice(KINDS), rng).sentences)
            found = stems(sentence)
            if not found & self.opinionated and not found & self.left_out.stems:
                return sentence

    def with_label(self, rng):
        if rng.random() < 0.06:
            return self.neutral_message(rng), "neutral"
        opinion = self.labelled.opinion(rng)
        text = opinion.text
        if rng.random() < 0.06 and opinion.label != "neutral":
            text += " " + self.labelled.opinion(rng, opinion.label).text
        return text, opinion.label
