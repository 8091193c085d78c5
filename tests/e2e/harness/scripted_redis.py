"""A server that speaks Redis's protocol and misbehaves as a test tells it to."""

import socket
import threading
import time

INFO = b"# Server\r\nredis_version:7.0.15\r\nredis_mode:standalone\r\n"


def bulk(value):
    return b"$-1\r\n" if value is None else b"$%d\r\n%s\r\n" % (len(value), value)


class Close(Exception):
    """Raised by a script: the connection ends here, after the bytes that it was made with."""


class ScriptedRedis:
    """Keeps what it is given. A script, script(command, execute) -> answer, stands between: it may call
    execute() for the right answer or not, sleep, raise Close, return other bytes, an iterator of
    pieces, or None for no answer at all."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.values = {}
        self.streams = {}
        self.commands = []  # those that were executed
        self.num_connections = 0
        self.script = None
        self.info = INFO
        self.closing = False
        self.connections = set()
        self.lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self.closing = True
        self.listener.close()
        self.drop_connections()

    def drop_connections(self):
        with self.lock:
            connections = list(self.connections)
        for connection in connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def _accept(self):
        while not self.closing:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self.lock:
                self.connections.add(connection)
                self.num_connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        try:
            with connection.makefile("rb") as source:
                while (command := self._read(source)) is not None:
                    answer = self._answer(command)
                    for piece in [answer] if isinstance(answer, bytes) else answer or ():
                        connection.sendall(piece)
        except Close as close:
            connection.sendall(close.args[0] if close.args else b"")
        except OSError:
            pass
        finally:
            with self.lock:
                self.connections.discard(connection)
            connection.close()

    def _read(self, source):
        line = source.readline()
        if not line:
            return None
        assert line[:1] == b"*", line
        command = []
        for _ in range(int(line[1:])):
            size = int(source.readline()[1:])
            command.append(source.read(size + 2)[:-2])
        return command

    def _answer(self, command):
        script = self.script
        return script(command, lambda: self._execute(command)) if script else self._execute(command)

    def _execute(self, command):
        name = command[0].upper()
        with self.lock:
            self.commands.append(command)
            if name == b"INFO":
                return bulk(self.info)
            if name == b"PING":
                return b"+PONG\r\n"
            if name == b"SET":
                self.values[command[1].decode()] = command[2]
            if name == b"HSET":
                fields = self.values.setdefault(command[1].decode(), {})
                fields.update(zip(command[2::2], command[3::2]))
                return b":%d\r\n" % len(command[2::2])
            if name == b"XADD":
                self.streams.setdefault(command[1].decode(), []).append(command[2:])
                return bulk(command[2])
            if name == b"DEL":
                self.streams.pop(command[1].decode(), None)
                return b":1\r\n"
            if name in (b"PUBLISH", b"PEXPIRE", b"HINCRBY", b"HSETNX"):
                return b":1\r\n"
            if name in (b"EXISTS", b"HEXISTS"):
                return b":0\r\n"
            if name == b"MGET":
                found = [self.values.get(key.decode()) for key in command[1:]]
                return b"*%d\r\n" % len(found) + b"".join(bulk(value) for value in found)
        return b"+OK\r\n"


def names(*wanted):
    """A test of commands: those of these names, or all where none is given."""
    wanted = {name.upper().encode() for name in wanted}
    return lambda command: not wanted or command[0].upper() in wanted


def instead(misbehaviour, wanted=names()):
    """Does that in place of executing a command."""
    return lambda command, execute: misbehaviour() if wanted(command) else execute()


def refuse(error):
    return lambda: b"-" + error.encode() + b"\r\n"


def say_nothing():
    return None


def talk_nonsense():
    return b"?what\r\n"


def promise_too_much():
    """A value of 16 GiB, of which as much comes as is read."""
    yield b"$17179869184\r\n"
    while True:
        yield bytes(65536)


def slow(delay_s):
    def script(_command, execute):
        time.sleep(delay_s)
        return execute()

    return script


def trickle(every_s):
    """Each byte of each answer by itself."""

    def pieces(answer):
        for i in range(len(answer)):
            time.sleep(every_s)
            yield answer[i : i + 1]

    return lambda _command, execute: pieces(execute())


def cut(_command, execute):
    answer = execute()
    raise Close(answer[: len(answer) // 2])
