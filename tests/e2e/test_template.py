"""penstock template: a conversation as a chat template writes it."""

import json
import os
import unittest

from harness.process import PENSTOCK, run, temporary_folder

TEMPLATE = """{{ bos_token }}{% for message in messages %}
[{{ message.role }}] {{ message.content }}{{ eos_token }}
{% endfor %}
{% if tools %}{{ tools | length }} tools
{% endif %}
{% if add_generation_prompt %}[assistant]{% if thinking is defined %} {{ thinking }}{% endif %}{% endif %}"""
MESSAGES = [{"role": "user", "content": "Grüß Gott."}, {"role": "assistant", "content": "Servus,"}]


class Template(unittest.TestCase):
    def setUp(self):
        self.folder = temporary_folder()
        self.template = self.write("template.jinja", TEMPLATE)

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content if isinstance(content, str) else json.dumps(content))
        return path

    def penstock(self, conversation, *arguments, template=None):
        path = self.write("conversation.json", conversation)
        return run([PENSTOCK, "template", "--file", template or self.template, *arguments, path])

    def assert_text(self, done, text):
        self.assertEqual((done.returncode, done.stderr, done.stdout), (0, "", text))

    def assert_refused(self, done, status, *words):
        self.assertEqual((done.returncode, done.stdout), (status, ""), done.stderr)
        self.assertTrue(done.stderr.startswith("penstock template: "), done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)

    def test_a_list_of_messages(self):
        self.assert_text(
            self.penstock(MESSAGES, "--bos", "<s>", "--eos", "</s>"),
            "<s>[user] Grüß Gott.</s>\n[assistant] Servus,</s>\n[assistant]")

    def test_an_object(self):
        conversation = {"messages": MESSAGES, "tools": [{}, {}], "thinking": True}
        wanted = "[user] Grüß Gott.\n[assistant] Servus,\n2 tools\n"
        self.assert_text(self.penstock(conversation), wanted + "[assistant] True")
        self.assert_text(self.penstock({**conversation, "add_generation_prompt": False}), wanted)
        self.assert_text(self.penstock(conversation, "--no-generation-prompt"), wanted)
        self.assert_text(
            self.penstock({**conversation, "chat_template_kwargs": {"thinking": "no"}}), wanted + "[assistant] no")
        self.assert_text(self.penstock(conversation, "--set", "thinking=[1]"), wanted + "[assistant] [1]")
        self.assert_text(self.penstock(conversation, "--set", "thinking=so so"), wanted + "[assistant] so so")

    def test_an_open_message(self):
        wanted = "[user] Grüß Gott.\n[assistant] Servus,"
        self.assert_text(self.penstock(MESSAGES, "--continue-final-message"), wanted)
        self.assert_text(self.penstock({"messages": MESSAGES, "continue_final_message": True}), wanted)

    def test_as_json(self):
        done = self.penstock(MESSAGES[:1], "--json")
        self.assertEqual(done.returncode, 0)
        self.assertEqual(json.loads(done.stdout), "[user] Grüß Gott.\n[assistant]")

    def test_the_time(self):
        template = self.write("date.jinja", "{{ strftime_now('%d %B %Y') }}")
        self.assert_text(self.penstock(MESSAGES, "--now", "1764000000", template=template), "24 November 2025")

    def test_standard_input(self):
        done = run(["sh", "-c", f"echo '{json.dumps(MESSAGES)}' | {PENSTOCK} template --file {self.template} -"])
        self.assert_text(done, "[user] Grüß Gott.\n[assistant] Servus,\n[assistant]")

    def test_a_model(self):
        self.write("tokenizer_config.json", {"chat_template": TEMPLATE, "bos_token": "<s>", "eos_token": "</s>"})
        path = self.write("conversation.json", MESSAGES[:1])
        done = run([PENSTOCK, "template", "--model", self.folder, path])
        self.assert_text(done, "<s>[user] Grüß Gott.</s>\n[assistant]")

    def test_what_is_refused(self):
        refusing = self.write("refusing.jinja", "{{ raise_exception('Too ' ~ messages[0].role) }}")
        broken = self.write("broken.jinja", "a\n{% if %}")
        self.assert_refused(self.penstock(MESSAGES, template=refusing), 2, "Too user")
        self.assert_refused(self.penstock(MESSAGES, template=broken), 2, broken, "line 2")
        self.assert_refused(self.penstock([]), 2, "messages is empty")
        self.assert_refused(self.penstock({}), 2, "messages must be an array")
        self.assert_refused(self.penstock("[{"), 2, "conversation.json", "line 1")
        self.assert_refused(self.penstock({"messages": MESSAGES, "add_generation_prompt": 1}), 2, "true or false")
        self.assert_refused(self.penstock({"messages": MESSAGES, "chat_template_kwargs": 1}), 2, "must be an object")

    def test_what_is_not_there(self):
        path = self.write("conversation.json", MESSAGES)
        empty = temporary_folder()
        missing = os.path.join(empty, "missing")
        self.assert_refused(run([PENSTOCK, "template", "--model", missing, path]), 3, missing)
        self.assert_refused(run([PENSTOCK, "template", "--model", empty, path]), 2, "chat_template.jinja")
        self.assert_refused(run([PENSTOCK, "template", "--file", missing, path]), 2, missing)
        self.assert_refused(run([PENSTOCK, "template", "--file", self.template, missing]), 2, missing)

    def test_wrong_usage(self):
        path = self.write("conversation.json", MESSAGES)
        for arguments in (
            [path],
            ["--file", self.template],
            ["--file", self.template, path, path],
            ["--file", self.template, "--model", self.folder, path],
            ["--model", self.folder, "--bos", "<s>", path],
            ["--file", self.template, "--set", "x", path],
            ["--file", self.template, "--now", "soon", path],
            ["--file", "-", "-"],
        ):
            with self.subTest(arguments):
                self.assert_refused(run([PENSTOCK, "template", *arguments]), 2, "--help")
        self.assertEqual(run([PENSTOCK, "template", "--help"]).returncode, 0)


if __name__ == "__main__":
    unittest.main()
