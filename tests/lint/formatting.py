"""Whether clang-format would change a C file, and what shellcheck says of a script."""

import re
import shutil
import subprocess

# Version 14 is Debian 12's; other versions break lines elsewhere.
CLANG_FORMAT = ("clang-format-14", "clang-format")


def find(names):
    return next((path for path in map(shutil.which, names) if path), None)


def run(command, root):
    return subprocess.run(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


def check_clang_format(tree):
    tool = find(CLANG_FORMAT)
    files = [source for source in tree if source.is_c and not source.is_generated]
    if not files:
        return []
    if tool is None:
        return [("clang-format", 0, "is not installed: run deploy/install-packages")]
    command = [tool, "--dry-run", "--style=file", *(source.path for source in files)]
    result = run(command, files[0].root)
    faults = {}
    for match in re.finditer(r"^([^:\n]+):(\d+):\d+: (?:warning|error)", result.stdout, re.M):
        path = match.group(1)
        faults.setdefault(path, (path, int(match.group(2)), "is not formatted: run 'make format'"))
    if result.returncode != 0 and not faults:
        return [("clang-format", 0, result.stdout.strip())]
    return list(faults.values())


def check_shellcheck(tree):
    tool = find(["shellcheck"])
    files = [source for source in tree if source.is_shell]
    if not files:
        return []
    if tool is None:
        return [("shellcheck", 0, "is not installed: run deploy/install-packages")]
    command = [tool, "--format=gcc", "--external-sources", *(source.path for source in files)]
    result = run(command, files[0].root)
    faults = []
    for line in result.stdout.splitlines():
        match = re.match(r"([^:]+):(\d+):\d+: (.*)", line)
        if match:
            faults.append((match.group(1), int(match.group(2)), match.group(3)))
    if result.returncode != 0 and not faults:
        return [("shellcheck", 0, result.stdout.strip())]
    return faults


def check(tree):
    return check_clang_format(tree) + check_shellcheck(tree)
