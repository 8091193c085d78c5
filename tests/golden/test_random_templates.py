"""Templates at random: what jinja2 makes of them, bytes or a refusal, is what Penstock makes of them.

RANDOM_TEMPLATES is how many (4,000), RANDOM_SEED where they begin (0). DRIVE_TEMPLATES is the program
(build/release/tests/golden/drive_templates).
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import unittest
import warnings

import jinja2

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from jinja_reference import environment  # noqa: E402
from random_templates import VARIABLES, random_template  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("DRIVE_TEMPLATES", str(ROOT / "build/release/tests/golden/drive_templates"))
COUNT = int(os.environ.get("RANDOM_TEMPLATES", "4000"))
SEED = int(os.environ.get("RANDOM_SEED", "0"))
NOW = 1764000000

# Addresses of objects are in no two runs the same.
NO_VALUE = re.compile(r" at 0x[0-9a-f]+|<(built-in|bound|function|class|generator)")


def reference(env, template):
    """The text, or None for a refusal."""
    try:
        return env.from_string(template).render(**json.loads(json.dumps(VARIABLES)))
    except Exception:
        return None


def penstock(templates):
    lines = (json.dumps({"template": t, "variables": VARIABLES, "now": NOW}) + "\n" for t in templates)
    done = subprocess.run([PROGRAM], input="".join(lines), capture_output=True, encoding="utf-8", check=True)
    # Not splitlines: it cuts at U+2028 and its like too, which JSON leaves as they are.
    return [json.loads(line) for line in done.stdout.split("\n") if line]


class RandomTemplates(unittest.TestCase):
    def test_the_same_bytes_or_a_refusal(self):
        warnings.simplefilter("ignore")
        env = environment(NOW)
        templates = [random_template(seed) for seed in range(SEED, SEED + COUNT)]
        wanted = [reference(env, template) for template in templates]
        got = penstock(templates)
        self.assertEqual(len(got), COUNT)
        different = [
            (template, text, answer) for template, text, answer in zip(templates, wanted, got)
            if answer.get("text") != text and not (text and NO_VALUE.search(text))
            and answer.get("status") != "unsupported"]
        rendered = sum(text is not None for text in wanted)
        self.assertGreater(rendered, COUNT // 5)
        if different:
            template, text, answer = min(different, key=lambda case: len(case[0]))
            self.fail(f"{len(different)} of {COUNT} differ; of {template!r}\n jinja2 {jinja2.__version__} makes {text!r}\n"
                      f" penstock makes {answer!r}")


if __name__ == "__main__":
    unittest.main()
