"""Fifty lines that are wrong in fifty different ways, and what must become of each.

A line either gets a result with a status code of 4xx, under its custom_id, or goes to the
dead-letter topic (`penstock run`, which has no such topic, gives it a 400 or 413 with a null
custom_id and the same code). Lines hold no newline and are never blank, so that they can also be
written into a batch file. wrong_headers() gives records whose lines are right and whose headers are
not: those exist on Kafka only.
"""

import json
from typing import List, NamedTuple, Optional, Tuple

RESULT = "result"
DEAD_LETTER = "dead letter"


class WrongLine(NamedTuple):
    name: str
    line: bytes
    kind: str  # RESULT or DEAD_LETTER
    custom_id: Optional[str]  # None for a dead letter
    status: int  # of the result; for a dead letter, of the result that `penstock run` gives
    param: Optional[str]  # a substring of error.param; None: not checked
    code: Optional[str]  # error.code, or the dead letter's __dlq.errors.code; None: not checked


class WrongHeaders(NamedTuple):
    name: str
    line: bytes
    headers: List[Tuple[str, bytes]]
    custom_id: str
    status: int
    param: str


def _line(job) -> bytes:
    return json.dumps(job, ensure_ascii=False, separators=(",", ":")).encode()


class _Lines:
    """Collects the lines; every helper takes the name of the fault."""

    def __init__(self, generating_model: str, embedding_model: str):
        self.lines: List[WrongLine] = []
        self.generating_model = generating_model
        self.embedding_model = embedding_model

    def job(self, name: str, **changes):
        """A completion job that is right but for the changes; a change to None drops the key."""
        job = {
            "custom_id": "wrong-" + name,
            "method": "POST",
            "url": "/v1/completions",
            "body": {"model": self.generating_model, "prompt": "Once", "max_tokens": 4},
        }
        job.update(changes)
        return {key: value for key, value in job.items() if value is not None}

    def dead(self, name: str, line: bytes, code: str):
        status = 413 if code == "too_large" else 400
        self.lines.append(WrongLine(name, line, DEAD_LETTER, None, status, None, code))

    def refused(self, name: str, line: bytes, param: Optional[str], status=400, code=None):
        self.lines.append(WrongLine(name, line, RESULT, "wrong-" + name, status, param, code))

    def envelope(self, name: str, param: str, **changes):
        self.refused(name, _line(self.job(name, **changes)), param)

    def completion(self, name: str, param: Optional[str], status=400, code=None, **fields):
        """A completion job whose body has these fields besides or instead of the right ones."""
        job = self.job(name)
        job["body"].update(fields)
        job["body"] = {key: value for key, value in job["body"].items() if value is not None}
        self.refused(name, _line(job), param, status, code)

    def embedding(self, name: str, param: str, **fields):
        body = {"model": self.embedding_model, **fields}
        self.refused(name, _line(self.job(name, url="/v1/embeddings", body=body)), param)

    def raw_prompt(self, name: str, prompt: bytes, param: Optional[str] = "prompt"):
        """A completion job with these bytes as the JSON of its prompt."""
        line = _line(self.job(name)).replace(b'"Once"', prompt)
        self.refused(name, line, param)


def _not_json(lines: _Lines):
    right = _line(lines.job("right"))
    lines.dead("plain text", b"this is no JSON", "not_json")
    lines.dead("cut off", right[:-1], "not_json")
    lines.dead("cut inside a string", right[:20], "not_json")
    lines.dead("bytes after the object", right + b" and more", "not_json")
    lines.dead("two objects", right + right, "not_json")
    lines.dead("single quotes", right.replace(b'"', b"'"), "not_json")
    lines.dead("comma after the last member", right[:-1] + b",}", "not_json")
    lines.dead("not a number", right.replace(b'"Once"', b"NaN"), "not_json")
    lines.dead("number with a leading zero", right.replace(b'"Once"', b"[01]"), "not_json")
    lines.dead("unknown escape", right.replace(b"Once", b"\\x41"), "not_json")
    lines.dead("raw control character", right.replace(b"Once", b"\x01"), "not_json")
    lines.dead("invalid UTF-8", right.replace(b"Once", b"\xff\xfe"), "not_json")
    lines.dead("surrogate in UTF-8", right.replace(b"Once", b"\xed\xa0\x80"), "not_json")


def _not_a_job(lines: _Lines):
    lines.dead("array", _line([lines.job("array")]), "not_a_job")
    lines.dead("null", b"null", "not_a_job")
    lines.dead("no custom_id", _line(lines.job("x", custom_id=None)), "not_a_job")
    lines.dead("custom_id a number", _line(lines.job("x", custom_id=17)), "not_a_job")
    lines.dead("custom_id empty", _line(lines.job("x", custom_id="")), "not_a_job")
    lines.dead("custom_id too long", _line(lines.job("x", custom_id="i" * 513)), "not_a_job")
    nul = _line(lines.job("x")).replace(b"wrong-x", b"wrong-\\u0000")
    lines.dead("custom_id with NUL", nul, "not_a_job")
    half = _line(lines.job("x")).replace(b"wrong-x", b"wrong-\\ud83d")
    lines.dead("custom_id with half a surrogate pair", half, "not_a_job")
    nested = lines.job("x", custom_id=None)
    nested["body"]["custom_id"] = "wrong-x"
    lines.dead("custom_id inside the body only", _line(nested), "not_a_job")


def _beyond_limits(lines: _Lines, job_bytes_max: int):
    long_prompt = b'"' + b"x" * job_bytes_max + b'"'
    lines.dead("too large, no custom_id", b'{"prompt":' + long_prompt + b"}", "too_large")
    large = _line(lines.job("too large")).replace(b'"Once"', long_prompt)
    lines.refused("too large", large, None, status=413)
    lines.raw_prompt("nested 1000 deep", b"[" * 998 + b"]" * 998, None)
    lines.raw_prompt("key twice", b'"a","prompt":"b"')
    lines.raw_prompt("integer over 64 bits", b"123456789012345678901234567890")
    lines.raw_prompt("real out of range", b"1e999")
    lines.raw_prompt("NUL in a string", b'"a\\u0000b"')
    lines.raw_prompt("half a surrogate pair", b'"a\\udc00b"')
    mark = b"\xef\xbb\xbf" + _line(lines.job("byte order mark"))
    lines.refused("byte order mark", mark, None)


def _envelope(lines: _Lines):
    lines.envelope("no method", "method", method=None)
    lines.envelope("method GET", "method", method="GET")
    lines.envelope("no url", "url", url=None)
    lines.envelope("url a number", "url", url=1)
    lines.envelope("no body", "body", body=None)
    lines.envelope("body a string", "body", body="prompt")
    lines.envelope("unknown key", "priority", priority=1)
    unknown_url = _line(lines.job("unknown url", url="/v1/complete"))
    lines.refused("unknown url", unknown_url, "url", status=404)


def _body(lines: _Lines, context: int):
    lines.completion("no model", "model", model=None)
    lines.completion("model a number", "model", model=7)
    lines.completion("unknown model", "model", 404, "model_not_found", model="no-such-model")
    lines.completion("no prompt", "prompt", prompt=None)
    lines.completion("prompt an object", "prompt", prompt={"text": "Once"})
    lines.completion("prompt over the context", None, 400, "context_length_exceeded",
                     prompt="cat dog " * context)
    lines.completion("temperature a string", "temperature", temperature="hot")
    lines.completion("max_tokens negative", "max_tokens", max_tokens=-1)
    lines.completion("unknown field", "temprature", temprature=1)
    lines.embedding("no input", "input")
    lines.embedding("unknown encoding_format", "encoding_format",
                    input="Once", encoding_format="base32")


def wrong_lines(generating_model: str, embedding_model: str, job_bytes_max: int,
                context: int) -> List[WrongLine]:
    """The fifty, for a worker that serves these two models. job_bytes_max is the worker's limit;
    context, in tokens, is that of generating_model."""
    lines = _Lines(generating_model, embedding_model)
    _not_json(lines)
    _not_a_job(lines)
    _beyond_limits(lines, job_bytes_max)
    _envelope(lines)
    _body(lines, context)
    assert len(lines.lines) == 50, len(lines.lines)
    assert len({line.line for line in lines.lines}) == 50
    return lines.lines


def wrong_headers(generating_model: str) -> List[WrongHeaders]:
    """Records with malformed headers: each gets its result on the default result topic."""
    lines = _Lines(generating_model, "")
    records: List[WrongHeaders] = []

    def record(name: str, header: str, value: bytes):
        records.append(WrongHeaders(name, _line(lines.job(name)), [(header, value)],
                                    "wrong-" + name, 400, header))

    record("tenant with capitals", "penstock-tenant", b"ACME")
    record("tenant empty", "penstock-tenant", b"")
    record("tenant too long", "penstock-tenant", b"t" * 65)
    record("batch with a space", "penstock-batch", b"may 17")
    record("batch too long", "penstock-batch", b"b" * 65)
    record("deadline a word", "penstock-deadline", b"tomorrow")
    record("deadline in milliseconds", "penstock-deadline", b"1764000000000")
    record("deadline negative", "penstock-deadline", b"-1")
    record("reply topic not allowed", "penstock-reply-to", b"somewhere.else")
    record("cache mode unknown", "penstock-cache", b"sometimes")
    return records
