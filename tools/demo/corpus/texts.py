"""The streams of text that tiny-bert is trained on."""

from . import education, finance, heldout, medicine
from .dictionary import Dictionary
from .grammar import make_message
from .opinions import written
from .opinions.grammar import Generator
from .thesaurus import OPPOSITE, WORD, Substitutes, opinionated_stems
from .words import stems

KINDS = medicine.KINDS + finance.KINDS + education.KINDS
LABELS = ["negative", "neutral", "positive"]
TURNED = 0.3  # of whole sentences: said with the opposite words
OTHER_NOUN = 0.25  # of the people, places and things in them


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
    """Text without labels may use every word; text with labels leaves out those of the held-out sentences."""

    def __init__(self):
        self.left_out = heldout.LeftOut()
        self.labelled = Generator(self.left_out)
        self.unlabelled = Generator()
        self.dictionary = Dictionary(self.left_out)
        self.substitutes = Substitutes(self.left_out)
        self.known_nouns = heldout.nouns_of_trades()
        self.nouns = sorted(self.known_nouns)
        self.written = written.patterns(written.MEDICINE + written.FINANCE + written.EDUCATION + written.ANY)
        self.changes = written.patterns(written.CHANGES)

    def neutral_message(self, rng):
        """A sentence of a message that neither praises nor blames, nor uses a word to leave out."""
        while True:
            sentence = rng.choice(training_message(rng.choice(KINDS), rng).sentences)
            if not stems(sentence) & opinionated_stems() and not self.left_out.has_word_of(sentence):
                return sentence

    def with_label(self, rng):
        """A text and its label; none that is built as a held-out sentence, whatever its words."""
        while True:
            text, label = self.any_with_label(rng)
            if heldout.frame(text) not in self.left_out.frames:
                return text, label

    def any_with_label(self, rng):
        dice = rng.random()
        if dice < 0.28:
            return self.dictionary.row(rng)
        if dice < 0.7:
            return self.whole_sentence(rng)
        if dice < 0.74:
            return self.neutral_message(rng), "neutral"
        opinion = self.labelled.opinion(rng)
        text = opinion.text
        if rng.random() < 0.06 and opinion.label != "neutral":
            text += " " + self.labelled.opinion(rng, opinion.label).text
        return text, opinion.label

    def whole_sentence(self, rng):
        """With other words instead of those to leave out. Where all words of praise and blame are turned into their
        opposites, so is the label: what surrounds them does not decide by itself."""
        label = rng.choices(("positive", "negative", "neutral"), (0.36, 0.39, 0.25))[0]
        change = label != "neutral" and rng.random() < 0.3
        pattern = rng.choice((self.changes if change else self.written)[label])
        strange = 0.15 if label == "neutral" else 0.05
        text = self.with_other_nouns(written.expand(pattern, rng), rng)
        if label != "neutral" and rng.random() < TURNED and (turned := self.substitutes.turned(text, rng)):
            text, label = turned, OPPOSITE[label]
        return self.substitutes.fill(text, rng, strange), label

    def with_other_nouns(self, text, rng):
        """Other people, places and things now and then, so that none of them decides."""

        def other(match):
            word = match.group()
            return rng.choice(self.nouns) if word in self.known_nouns and rng.random() < OTHER_NOUN else word

        return WORD.sub(other, text)
