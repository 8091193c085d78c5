"""Opinions, one sentence at a time, with the label they bear.

A pattern is a line that begins with its label: `+`, `-`, `=` for neutral, or `*` where the sentence
can be made either way. `[a|b|]` picks one of the alternatives. A slot of a list in ../lexicon.py
says which side it takes: `{thing*}` the side of the label, `{thing!}` the other one, `{thing+}` and
`{thing-}` always the same one; `{deed* me}` also says to whom. Other slots name lists of the trade.
`a~` becomes a or an.

A Generator may be given what to leave out (see heldout.py): no pattern, alternative or entry with
a word of it is used, nor an entry of ../lexicon.py that is a phrase of it.
"""

import random
import re
from dataclasses import dataclass

from .. import lexicon
from ..everyday import NAMES
from ..grammar import MONTHS, date
from ..senses import entries
from ..words import words
from . import education, finance, general, medicine

TRADES = {"medicine": medicine, "finance": finance, "education": education}
LABELS = {"+": "positive", "-": "negative", "=": "neutral"}
OPPOSITE = {"positive": "negative", "negative": "positive"}
SIDES = {"+": "positive", "-": "negative"}

SENSES = {
    "person": [s for s in lexicon.ADJECTIVES if s.kind == "person"],
    "thing": [s for s in lexicon.ADJECTIVES if s.kind == "thing"],
    "result": [s for s in lexicon.ADJECTIVES if s.kind == "result"],
    "feeling": [s for s in lexicon.ADJECTIVES if s.kind == "feeling"],
    "adj": [s for s in lexicon.ADJECTIVES if s.kind in ("person", "thing")],
    "adverb": lexicon.MANNERS,
    "deed": lexicon.DEEDS,
    "work": lexicon.WORKS,
    "event": lexicon.EVENTS,
    "verdict": lexicon.VERDICTS,
    "trait": lexicon.TRAITS,
    "attitude": lexicon.ATTITUDES,
    "remark": lexicon.REMARKS,
    "conduct": lexicon.CONDUCT,
    "fortune": lexicon.FORTUNES,
}
LISTS = {
    "intensely": entries("very, very, really, so, extremely, quite, rather, truly, most, absolutely, incredibly, simply")
    + ["particularly", "pretty", "utterly", "totally", "thoroughly", "always", "deeply"] + [""] * 12,
    "intense": entries("much, so much, a lot of, plenty of, nothing but, great"),
    "act": entries(general.ACTS),
    "rise": lexicon.RISES,
    "fall": lexicon.FALLS,
    "clock": entries("eight, nine, ten, eleven, noon, half past two, quarter to four, ten past five, six, seven o'clock"),
}
DETERMINERS = {
    "staff": entries("the, the, our, my, this, that, their, your"),
    "place": entries("the, the, our, this, that, their"),
    "thing": entries("the, the, the, my, our, this, their, your, her, his"),
}
TRANSITIVE = {"deed", "work", "attitude"}

CHOICE = re.compile(r"\[([^\[\]]*)\]")
SLOT = re.compile(r"\{(\w+)([*!+-]?)(?: ([^}]*))?\}")
AGREEMENT = {"is": "are", "was": "were", "has": "have"}


@dataclass(frozen=True)
class Opinion:
    text: str
    label: str
    trade: str
    subject: str  # the noun that fills its first slot of staff, place or thing, or ""


def with_object(phrase, what):
    return phrase.replace("_", what) if "_" in phrase else f"{phrase} {what}"


def agree(verb, noun):
    first, _, rest = verb.partition(" ")
    if first in AGREEMENT and noun.split()[-1].endswith("s") and not noun.endswith("ss"):
        return f"{AGREEMENT[first]} {rest}"
    return verb


def plain(pattern):
    """Its words, those that slots bring along included."""
    return SLOT.sub(lambda match: "" if match.group(3) in DETERMINERS else match.group(3) or "", pattern)


class Trade:
    """The patterns and lists of one trade, less what is to be left out."""

    def __init__(self, name, left_out):
        module = TRADES[name]
        self.name = name
        self.left_out = left_out
        self.others = [w for trade, words in NAMES.values() if trade in (name, "") for w in words if self.allows(w)]
        self.lists = {key: self.allowed(values) for key, values in LISTS.items()}
        nouns = {"staff": module.STAFF, "place": module.PLACES, "thing": module.THINGS, "topic": module.TOPICS}
        for key, text in nouns.items():
            self.lists[key] = self.allowed(entries(text))
        for key, own, common in (
            ("wanted", module.WANTED, lexicon.WANTED),
            ("feared", module.FEARED, lexicon.FEARED),
        ):
            self.lists[key] = self.allowed(entries(own)) * 2 + self.allowed(common)
        self.senses = {
            key: {side: [words for s in groups if (words := self.allowed_phrases(s.side(side)))] for side in OPPOSITE}
            for key, groups in SENSES.items()
        }
        self.patterns = {"+": [], "-": [], "=": [], "*": []}
        self.own = {"+": [], "-": [], "=": [], "*": []}
        for target, text in (
            (self.patterns, general.PATTERNS + general.NEUTRAL),
            (self.own, module.PATTERNS + module.NEUTRAL),
        ):
            for line in text.strip().splitlines():
                if line.strip() and (pattern := self.allowed_pattern(line[2:])):
                    target[line[0]].append(pattern)

    def allows(self, text):
        return not (self.left_out and self.left_out.has_word_of(text))

    def allowed(self, values):
        return [value for value in values if self.allows(value)]

    def allowed_phrases(self, values):
        return [v for v in self.allowed(values) if not (self.left_out and self.left_out.is_phrase(v))]

    def allowed_pattern(self, pattern):
        """The pattern with the alternatives that may be used; None where nothing is left."""
        empty = False

        def keep(match):
            nonlocal empty
            kept = [part for part in match.group(1).split("|") if self.allows(plain(part))]
            empty = empty or not kept
            return "[" + "|".join(kept) + "]"

        kept = CHOICE.sub(keep, pattern)
        return None if empty or not self.allows(plain(CHOICE.sub("", kept))) else kept

    def count_patterns(self):
        return sum(len(group) for group in (*self.patterns.values(), *self.own.values()))

    def vocabulary(self):
        """All words that it can use."""
        found = set()
        for group in (self.patterns, self.own):
            for pattern in (p for lines in group.values() for p in lines):
                found |= set(words(plain(pattern).replace("|", " ")))
        for values in (*self.lists.values(), self.others, *DETERMINERS.values(), MONTHS):
            found |= set(words(" ".join(values)))
        for sides in self.senses.values():
            for groups in sides.values():
                found |= set(words(" ".join(phrase for group in groups for phrase in group)))
        return found

    def opinion(self, label, rng):
        sign = {"positive": "+", "negative": "-", "neutral": "="}[label]
        if label == "neutral":
            pattern = rng.choice(rng.choice((self.patterns["="], self.own["="])))
        else:
            dice = rng.random()
            if dice < 0.55:
                pattern = rng.choice(self.patterns["*"])
            else:
                pattern = rng.choice(self.patterns[sign] if dice < 0.75 else self.own[sign])
        return self.fill(pattern, label, rng)

    def fill(self, pattern, label, rng):
        subject = ""
        last_noun = ""

        def noun(name):
            nonlocal subject, last_noun
            # Now and then a plain word from elsewhere, so that no noun alone decides.
            word = rng.choice(self.others if rng.random() < 0.12 else self.lists[name])
            subject = subject or word
            last_noun = word
            return f"{rng.choice(DETERMINERS[name])} {word}"

        def value(match):
            nonlocal last_noun
            name, side, what = match.groups()
            if side:
                wanted = {"*": label, "!": OPPOSITE.get(label)}.get(side) or SIDES[side]
                groups = self.senses[name][wanted]
                phrase = rng.choice(rng.choices(groups, [len(group) ** 0.7 for group in groups])[0])
                if name in TRANSITIVE and what:
                    if what in DETERMINERS:
                        what = noun(what)
                    phrase = with_object(phrase, what)
                return phrase
            if name in DETERMINERS:
                return noun(name)
            if name == "bare":
                return rng.choice(self.lists["thing"])
            if name == "date":
                return date(rng)
            word = rng.choice(self.lists[name])
            if name in ("rise", "fall"):
                return agree(word, last_noun)
            if name in ("wanted", "feared"):
                last_noun = word
            return word

        text = CHOICE.sub(lambda m: rng.choice(m.group(1).split("|")), pattern)
        text = " ".join(SLOT.sub(value, text).split())
        text = re.sub(r"\ba~ (?=[aeiouAEIOU])", "an ", text).replace("a~ ", "a ")
        text = re.sub(r" ([,.!?:])", r"\1", text)
        return Opinion(text[:1].upper() + text[1:], label, self.name, subject)


class Generator:
    def __init__(self, left_out=None):
        self.trades = [Trade(name, left_out) for name in TRADES]

    def opinion(self, rng, label=None):
        label = label or rng.choices(("positive", "negative", "neutral"), (0.4, 0.4, 0.2))[0]
        return rng.choice(self.trades).opinion(label, rng)
