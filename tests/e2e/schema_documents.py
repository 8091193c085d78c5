"""Jobs that are nearly right, made from the schemas: whole bodies drawn by hypothesis-jsonschema, and
examples with a field or two changed. The same each time."""

import copy
import json

from harness import schemas
from harness.process import temporary_folder
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.configuration import set_hypothesis_home_dir
from schema_changes import Changes

GENERATING = ("/v1/chat/completions", "/v1/completions")
MODELS = {
    "/v1/chat/completions": "tiny-gpt",
    "/v1/completions": "tiny-gpt",
    "/v1/embeddings": "tiny-bert",
    "/v1/text-classification": "tiny-bert",
}


def job(url, body, custom_id="job"):
    return {"custom_id": custom_id, "method": "POST", "url": url, "body": body}


# --- hypothesis ---


def _narrowed(schema):
    """A part of what the schema accepts that is drawn quickly: objects without members of all kinds,
    short lists."""
    if isinstance(schema, list):
        return [_narrowed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    left_out = ("title", "description", "default", "examples", "if", "then", "else", "allOf")
    made = {}
    for key, value in schema.items():
        if key in ("enum", "const"):
            made[key] = value
        elif key == "properties":
            made[key] = {name: _narrowed(item) or {"type": "string"} for name, item in value.items()}
        elif key not in left_out:
            made[key] = _narrowed(value)
    types = made.get("type", [])
    if "object" in types and "additionalProperties" not in made:
        made["additionalProperties"] = False if "properties" in made else {"type": "string"}
        made["maxProperties"] = len(made.get("properties", "ab"))
    if "array" in types:
        made["maxItems"] = min(3, made.get("maxItems", 3))
    return made


def drawn(url, count):
    """That many bodies that the url's schema accepts, rules between fields left aside."""
    found = []
    set_hypothesis_home_dir(temporary_folder())
    from hypothesis_jsonschema import from_schema  # only now: it writes into that folder

    @settings(
        max_examples=count,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(from_schema(_narrowed(schemas.inlined(schemas.BODIES[url]))))
    def draw(body):
        found.append(body)

    draw()
    for body in found:
        # That a message needs a content is a rule between fields.
        for message in (body.get("messages") or [])[1:]:
            message.setdefault("content", "Why?")
    return found


# --- changes ---


class Jobs(Changes):
    """Examples of jobs with a field or two changed."""

    def __init__(self, seed):
        super().__init__(seed)
        self.properties = {}
        self.bases = {}
        for url, name in schemas.BODIES.items():
            schema = schemas.inlined(name)
            self.properties[url] = schema["properties"]
            files = schemas.examples(name, "valid")
            self.bases[url] = schema["examples"] + [json.loads(f.read_text("utf-8")) for f in files]

    def change_field(self, url, body):
        name = self.random.choice(list(self.properties[url]))
        if name != "model":
            body[name] = self.value(self.properties[url][name])

    def change_envelope(self, made):
        name, value = self.random.choice([
            ("custom_id", ""), ("custom_id", 17), ("custom_id", None), ("custom_id", "é" * 257),
            ("custom_id", "i" * 513), ("custom_id", "a\u0000"), ("method", "GET"), ("method", None),
            ("url", "/v1/teleportation"), ("url", None), ("url", 1), ("url", ""), ("priority", 1),
            ("body", None), ("body", []), ("body", "a"), ("Body", {}), ("body", {}),
            ("body", {"model": "another", "prompt": "x"}), ("body", {"model": "", "prompt": "x"}),
        ])  # fmt: skip
        made[name] = value

    def job(self, custom_id):
        url = self.random.choice([*MODELS, *GENERATING])
        body = copy.deepcopy(self.random.choice(self.bases[url]))
        made = job(url, body, custom_id)
        for _ in range(self.random.choice([1, 1, 1, 1, 2, 2, 3])):
            if self.random.random() < 0.75 or not body:
                self.change_field(url, body)
            else:
                self.change_anywhere(body)
        if self.random.random() < 0.06:
            self.change_envelope(made)
        elif self.random.random() < 0.03:  # a body of another url
            made["url"] = self.random.choice(list(MODELS))
        return made


# --- all of them ---


def _is_count(value):
    return isinstance(value, int) and not isinstance(value, bool)


def bound(made):
    """Changes what would keep the machine busy: long completions, many of them."""
    body = made.get("body")
    if not isinstance(body, dict) or made.get("url") not in GENERATING:
        return
    names = ("max_tokens", "max_completion_tokens")
    for name in names:
        if _is_count(body.get(name)) and 4 < body[name] <= 1000:
            body[name] = 1 + body[name] % 4
    if all(body.get(name) is None for name in names):
        body["max_tokens"] = 2


def documents(num_drawn, num_changed, seed=5):
    """Jobs whose custom_id is their place, unless the custom_id itself was changed."""
    made = []
    for url, model in MODELS.items():
        for body in drawn(url, num_drawn // len(MODELS)):
            made.append(job(url, {**body, "model": model}))
    changed = Jobs(seed)
    made += [changed.job("job") for _ in range(num_changed)]
    for i, document in enumerate(made):
        bound(document)
        if document["custom_id"] == "job":
            document["custom_id"] = str(i)
    return made
