"""Runs Python test files one by one: `run_python.py FILE ...`. Prints each test with its time, what
failed in full, and the closing line `N passed, N failed, N skipped`. A file that can't be loaded or
holds no test has failed. With `-k PATTERN` only tests whose name has PATTERN in it run."""

import importlib.util
import os
import sys
import time
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Result(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.counts = {"passed": 0, "failed": 0, "skipped": 0}
        self.started = time.monotonic()
        self.subtest_failed = False

    def startTest(self, test):
        super().startTest(test)
        self.started = time.monotonic()
        self.subtest_failed = False

    def _say(self, test, outcome, kind):
        took = time.monotonic() - self.started
        name = test.id() if hasattr(test, "id") else str(test)
        print(f"{took:8.1f} s  {name}  {outcome}", flush=True)
        self.counts[kind] += 1

    def addSuccess(self, test):
        # unittest also reports a test as a success whose subtests failed.
        if not self.subtest_failed:
            self._say(test, "passed", "passed")

    def _fail(self, test, error):
        self._say(test, "FAILED", "failed")
        print(self._exc_info_to_string(error, test), flush=True)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._fail(test, error)

    def addError(self, test, error):
        super().addError(test, error)
        self._fail(test, error)

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self.subtest_failed = True
            self._fail(subtest, error)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._say(test, f"skipped: {reason}", "skipped")

    def addExpectedFailure(self, test, error):
        self.addSuccess(test)

    def addUnexpectedSuccess(self, test):
        self._say(test, "FAILED: expected to fail, and did not", "failed")


def load(path, pattern):
    """The tests of one file; what lies beside it can be imported by it."""
    path = os.path.abspath(path)
    sys.path.insert(0, os.path.dirname(path))
    name = os.path.relpath(path, ROOT)[: -len(".py")].replace(os.sep, ".")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    loader = unittest.TestLoader()
    if pattern:
        loader.testNamePatterns = [f"*{pattern}*"]
    return loader.loadTestsFromModule(module)


def main(arguments):
    pattern = None
    if arguments[:1] == ["-k"]:
        pattern, arguments = arguments[1], arguments[2:]
    if not arguments:
        sys.exit("usage: run_python.py [-k PATTERN] FILE ...")
    result = Result()
    for path in arguments:
        try:
            suite = load(path, pattern)
        except Exception:  # a file that can't be loaded is a failure like any other
            result.startTest(path)
            result._fail(unittest.FunctionTestCase(main, description=path), sys.exc_info())
            continue
        if suite.countTestCases() == 0 and not pattern:
            print(f"{path} holds no test  FAILED", flush=True)
            result.counts["failed"] += 1
        suite.run(result)
    print(", ".join(f"{count} {kind}" for kind, count in result.counts.items()), flush=True)
    return 1 if result.counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
