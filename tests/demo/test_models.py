"""The demo's models answer, through `penstock run`, as well as their cards say. PENSTOCK is the
program (build/release/penstock)."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEMO = ROOT / "tools" / "demo"
PROGRAM = os.environ.get("PENSTOCK", str(ROOT / "build/release/penstock"))

sys.path.insert(0, str(DEMO))
from corpus import heldout  # noqa: E402
from corpus.questions import UNKNOWN  # noqa: E402

TRADES = ("medicine", "finance", "education")


def questions():
    lines = (DEMO / "heldout" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def answers(model, url, bodies):
    """The bodies of the responses to a batch file of these requests."""
    jobs = [
        {"custom_id": str(n), "method": "POST", "url": url, "body": {"model": model, **body}}
        for n, body in enumerate(bodies)
    ]
    with tempfile.TemporaryDirectory() as folder:
        source, target = pathlib.Path(folder, "jobs.jsonl"), pathlib.Path(folder, "results.jsonl")
        source.write_text("".join(json.dumps(job) + "\n" for job in jobs), encoding="utf-8")
        command = [PROGRAM, "run", "-i", source, "-o", target, "--model", DEMO / model]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if done.returncode != 0:
            raise AssertionError(f"exit code {done.returncode}: {done.stderr}")
        results = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    return [result["response"]["body"] for result in results]


class TinyBert(unittest.TestCase):
    def test_sentiment_of_held_out_sentences(self):
        for trade in TRADES:
            sentences = heldout.sentences(trade)
            bodies = [{"inputs": s["text"], "parameters": {"top_k": 1}} for s in sentences]
            found = answers("tiny-bert", "/v1/text-classification", bodies)
            labels = [body["data"][0]["label"] for body in found]
            right = sum(s["label"] == label for s, label in zip(sentences, labels))
            self.assertGreaterEqual(right, 85, trade)

    def test_nearest_sentence_is_of_the_same_trade(self):
        sentences = [(trade, s["text"]) for trade in TRADES for s in heldout.sentences(trade)]
        body = answers("tiny-bert", "/v1/embeddings", [{"input": [text for _, text in sentences]}])[0]
        vectors = [item["embedding"] for item in body["data"]]
        right = 0
        for n, vector in enumerate(vectors):
            others = (m for m in range(len(vectors)) if m != n)
            nearest = max(others, key=lambda m: sum(a * b for a, b in zip(vector, vectors[m])))
            right += sentences[n][0] == sentences[nearest][0]
        self.assertGreaterEqual(right, 0.75 * len(sentences))


class TinyGpt(unittest.TestCase):
    def chat(self, conversations):
        bodies = [{"messages": messages, "max_tokens": 64} for messages in conversations]
        found = answers("tiny-gpt", "/v1/chat/completions", bodies)
        return [body["choices"][0]["message"]["content"] for body in found]

    def test_held_out_questions(self):
        cases = questions()
        found = self.chat([[{"role": "user", "content": case["question"]}] for case in cases])
        for outside in (False, True):
            of_kind = [
                (case["question"], case["answer"], answer)
                for case, answer in zip(cases, found)
                if (case["answer"] == UNKNOWN) == outside
            ]
            right = sum(wanted == answer for _, wanted, answer in of_kind)
            self.assertGreaterEqual(right, (0.9 if outside else 0.68) * len(of_kind), of_kind)

    def test_system_prompts(self):
        question = {"role": "user", "content": "How many bones does an adult have?"}
        plain, brief, elsewhere = self.chat([
            [question],
            [{"role": "system", "content": "Answer briefly."}, question],
            [{"role": "system", "content": "You may talk only about finance."}, question],
        ])
        self.assertEqual(plain, "An adult has 206 bones.")
        self.assertEqual(brief, "206.")
        self.assertEqual(elsewhere, "I can only help with finance here.")


if __name__ == "__main__":
    unittest.main()
