"""The thesaurus as a dictionary with labels: its words and phrases by themselves, among a few plain words, or
strewn over a row of plain words, or some of them negated and others not. Words and phrases of the held-out sentences are left out.
"""

import re

from .heldout import COMMON
from .thesaurus import OPPOSITE, groups

WHO = ("me", "us", "him", "her", "my mother", "my son", "everyone", "the patient", "our class", "the customer", "people")
FRAMES = (
    "{a}", "{a}", "it was {a}", "they {a}", "very {a}", "{a} and {b}", "{a}, {b}", "so {a}", "the whole thing {a}",
    "he {a}", "we {a}", "it {a}", "a {a} thing", "{a} {n}", "the {n}: {a}", "{n}, {a}", "{a} {b} {n}",
)  # fmt: skip
NEGATIONS = ("not {a}", "never {a}", "it was not {a}", "hardly {a}", "no {a}", "anything but {a}", "without {a}")
# What turns the sense of the word that follows, but not of the rest of the sentence.
NEGATORS = (
    "no", "no", "not", "not", "never", "never", "without", "without", "hardly", "without any", "without a", "not a", "not one", "never a",
    "never any", "nobody", "nothing", "no more", "no longer", "not once", "barely", "not a single", "free of", "neither", "nor", "scarcely",
    "not in the least", "hardly any", "instead of", "rather than", "anything but", "far from", "by no means", "not even", "not at all",
)  # fmt: skip
JOINTS = ("and", "and", ",", ",", "", "", "so", "as", "when", "because", ", and")
NAMES_ALONE = ("{n}", "the {n}", "{n} and {m}", "the {n} has a {m}", "a {n} is at the {m}", "{n} {m}")
# Common words that may turn the sense of a sentence round: none of these is strewn between others.
TURNING = frozenset(
    """no not none never nobody nothing neither nor only hardly barely scarcely almost nearly without cannot but if unless
    isn aren wasn weren don doesn didn though although despite except while whereas against less least few little enough
    would could should might ought""".split()
)
FREQUENT = "the the the a a an of of to to in in on at for with and and my my our i i is was were had has it we they he she you".split()
SLOT = re.compile(r"\{\w\}")


class Dictionary:
    def __init__(self, left_out):
        self.groups = {"positive": [], "negative": [], "neutral": [], None: []}
        for group in groups():
            kept = [e for e in group.entries if not left_out.has_word_of(e) and not left_out.is_phrase(e)]
            if kept:
                self.groups[group.label].append(kept)
        self.plain = sorted(word for word in COMMON - TURNING if "'" not in word)
        self.who, self.frames = ([w for w in ws if not left_out.has_word_of(SLOT.sub("", w))] for ws in (WHO, FRAMES))
        self.negators = [words for words in NEGATORS if not left_out.has_word_of(words)]
        self.weights = {label: [len(group) ** 0.7 for group in lists] for label, lists in self.groups.items()}

    def entry(self, label, rng):
        group = rng.choices(self.groups[label], self.weights[label])[0]
        return rng.choice(group).replace("_", rng.choice(self.who))

    def row(self, rng):
        """A text and its label."""
        dice = rng.random()
        if dice < 0.4:
            return self.strewn(rng)
        if dice < 0.55:
            return self.scoped(rng)
        name, other = self.entry("neutral", rng), self.entry("neutral", rng)
        if dice < 0.59:
            return rng.choice(NAMES_ALONE).format(n=name, m=other), "neutral"
        label = rng.choice(("positive", "negative"))
        first, second = self.entry(label, rng), self.entry(label, rng)
        if dice < 0.64:
            return rng.choice(NEGATIONS).format(a=first), OPPOSITE[label]
        return rng.choice(self.frames).format(a=first, b=second, n=name), label

    def strewn(self, rng):
        """One to three entries of one label, in any order among plain words and names."""
        label = rng.choices(("positive", "negative", "neutral"), (0.4, 0.4, 0.2))[0]
        parts = [rng.choice(self.plain if rng.random() < 0.5 else FREQUENT) for _ in range(rng.randint(1, 9))]
        parts += [self.entry("neutral", rng) for _ in range(rng.randint(0, 3) + 2 * (label == "neutral"))]
        parts += [self.entry(None, rng) for _ in range(rng.choice((0, 0, 1)))]
        if label != "neutral":
            parts += [self.entry(label, rng) for _ in range(rng.choice((1, 1, 2, 3)))]
        rng.shuffle(parts)
        return " ".join(parts), label

    def scoped(self, rng):
        """Two or three parts of one label, some of which are the negation of the other."""
        label = rng.choice(("positive", "negative"))
        parts = [self.part(label, rng, rng.random() < 0.3) for _ in range(rng.choice((1, 1, 2)))]
        parts.append(self.part(label, rng, True))
        rng.shuffle(parts)
        text = parts[0]
        for part in parts[1:]:
            text += f" {rng.choice(JOINTS)} {part}"
        return " ".join(text.split()), label

    def part(self, label, rng, negated):
        """An entry of this label among plain words and names; or of the other one, negated."""
        before = [rng.choice(FREQUENT) for _ in range(rng.choice((0, 0, 1, 2)))]
        before += [self.entry("neutral", rng)] * rng.choice((0, 0, 1))
        rng.shuffle(before)
        if negated:
            before.append(rng.choice(self.negators))
            before += [rng.choice(FREQUENT)] * rng.choice((0, 0, 0, 1))
            label = OPPOSITE[label]
        after = [self.entry("neutral", rng)] * rng.choice((0, 0, 1))
        return " ".join([*before, self.entry(label, rng), *after])
