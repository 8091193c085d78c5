"""The thesaurus as a dictionary with labels: its words and phrases by themselves, or among a few plain
words, each on the side of praise or of blame; and the names of things, which are neutral.

It tells a model what a word is worth. How sentences are built, it learns from the generator, whose
sentences use none of the words that the held-out ones do.
"""

WHO = ("me", "us", "him", "her", "my mother", "my son", "everyone", "the patient", "our class", "the customer", "people")
FRAMES = (
    "{a}", "{a}", "it was {a}", "they {a}", "very {a}", "{a} and {b}", "{a}, {b}", "so {a}", "the whole thing {a}",
    "he {a}", "we {a}", "it {a}", "a {a} thing", "{a} {n}", "the {n}: {a}", "{n}, {a}", "{a} {b} {n}",
)  # fmt: skip
NEGATIONS = ("not {a}", "never {a}", "it was not {a}", "hardly {a}", "no {a}", "anything but {a}", "without {a}")
NAMES_ALONE = ("{n}", "the {n}", "{n} and {m}", "the {n} has a {m}", "a {n} is at the {m}", "{n} {m}")
OPPOSITE = {"positive": "negative", "negative": "positive"}


class Dictionary:
    def __init__(self, glossary):
        self.entries = {
            "positive": [entry for sense in glossary.senses for entry in sense.positive],
            "negative": [entry for sense in glossary.senses for entry in sense.negative],
        }
        self.names = [name for _, (_, names) in glossary.names for name in names]

    def row(self, rng):
        """A text and its label."""
        dice = rng.random()
        name, other = rng.choice(self.names), rng.choice(self.names)
        if dice < 0.12:
            return rng.choice(NAMES_ALONE).format(n=name, m=other), "neutral"
        label = rng.choice(("positive", "negative"))
        first, second = (rng.choice(self.entries[label]).replace("_", rng.choice(WHO)) for _ in range(2))
        if dice < 0.22:
            return rng.choice(NEGATIONS).format(a=first), OPPOSITE[label]
        return rng.choice(FRAMES).format(a=first, b=second, n=name), label
