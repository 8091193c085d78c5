"""penstock model inspect: what it says of folders that can be served and of those that can't."""

import json
import pathlib
import shutil
import unittest

from harness.process import PENSTOCK, run, temporary_folder

GOLDEN = pathlib.Path(__file__).parent.parent / "golden" / "data"


class Inspect(unittest.TestCase):
    def inspect(self, folder, status=0):
        folder = str(folder)
        text = run([PENSTOCK, "model", "inspect", folder], timeout_s=60)
        done = run([PENSTOCK, "model", "inspect", folder, "--json"], timeout_s=60)
        self.assertEqual((text.returncode, done.returncode), (status, status), done.stderr)
        self.assertTrue(text.stdout.startswith(folder + "\n"))
        return json.loads(done.stdout), text.stdout

    def copy(self, name, **changes):
        """A golden folder with other values in its config.json (None: without the key)."""
        folder = pathlib.Path(temporary_folder()) / "model"
        shutil.copytree(GOLDEN / name, folder)
        config = json.loads((folder / "config.json").read_text())
        config.update(changes)
        config = {key: value for key, value in config.items() if value is not None}
        (folder / "config.json").write_text(json.dumps(config))
        return folder

    def obstacles(self, report):
        return {each["part"]: each["reason"] for each in report["not_supported"]}

    def test_a_decoder(self):
        report, text = self.inspect(GOLDEN / "llama_gqa")
        self.assertEqual(report["model_type"], "llama")
        self.assertEqual(report["serves"], ["/v1/completions"])
        self.assertEqual(report["shape"]["kv_heads"], 2)
        # Keys and values, 2 layers, 2 heads of 12, f32.
        self.assertEqual(report["kv_bytes_per_1000_tokens"], 2 * 2 * 2 * 12 * 4 * 1000)
        self.assertEqual(report["weights"]["memory_bytes"], 4 * report["weights"]["parameters"])
        self.assertIn("2 layers, hidden 48, 4 heads of 12 (2 for keys and values)", text)
        self.assertIn("70,512 parameters, F32", text)

    def test_a_classifier(self):
        report, text = self.inspect(GOLDEN / "bert_single")
        self.assertEqual(report["serves"], ["/v1/embeddings", "/v1/text-classification"])
        self.assertEqual(report["labels"]["names"], ["negative", "neutral", "positive"])
        self.assertIn("single label: negative, neutral, positive", text)

    def test_windows(self):
        report, text = self.inspect(GOLDEN / "qwen2_windows")
        self.assertEqual((report["shape"]["window"], report["shape"]["windowed_layers"]), (24, 2))
        self.assertIn("320 tokens, windows of 24 in 2 layers\n", text)
        report, text = self.inspect(GOLDEN / "qwen2")
        self.assertEqual((report["shape"]["window"], report["shape"]["windowed_layers"]), (0, 0))
        self.assertNotIn("windows", text)

    def test_16_bits_take_twice_their_file(self):
        report, _ = self.inspect(GOLDEN / "llama_bf16")
        self.assertEqual(report["weights"]["dtypes"], ["BF16"])
        self.assertGreater(report["weights"]["memory_bytes"], 1.9 * report["weights"]["file_bytes"])

    def test_every_obstacle_is_told(self):
        folder = self.copy("llama_gqa", model_type="gemma2")
        (folder / "tokenizer.json").write_text('{"model": {"type": "Sorting"}}')
        report, text = self.inspect(folder, status=1)
        self.assertEqual(report["serves"], [])
        self.assertFalse(report["family_is_supported"])
        self.assertIn('"gemma2" is not supported', self.obstacles(report)["configuration"])
        self.assertIn("Sorting", self.obstacles(report)["tokenizer"])
        self.assertGreater(report["weights"]["parameters"], 70000)
        self.assertIn("family       gemma2 (LlamaForCausalLM), not supported", text)

    def test_a_tensor_of_another_shape(self):
        folder = self.copy("llama_bf16", intermediate_size=64)
        report, _ = self.inspect(folder, status=1)
        self.assertIn("the configuration expects [64, ", self.obstacles(report)["weights"])

    def test_a_wrong_template_leaves_completions(self):
        folder = self.copy("llama_gqa")
        (folder / "chat_template.jinja").write_text("{% for m in messages %}{{ m.content }}")
        report, _ = self.inspect(folder, status=1)
        self.assertEqual(report["serves"], ["/v1/completions"])
        self.assertIn("chat template", self.obstacles(report))
        (folder / "chat_template.jinja").write_text(
            "{% for m in messages %}{{ m.content }}{% endfor %}{{ tools | tojson if tools }}"
        )
        report, text = self.inspect(folder)
        self.assertEqual(report["serves"], ["/v1/chat/completions", "/v1/completions"])
        self.assertIn("reads tools", text)

    def test_no_folder(self):
        done = run([PENSTOCK, "model", "inspect", "no/such/folder"], timeout_s=60)
        self.assertEqual(done.returncode, 3)
        self.assertIn("there is no such folder", done.stderr)
        for arguments in ((), ("look",), ("inspect",), ("inspect", "a", "b")):
            done = run([PENSTOCK, "model", *arguments], timeout_s=60)
            self.assertEqual(done.returncode, 2, arguments)


if __name__ == "__main__":
    unittest.main()
