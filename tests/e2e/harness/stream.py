"""Reading a job's Redis stream."""

import json
import time

from . import schemas

DEADLINE_S = 60


def read_stream(redis, key):
    """What a client does: reads entries as they come, up to the last. Returns (id, data) pairs."""
    entries, last, deadline = [], "0", time.monotonic() + DEADLINE_S
    while time.monotonic() < deadline:
        for _, found in redis.xread({key: last}, block=200):
            for entry, fields in found:
                assert list(fields) == [b"data"], fields
                last = entry
                entries.append((entry, fields[b"data"].decode()))
                if fields[b"data"] == b"[DONE]":
                    return entries
                schemas.check("chunk", json.loads(fields[b"data"]))
    raise AssertionError(f"no [DONE] in {key}: {entries[-3:]}")
