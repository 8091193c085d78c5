"""Runs the checks over a tree: `lint.py [ROOT]` prints `path:line: fault` and exits 1 if any."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import formatting  # noqa: E402  (the modules lie beside this file)
import homes  # noqa: E402
import layers  # noqa: E402
import shape  # noqa: E402
import source  # noqa: E402

CHECKS = (layers, homes, shape, formatting)


def lint(root):
    tree = source.read_tree(root)
    return sorted(fault for check in CHECKS for fault in check.check(tree)), len(tree)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.dirname(here))
    faults, num_files = lint(root)
    for path, line, text in faults:
        print(f"{path}:{line}: {text}")
    print(f"lint: {num_files} files, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
