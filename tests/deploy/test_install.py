"""What `make install` puts where, and that each of the things works from there."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(*command, environment=None):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False,
                          env={**os.environ, **(environment or {})})
    return done.returncode, done.stdout + done.stderr


def make(*arguments):
    code, said = run("make", "-s", *arguments)
    assert code == 0, said


def options_of(text):
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp(prefix="penstock-install-")
        cls.addClassCleanup(shutil.rmtree, folder)
        cls.root = pathlib.Path(folder)
        cls.usr = cls.root / "usr"
        make("install", "prefix=/usr", f"DESTDIR={folder}")

    def help_of(self, *command):
        code, said = run(self.usr / "bin" / command[0], *command[1:], "--help")
        self.assertEqual(code, 0, said)
        return said

    def subcommands(self):
        return re.findall(r"^  ([a-z][a-z-]*)  +\S", self.help_of("penstock"), re.MULTILINE)

    def test_nothing_lies_elsewhere(self):
        files = {str(p.relative_to(self.root)) for p in self.root.rglob("*") if not p.is_dir()}
        places = ("usr/bin/", "usr/share/man/man", "usr/share/bash-completion/completions/", "usr/share/penstock/",
                  "usr/share/doc/penstock/", "usr/lib/systemd/system/", "etc/penstock/worker.json")
        self.assertEqual([f for f in sorted(files) if not f.startswith(places)], [])
        self.assertNotIn(str(self.root), (self.usr / "lib/systemd/system/penstock-worker.service").read_text())

    def test_each_subcommand_has_a_page_with_its_options(self):
        self.assertIn("submit", self.subcommands())
        for name in self.subcommands():
            page = self.usr / "share/man/man1" / f"penstock-{name}.1"
            code, text = run("mandoc", "-T", "ascii", page)
            self.assertEqual(code, 0, text)
            text = re.sub(".\x08", "", text)  # overstruck bold and underlined
            self.assertEqual(options_of(self.help_of("penstock", name)) - options_of(text.replace("-\n", "-")), set(), name)

    def test_no_page_has_a_fault(self):
        for page in sorted((self.usr / "share/man").rglob("*.[158]")):
            code, said = run("mandoc", "-T", "lint", "-W", "warning", page)
            self.assertEqual((code, said), (0, ""), page)

    def test_the_page_of_the_configuration_has_each_key(self):
        code, shown = run(self.usr / "bin/penstock-worker", "--print-config", "--set", "models=tools/demo/tiny-gpt")
        self.assertEqual(code, 0, shown)
        page = (self.usr / "share/man/man5/penstock-config.5").read_text().replace("\\-", "-")
        for key in re.findall(r'"([a-z_]+)":', shown):
            self.assertRegex(page, rf"\b{key}\b")

    def test_the_page_of_the_configuration_explains_each_key(self):
        page = (self.usr / "share/man/man5/penstock-config.5").read_text()
        entries = re.findall(r"^\.TP\n\\fB(.+)\\fR\n(.*)$", page, re.MULTILINE)
        self.assertGreater(len(entries), 20)
        self.assertEqual([key for key, explanation in entries if not explanation], [])

    def complete(self, *words):
        """What Bash offers for the last of the words."""
        script = ("source /usr/share/bash-completion/bash_completion; "
                  f"source {self.usr}/share/bash-completion/completions/penstock; "
                  'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; '
                  '_penstock; printf "%s\\n" "${COMPREPLY[@]}"')
        code, said = run("bash", "-c", script, "bash", *words,
                         environment={"PATH": f"{self.usr}/bin:{os.environ['PATH']}"})
        self.assertEqual(code, 0, said)
        return said.split()

    def test_completion_knows_what_the_programs_know(self):
        self.assertEqual(set(self.complete("penstock", "")), {*self.subcommands(), "--help", "--version"})
        self.assertEqual(self.complete("penstock", "submi"), ["submit"])
        self.assertEqual(self.complete("penstock", "submit", "--boot"), ["--bootstrap"])
        self.assertEqual(self.complete("penstock", "model", "insp"), ["inspect"])
        self.assertEqual(self.complete("penstock", "topics", "create", "--par"), ["--partitions"])
        self.assertNotIn("--partitions", self.complete("penstock", "topics", "doctor", "--"))
        # An option of another command, in the prose of this one's help, is none of this one's.
        self.assertEqual(self.complete("penstock", "submit", "--fol"), [])
        self.assertIn("-H", self.complete("penstock", "submit", "-"))
        self.assertEqual(self.complete("penstock-worker", "--conf"), ["--config"])
        self.assertEqual(self.complete("penstock", "run", "--model", "tools/demo/tiny-g"), ["tools/demo/tiny-gpt"])

    def test_systemd_takes_the_unit(self):
        unit = self.usr / "lib/systemd/system/penstock-worker.service"
        local = self.root / "penstock-worker.service"  # with programs that are there
        local.write_text(unit.read_text().replace("/usr/bin/", f"{self.usr}/bin/").replace("Documentation=", "#"))
        code, said = run("systemd-analyze", "verify", local)
        local.unlink()
        self.assertEqual((code, said), (0, ""))

    def test_a_configuration_is_not_overwritten(self):
        config = self.root / "etc/penstock/worker.json"
        config.write_text("{}\n")
        make("install", "prefix=/usr", f"DESTDIR={self.root}")
        self.assertEqual(config.read_text(), "{}\n")


class Uninstall(unittest.TestCase):
    def test_it_leaves_the_configuration_alone(self):
        with tempfile.TemporaryDirectory(prefix="penstock-uninstall-") as folder:
            make("install", "prefix=/opt/penstock", f"DESTDIR={folder}")
            self.assertTrue(os.path.exists(f"{folder}/opt/penstock/bin/penstock"))
            make("uninstall", "prefix=/opt/penstock", f"DESTDIR={folder}")
            left = [str(p.relative_to(folder)) for p in pathlib.Path(folder).rglob("*") if not p.is_dir()]
            self.assertEqual(left, ["opt/penstock/etc/penstock/worker.json"])


if __name__ == "__main__":
    unittest.main()
