"""A real Redis on a port of its own, without persistence."""

import functools
import signal

import redis

from .process import Process, free_port, temporary_folder, wait_until


class RedisServer:
    def __init__(self, port=None, options=()):
        self.port = port or free_port()
        self.options = list(options)
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.client = redis.Redis(port=self.port, socket_timeout=10)
        self.process = None
        self.start()

    def start(self):
        self.process = Process(
            "redis",
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
            + ["--appendonly", "no", "--dir", temporary_folder(), *self.options],
        )
        wait_until(self._answers, 20, "Redis answers", self.process)

    def _answers(self):
        try:
            return self.client.ping()
        except redis.RedisError:
            return False

    def freeze(self):
        self.process.signal(signal.SIGSTOP)

    def thaw(self):
        self.process.signal(signal.SIGCONT)

    def kill(self):
        self.process.kill()


@functools.cache
def shared_redis():
    """The Redis of this test session; tests keep apart by prefixes."""
    return RedisServer()
