"""Words that mean much the same, and their opposites: what lexicon.py and idioms.py consist of."""

from dataclasses import dataclass


def entries(text):
    return [entry for entry in (" ".join(part.split()) for part in text.split(",")) if entry]


@dataclass(frozen=True)
class Sense:
    """Words that mean much the same, on either side."""

    kind: str
    positive: tuple
    negative: tuple

    def side(self, label):
        return self.positive if label == "positive" else self.negative


def sense(kind, positive, negative):
    return Sense(kind, tuple(entries(positive)), tuple(entries(negative)))
