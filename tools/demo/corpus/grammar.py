"""The grammar engine: a Kind of message in, messages out.

A message is made in steps, one sentence pattern per step. In a pattern, `{name}` is a slot and
`[a|b|c]` picks one of the alternatives. A slot is looked up in the message's frame (a record of
facts that belong together, such as a condition, its symptom and its medicine), then in the slots
of the kind's trade, then in SLOTS. What fills a slot is a text, a list to pick one from, or a
function of the random generator, and it stays for the whole message: a date named twice is the
same date, and `{date2}` is a second, independent value of `{date}`.
"""

import hashlib
import random
import re
from dataclasses import dataclass, field

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def date(rng):
    return f"{rng.randint(1, 28)} {rng.choice(MONTHS)}"


def clock(rng):
    return f"{rng.randint(8, 17)}:{rng.choice(['00', '15', '30', '45'])}"


def amount(rng):
    """A sum of money, small sums more often than large ones, in steps a person would write."""
    size = rng.choice([50, 400, 400, 2000, 2000, 9000])
    value = rng.randint(size // 10, size)
    if rng.random() < 0.4:
        return f"{value:,}.{rng.choice(['50', '20', '75', '90', '40'])}"
    return f"{value:,}"


def percent(rng):
    return f"{rng.randint(1, 9)}.{rng.randint(0, 9)}"


def between(low, high):
    return lambda rng: str(rng.randint(low, high))


SLOTS = {
    "date": date,
    "time": clock,
    "amount": amount,
    "percent": percent,
    "month": MONTHS,
    "weekday": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
    "few": ["two", "three", "four", "five"],
    "room": between(1, 40),
    "floor": ["ground", "first", "second", "third"],
    "days": between(3, 14),
    "weeks": ["two", "three", "four", "six", "eight"],
    "minutes": ["ten", "fifteen", "twenty", "thirty"],
    "number": between(1000, 9999),
    "currency": ["euros", "dollars", "pounds"],
}


@dataclass
class Kind:
    """One kind of message: its title, the facts it may be about, and its sentences step by step."""

    trade: str
    title: str
    frames: list
    steps: list
    slots: dict = field(default_factory=dict)


@dataclass
class Message:
    trade: str
    kind: str
    sentences: list
    key: str  # names the kind and everything its slots were filled with

    def text(self):
        return " ".join(self.sentences)

    def is_held_out(self):
        """One message in 43, by what its slots hold: no such combination is ever trained on."""
        return hashlib.sha256(self.key.encode()).digest()[0] < 6


CHOICE = re.compile(r"\[([^\[\]]*)\]")
SLOT = re.compile(r"\{([a-z]+)([0-9]*)\}")


def pick(source, rng):
    if callable(source):
        return source(rng)
    return source if isinstance(source, str) else rng.choice(source)


def fill(pattern, kind, bound, rng):
    """Turns one pattern into a sentence; `bound` gains every slot that it had to fill."""
    while CHOICE.search(pattern):
        pattern = CHOICE.sub(lambda m: rng.choice(m.group(1).split("|")), pattern)

    def value(match):
        name, whole = match.group(1), match.group(1) + match.group(2)
        if whole not in bound:
            source = kind.slots.get(name, SLOTS.get(name))
            if source is None:
                raise KeyError(f"{kind.title}: no slot is called {name}, in: {pattern}")
            bound[whole] = pick(source, rng)
        return bound[whole]

    while SLOT.search(pattern):
        pattern = SLOT.sub(value, pattern)
    sentence = " ".join(pattern.split())
    return sentence[:1].upper() + sentence[1:]


def make_message(kind, rng):
    frame = rng.choice(kind.frames)
    bound = {name: pick(source, rng) for name, source in frame.items()}
    sentences = []
    for alternatives in kind.steps:
        pattern = rng.choice(alternatives)
        if pattern:
            sentences.append(fill(pattern, kind, bound, rng))
    key = kind.title + "|" + "|".join(f"{name}={bound[name]}" for name in sorted(bound))
    return Message(kind.trade, kind.title, sentences, key)


def messages(kinds, seed, held_out):
    """An endless stream of messages, each kind equally often: only held-out ones, or none."""
    rng = random.Random(seed)
    while True:
        message = make_message(rng.choice(kinds), rng)
        if message.is_held_out() == held_out:
            yield message
