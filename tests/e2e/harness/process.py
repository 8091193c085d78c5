"""Processes that end with the tests, however those end; free ports; waiting with a deadline."""

import atexit
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(
    os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
)
BUILD = os.path.join(ROOT, os.environ.get("PENSTOCK_BUILD", "build/release"))
PENSTOCK = os.path.join(BUILD, "penstock")
PENSTOCK_WORKER = os.path.join(BUILD, "penstock-worker")

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)
_running = []
_folders = []


def _die_with_parent():
    """In the child: end when the tests are killed in a way that leaves them no time to clean up, and
    take an interrupt as from a terminal (jobs in the background of a shell inherit that it's ignored)."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Process:
    """A child process with its output in a file."""

    def __init__(self, name, command, environment=None, cwd=None, stdin=subprocess.DEVNULL):
        self.name = name
        self.log_path = os.path.join(temporary_folder(), name + ".log")
        with open(self.log_path, "wb") as log:
            self.child = subprocess.Popen(
                command,
                stdin=stdin,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=cwd or ROOT,
                env={**os.environ, **(environment or {})},
                start_new_session=True,  # a Ctrl-C is for the tests; they end what they started
                preexec_fn=_die_with_parent,
            )
        _running.append(self)

    @property
    def pid(self):
        return self.child.pid

    @property
    def is_running(self):
        return self.child.poll() is None

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as file:
            return file.read()

    def signal(self, number):
        if self.is_running:
            self.child.send_signal(number)

    def wait(self, timeout_s):
        """The exit status; an AssertionError with the process's output where it goes on running."""
        try:
            return self.child.wait(timeout_s)
        except subprocess.TimeoutExpired:
            raise AssertionError(
                f"{self.name} still runs after {timeout_s} s; its output ends:\n{self.log()[-4000:]}"
            ) from None

    def kill(self):
        self.signal(signal.SIGKILL)
        self.child.wait()
        if self in _running:
            _running.remove(self)

    def stop(self, timeout_s=30):
        """Ends it the friendly way, and the unfriendly one when that takes too long."""
        self.signal(signal.SIGCONT)
        self.signal(signal.SIGTERM)
        try:
            status = self.child.wait(timeout_s)
        except subprocess.TimeoutExpired:
            status = None
        self.kill()
        return status


def temporary_folder():
    folder = tempfile.mkdtemp(prefix="penstock-test-")
    _folders.append(folder)
    return folder


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def accepts_connections(port):
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex(("127.0.0.1", port)) == 0


def wait_until(condition, timeout_s, what, process=None, every_s=0.05):
    """The first true value of condition(); an AssertionError after timeout_s or process's end."""
    deadline = time.monotonic() + timeout_s
    while True:
        value = condition()
        if value:
            return value
        if process is not None and not process.is_running:
            raise AssertionError(
                f"{process.name} ended (status {process.child.returncode}) before {what}; "
                f"its output ends:\n{process.log()[-4000:]}"
            )
        if time.monotonic() > deadline:
            output = f"; {process.name}'s output ends:\n{process.log()[-4000:]}" if process else ""
            raise AssertionError(f"not within {timeout_s} s: {what}{output}")
        time.sleep(every_s)


def run(command, timeout_s=60, environment=None, **keywords):
    """Runs a command to its end: its CompletedProcess, output as text."""
    return subprocess.run(
        command,
        cwd=keywords.pop("cwd", ROOT),
        stdin=keywords.pop("stdin", subprocess.DEVNULL),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        timeout=timeout_s,
        env={**os.environ, **(environment or {})},
        check=False,
        **keywords,
    )


def run_with_input(command, text, timeout_s=60):
    """The same with text on its standard input."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        file.write(text)
        file.seek(0)
        return run(command, timeout_s=timeout_s, stdin=file)


@atexit.register
def end_everything():
    for process in list(_running):
        try:
            process.kill()
        except OSError as error:
            print(f"tests: {process.name} can't be ended: {error}", file=sys.stderr)
    for folder in _folders:
        shutil.rmtree(folder, ignore_errors=True)
    _folders.clear()


def _end_by_signal(number, _frame):
    sys.exit(128 + number)  # runs what atexit knows


signal.signal(signal.SIGTERM, _end_by_signal)
signal.signal(signal.SIGHUP, _end_by_signal)
