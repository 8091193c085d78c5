"""The sentences and questions that the demo's models are measured on are held out of their training."""

import collections
import json
import pathlib
import sys
import unittest

DEMO = pathlib.Path(__file__).resolve().parents[2] / "tools" / "demo"

sys.path.insert(0, str(DEMO))
from corpus import heldout  # noqa: E402
from corpus.facts import facts  # noqa: E402
from corpus.opinions.grammar import Generator  # noqa: E402
from corpus.opinions.matching import Matcher  # noqa: E402
from corpus.words import stems  # noqa: E402

TRADES = ("medicine", "finance", "education")


def questions():
    lines = (DEMO / "heldout" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


class HeldOut(unittest.TestCase):
    def test_a_hundred_sentences_of_each_trade(self):
        for trade in TRADES:
            labels = collections.Counter(s["label"] for s in heldout.sentences(trade))
            self.assertEqual(labels, {"positive": 42, "negative": 42, "neutral": 16})
            hard = collections.Counter(s["label"] for s in heldout.hard_sentences(trade))
            self.assertEqual(hard, {"positive": 40, "negative": 40, "neutral": 20})
        for read in (heldout.sentences, heldout.hard_sentences):
            self.assertEqual(len({s["text"] for trade in TRADES for s in read(trade)}), 300)

    def test_the_labelled_generator_knows_no_word_to_leave_out(self):
        left_out = heldout.LeftOut()
        for trade in Generator(left_out).trades:
            self.assertEqual(trade.vocabulary() & left_out.stems, frozenset())

    def test_the_labelled_generator_knows_no_phrase_to_leave_out(self):
        left_out = heldout.LeftOut()
        for trade in Generator(left_out).trades:
            for sides in trade.senses.values():
                phrases = [p for groups in sides.values() for group in groups for p in group]
                self.assertEqual([p for p in phrases if left_out.is_phrase(p)], [])
        left_out_of = Generator().trades[0].senses["verdict"]["positive"]
        self.assertTrue(any(left_out.is_phrase(p) for group in left_out_of for p in group))

    def test_sentences_with_an_opinion_hold_words_to_leave_out(self):
        unseen = heldout.unseen_stems()
        for sentence in heldout.all_sentences():
            if sentence["label"] != "neutral":
                self.assertTrue(stems(sentence["text"]) & unseen, sentence["text"])

    def test_no_pattern_makes_a_held_out_sentence(self):
        for trade in Generator().trades:
            matcher = Matcher(trade)
            for sentence in (*heldout.sentences(trade.name), *heldout.hard_sentences(trade.name)):
                self.assertFalse(matcher.matches(sentence["text"]), sentence["text"])

    def test_matching_finds_what_patterns_make(self):
        trade = Generator().trades[0]
        self.assertTrue(Matcher(trade).matches("The nurse was kind and patient."))
        self.assertFalse(Matcher(trade).matches("The nurse was kind and purple."))

    def test_no_taught_question_is_a_held_out_one(self):
        taught = {question.lower() for fact in facts() for question in fact.questions}
        for case in questions():
            self.assertNotIn(case["question"].lower().rstrip("?."), taught)


if __name__ == "__main__":
    unittest.main()
