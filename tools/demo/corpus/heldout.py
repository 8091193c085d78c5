"""The held-out sentences, and the words of theirs that the labelled generator must not use.

Every word of a held-out sentence is kept out of the generator (by its stem), but for two lists that
say nothing about sentiment: COMMON, below, and the names of people, places and things of the trades.
Turns of phrase that are made of such words alone are kept out too.
"""

import json
from pathlib import Path

from .everyday import NAMES
from .senses import entries
from .words import stem, stems, words

FOLDER = Path(__file__).resolve().parents[1] / "heldout"
TRADES = ("medicine", "finance", "education")

COMMON = """
a an the this that these those some any each every all both half other another same such own
i you he she it we they me him her us them my your his its our their mine myself himself herself who whom whose which what
and or but so if because although though while when where why how than as until since before after once yet then also too
at by for from in into of off on onto out over to up upon with without within under behind along across between around above below
down about through during against ahead away next near back
is are was were be been being am isn't aren't wasn't weren't i'm has have had hadn't having do does did done doesn't don't didn't
can could couldn't will would wouldn't may might must should shall
not no none never nobody nothing neither nor only just even ever still again hardly very much more most less least many few
one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty seventy eighty ninety hundred thousand
million millions first second third fourth fifth ninth last once twice single several quarter number
day days week weeks month months year years hour hours minute minutes time times morning evening night noon today now later
monday tuesday wednesday thursday friday saturday sunday weekdays january march april may june july september spring summer autumn winter
go goes gone went come comes came get gets got make makes made take takes took taken give gives gave given put puts keep keeps kept
use used say says said tell tells see saw seen look looks looked looking feel felt find found ask asked answer answered show shows shown
bring brings send sent call called talk talked speak read hear know knew known stand stood sit move moved begin begins began start
started turn turned run runs leave leaves left stay hold held let pay paid paying weigh weight moving place placed going
thing things everything anything something everyone everybody anyone somebody people person man woman mother father son daughter
wife wife's husband child child's children baby family name names word words question part parts side sides top end life home house
hands hand mind born treated full new old long far high whole well there here two's like result results figures outlook job jobs
plan sales meeting topic urine colours sounded its changed sum counted subjects
"""


def read(name):
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def sentences(trade):
    """As reviews and reports have them."""
    return read(trade)


def hard_sentences(trade):
    """Idioms and events, whose sense takes knowledge of the world."""
    return read(f"{trade}_hard")


def all_sentences():
    return [s for trade in TRADES for s in (*sentences(trade), *hard_sentences(trade))]


def nouns_of_trades():
    from .opinions import education, finance, medicine

    lists = [words for _, words in NAMES.values()]
    for module in (medicine, finance, education):
        lists += [entries(text) for text in (module.STAFF, module.PLACES, module.THINGS, module.TOPICS)]
    return frozenset().union(*(stems(word) for words in lists for word in words))


def shared_stems():
    """What held-out sentences and the generator may have in common."""
    return frozenset(stem(word) for word in COMMON.split()) | nouns_of_trades()


def unseen_stems():
    """The words that the generator must leave out."""
    used = frozenset().union(*(stems(s["text"]) for s in all_sentences()))
    return used - shared_stems()


class LeftOut:
    """What the generator must not use."""

    def __init__(self):
        self.stems = unseen_stems()
        self.common = frozenset(stem(word) for word in COMMON.split())
        self.phrases = set()
        for sentence in all_sentences():
            found = words(sentence["text"])
            self.phrases |= {
                tuple(found[start:end]) for end in range(len(found) + 1) for start in range(max(0, end - 8), end)
            }

    def has_word_of(self, text):
        return bool(stems(text) & self.stems)

    def is_phrase(self, entry):
        """Whether this entry of a list of praise or blame occurs in a held-out sentence."""
        found = tuple(words(entry))
        return found in self.phrases and (len(found) > 1 or stem(found[0]) not in self.common)
