"""The sentences and questions that the demo's models are measured on are held out of their training."""

import collections
import json
import pathlib
import random
import sys
import unittest

DEMO = pathlib.Path(__file__).resolve().parents[2] / "tools" / "demo"

sys.path.insert(0, str(DEMO))
from corpus import heldout  # noqa: E402
from corpus.facts import facts  # noqa: E402
from corpus.opinions.grammar import Generator  # noqa: E402
from corpus.texts import Texts  # noqa: E402
from corpus.thesaurus import groups  # noqa: E402
from corpus.words import stem, words  # noqa: E402

TRADES = ("medicine", "finance", "education")


def questions():
    lines = (DEMO / "heldout" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def is_left_out(word, left_out):
    return stem(word) in left_out.stems and not left_out.is_shared(word)


class HeldOut(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.texts = Texts()
        cls.left_out = cls.texts.left_out

    def test_a_hundred_sentences_of_each_trade(self):
        wanted = {"": (42, 42, 16), "_spare": (8, 8, 4), "_hard": (40, 40, 20), "_plain": (42, 42, 16)}
        self.assertEqual(set(wanted), set(heldout.SETS))
        for kind, numbers in wanted.items():
            rows = {trade: heldout.read(trade + kind) for trade in TRADES}
            for trade in TRADES:
                labels = collections.Counter(s["label"] for s in rows[trade])
                self.assertEqual(tuple(labels[label] for label in ("positive", "negative", "neutral")), numbers)
            self.assertEqual(len({s["text"] for trade in TRADES for s in rows[trade]}), 3 * sum(numbers))

    def test_text_with_a_label_is_unlike_the_held_out_sentences(self):
        rng = random.Random(0)
        for _ in range(30000):
            text, _ = self.texts.with_label(rng)
            self.assertEqual([word for word in words(text) if is_left_out(word, self.left_out)], [], text)
            self.assertNotIn(heldout.frame(text), self.left_out.frames, text)

    def test_the_labelled_lists_hold_no_word_to_leave_out(self):
        labelled = {word for trade in self.texts.labelled.trades for word in trade.vocabulary()}
        dictionary = self.texts.dictionary
        lists = [entry for groups in dictionary.groups.values() for group in groups for entry in group]
        for text in (*lists, *dictionary.frames, *dictionary.who, *dictionary.plain):
            labelled |= set(words(text))
        labelled |= {word for group in self.texts.substitutes.words for word in group}
        self.assertEqual([word for word in sorted(labelled) if is_left_out(word, self.left_out)], [])
        self.assertGreater(len(labelled), 3000)

    def test_all_forms_of_a_word_have_one_stem(self):
        for forms in ("courteous courteously", "reimburse reimbursed reimburses", "worry worries worried worrying", "slow slower slowly"):
            self.assertEqual(len({stem(word) for word in forms.split()}), 1, forms)

    def test_shared_words_are_neither_good_nor_bad(self):
        signed = {word for group in groups() if group.label in ("positive", "negative") for word in group.single_words()}
        self.assertEqual(sorted(self.left_out.shared & signed), [])

    def test_the_labelled_lists_hold_no_phrase_to_leave_out(self):
        entries = [e for groups in self.texts.dictionary.groups.values() for group in groups for e in group]
        for trade in self.texts.labelled.trades:
            for sides in trade.senses.values():
                entries += [p for groups in sides.values() for group in groups for p in group]
        self.assertEqual([entry for entry in entries if self.left_out.is_phrase(entry)], [])
        without = Generator().trades[0].senses["verdict"]["positive"]
        self.assertTrue(any(self.left_out.is_phrase(p) for group in without for p in group))

    def test_sentences_with_an_opinion_hold_words_to_leave_out(self):
        for sentence in heldout.all_sentences():
            if sentence["label"] != "neutral":
                self.assertTrue(self.left_out.has_word_of(sentence["text"]), sentence["text"])

    def test_no_taught_question_is_a_held_out_one(self):
        taught = {question.lower() for fact in facts() for question in fact.questions}
        for case in questions():
            self.assertNotIn(case["question"].lower().rstrip("?."), taught)


if __name__ == "__main__":
    unittest.main()
