"""penstock bench: what it measures is all there, plausible, and the same in text and JSON."""

import json
import pathlib
import unittest

from harness.process import PENSTOCK, run

GOLDEN = pathlib.Path(__file__).parent.parent / "golden" / "data"


class Bench(unittest.TestCase):
    def bench(self, model, *arguments):
        done = run([PENSTOCK, "bench", "--model", str(GOLDEN / model), *arguments], timeout_s=120)
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        return done.stdout

    def measured(self, model, *arguments):
        report = json.loads(self.bench(model, "--seconds", "1", "--json", *arguments))
        machine = report["machine"]
        self.assertGreater(machine["peak_flops_per_s"], 1e9)
        self.assertGreater(machine["read_bytes_per_s"], 1e8)
        for row in report["engine"]:
            self.assertGreater(row["per_s"], 1)
            self.assertGreater(row["flops_per_s"], 1e4)
            self.assertTrue(0 < row["share_of_peak"] < 1.2, row)
        self.assertEqual([text["text"] for text in report["tokenizer"]][:2], ["english", "mixed"])
        self.assertTrue(all(text["bytes_per_s"] > 1e4 for text in report["tokenizer"]))
        return report

    def test_a_decoder(self):
        report = self.measured("llama_gqa", "--prompt-tokens", "24", "--threads", "1")
        rows = [(row["what"], row["batch"], row["unit"]) for row in report["engine"]]
        expected = [(what, n, "tokens/s") for what in ("prompt", "decode") for n in (1, 16, 64)]
        self.assertEqual(rows, expected)
        self.assertEqual(report["machine"]["threads"], 1)

    def test_an_encoder_and_a_text_of_ones_own(self):
        report = self.measured("bert", "--text", __file__)
        rows = [(row["what"], row["batch"], row["unit"]) for row in report["engine"]]
        self.assertEqual(rows, [("encode", n, "texts/s") for n in (1, 16, 64)])
        self.assertEqual(report["tokenizer"][2]["text"], __file__)

    def test_what_does_not_fit_says_so(self):
        options = ("--seconds", "1", "--kv-bytes-max", "400000", "--prompt-tokens", "60")
        report = json.loads(self.bench("llama_gqa", "--json", *options))
        by_name = {(row["what"], row["batch"]): row["per_s"] for row in report["engine"]}
        self.assertIsNone(by_name["decode", 64])
        self.assertGreater(by_name["decode", 1], 1)
        self.assertIn("--kv-bytes-max", self.bench("llama_gqa", *options))

    def test_wrong_use(self):
        for arguments, status, message in (
            ((), 2, "--model is missing"),
            (("--model", "x", "--seconds", "0"), 2, "--seconds: found"),
            (("--model", "no/such/folder"), 3, "no such folder"),
        ):
            done = run([PENSTOCK, "bench", *arguments], timeout_s=60)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertIn(message, done.stderr)


if __name__ == "__main__":
    unittest.main()
