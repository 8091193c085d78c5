"""Scripts in JavaScript, run by the node of the tests' Python environment."""

import functools
import json
import os
import sys

from .process import ROOT, run, temporary_folder

FOLDER = os.path.join(ROOT, "tests/e2e/node")
TOOLS = os.path.dirname(sys.executable)


@functools.cache
def modules():
    """The folder of modules, for NODE_PATH."""
    done = run([os.path.join(FOLDER, "modules"), os.path.join(TOOLS, "npm")], timeout_s=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def run_script(script, *arguments, **keywords):
    """What a script of tests/e2e/node prints."""
    command = [os.path.join(TOOLS, "node"), os.path.join(FOLDER, script), *arguments]
    done = run(command, environment={"NODE_PATH": modules()}, timeout_s=120, **keywords)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def ajv_says(values):
    """Whether ajv finds each of these right: (name of a schema, value)."""
    path = os.path.join(temporary_folder(), "lines")
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(value) + "\n" for value in values)
    with open(path, encoding="utf-8") as file:
        told = run_script("validate.js", os.path.join(ROOT, "schemas"), stdin=file)
    return [said == "true" for said in told.split()]
