"""The held-out sentences, and the words of theirs that no text with a label may use.

Every word of a held-out sentence is kept out of all labelled text, in any form (by its stem), but for
two lists that say nothing about sentiment: COMMON, below, and the names of people, places and things of
the trades, less those that occur in the thesaurus as good or bad. Turns of phrase that are made of such
words alone are kept out too.
"""

import json
from pathlib import Path

from .everyday import NAMES
from .senses import entries
from .words import stem, words

FOLDER = Path(__file__).resolve().parents[1] / "heldout"
TRADES = ("medicine", "finance", "education")
# What stands after the trade in a file's name: nothing for what models are measured on, `_spare` for more by the same
# author. Only these are kept out of labelled text; harder and plain ones are what models are tried on.
LEFT_OUT = ("", "_spare")
SETS = (*LEFT_OUT, "_hard", "_plain")

# Words of grammar, of number and time, the verbs that take their meaning from what follows, people of a family.
COMMON = frozenset(
    """
a an the this that these those some any each every all both half other another such own same
i you he she it we they me him her us them my your his its our their mine ours yours theirs myself himself herself itself
themselves ourselves yourself oneself one ones someone somebody something anyone anybody anything everyone everybody everything
who whom whose which what whoever whatever somewhere anywhere everywhere nowhere
and or but so if because although though while whereas unless when whenever where wherever why how than as until till since
before after once yet then also too either whether
at by for from in into of off on onto out over to up upon with within without under behind along across between among around above
below beyond down about through throughout during against away toward towards next near per via despite except
is are was were be been being am have has had having do does did done doing
isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't cannot couldn't won't wouldn't shouldn't mustn't
i'm i've i'd i'll it's that's there's he's she's we're we've we'd they're they've you're you'll isn aren wasn weren don doesn didn
can could will would may might must should shall ought used
not no none never nobody nothing neither nor only just even ever still again hardly barely scarcely almost nearly
very much more most less least many few little lot lots enough quite rather really so such
there here now today yesterday tomorrow later soon already always often usually sometimes
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
thirty forty fifty sixty seventy eighty ninety hundred thousand million billion first second third fourth fifth sixth last twice
half quarter dozen number
minute minutes hour hours day days week weeks weekend month months year years time times morning afternoon evening night noon
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
november december spring summer autumn winter season weekly daily monthly yearly annual
go goes going gone went come comes coming came get gets getting got make makes making made take takes taking took taken
give gives giving gave given put puts putting keep keeps keeping kept let lets set bring brings brought say says said saying
tell tells told telling see sees saw seen look looks looked looking feel feels felt feeling find finds found know knows knew known
think thinks thought ask asks asked call calls called turn turns turned leave leaves left want wants wanted use uses using
start started begin began
person people man woman men women boy girl mother father parent parents son daughter wife husband child children brother sister
family friend friends grandmother grandfather mum dad kid kids baby
thing things way ways part parts side sides end name names word words question questions
percent per cent
""".split()
)


def read(name):
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def sentences(trade):
    """What the model is measured on."""
    return read(trade)


def all_sentences():
    return [s for trade in TRADES for kind in LEFT_OUT for s in read(trade + kind)]


def nouns_of_trades():
    """Names of people, places and things, of one word each, less those that are good or bad."""
    from .opinions import education, finance, medicine
    from .thesaurus import opinionated_stems

    names = [name for kind, (_, listed) in NAMES.items() if kind != "an illness or complaint" for name in listed]
    for module in (medicine, finance, education):
        names += entries(f"{module.STAFF}, {module.PLACES}, {module.THINGS}")
    found = {name.lower() for name in names if len(words(name)) == 1}
    return frozenset(word for word in found if stem(word) not in opinionated_stems())


def frame(text):
    """How a sentence is built: its common words, and gaps for the others."""
    return tuple(word if word in COMMON else "" for word in words(text))


class LeftOut:
    """What no text with a label may use, nor be built as."""

    def __init__(self):
        nouns = nouns_of_trades()
        self.shared = COMMON | nouns | {noun + "s" for noun in nouns}
        used = {word for s in all_sentences() for word in words(s["text"])}
        self.stems = frozenset(stem(word) for word in used if not self.is_shared(word))
        self.frames = frozenset(frame(s["text"]) for s in all_sentences())
        self.phrases = set()
        for sentence in all_sentences():
            found = words(sentence["text"])
            self.phrases |= {
                tuple(found[start:end]) for end in range(len(found) + 1) for start in range(max(0, end - 8), end)
            }

    def is_shared(self, word):
        return word.removesuffix("'s") in self.shared

    def words_of(self, text):
        """The words of this text that it must not use."""
        return [word for word in words(text) if stem(word) in self.stems and not self.is_shared(word)]

    def has_word_of(self, text):
        return bool(self.words_of(text))

    def is_phrase(self, entry):
        """Whether this entry of a list of praise or blame occurs in a held-out sentence."""
        found = tuple(words(entry))
        return found in self.phrases and (len(found) > 1 or not self.is_shared(found[0]))
