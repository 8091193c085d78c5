"""Changes to a document that leave it nearly right: a field gets what its schema allows, what is just
beyond that, or anything else. The same each time."""

import copy
import random

ANYTHING = [None, True, False, 0, 1, -1, 1.5, 2.0, 1e300, "", "1", "a", [], [1], ["a"], {}, {"a": 1}]
TEXTS = ["", " ", "a", "Ωμέγα 🧾", "e" * 1024, "e" * 1025, "é" * 513, "a\u0000b", "none", "auto"]


class Changes:
    texts = TEXTS

    def __init__(self, seed):
        self.random = random.Random(seed)

    def number(self, schema):
        """At, near and beyond the limits."""
        found = [0, 1, 2, 0.5, 3.0, 7, 1000, -7, 2**31, 2**63]
        for name in ("minimum", "maximum", "exclusiveMinimum"):
            if name in schema:
                limit = schema[name]
                found += 2 * [limit, limit + 1, limit - 1] + [limit + 0.25, limit - 0.25]
        return self.random.choice(found)

    def list_of(self, schema):
        choose = self.random.choice
        length = choose([0, 1, 2, schema.get("maxItems", 3), schema.get("maxItems", 3) + 1])
        items = [self.value(schema.get("items", {})) for _ in range(3)]
        return [choose(items) for _ in range(min(length, 300))]

    def object_of(self, schema):
        made = {}
        for name, property_schema in schema.get("properties", {}).items():
            if name in schema.get("required", []) or self.random.random() < 0.4:
                made[name] = self.value(property_schema)
        for pattern, item in schema.get("patternProperties", {}).items():
            del pattern  # of token ids, the only one there is
            made[self.random.choice(["0", "17", "017", "-1", "99999999", "a"])] = self.value(item)
        if self.random.random() < 0.2:
            made[self.random.choice(["a", "name", "type"])] = self.random.choice(ANYTHING)
        return made

    def value(self, schema):
        """Something that the schema may or may not accept."""
        if self.random.random() < 0.12:
            return self.random.choice(ANYTHING)
        if schema.get("examples") and self.random.random() < 0.25:
            return copy.deepcopy(self.random.choice(schema["examples"]))
        if "anyOf" in schema or "oneOf" in schema:
            return self.value(self.random.choice(schema.get("anyOf") or schema["oneOf"]))
        if "enum" in schema:
            return copy.deepcopy(self.random.choice(schema["enum"]))
        if "const" in schema:
            return schema["const"]
        kinds = schema.get("type", "null")
        kind = self.random.choice([kinds] if isinstance(kinds, str) else kinds)
        if kind in ("integer", "number"):
            return self.number(schema)
        if kind == "array":
            return self.list_of(schema)
        if kind == "object":
            return self.object_of(schema)
        return {"null": None, "boolean": True}.get(kind, self.random.choice(self.texts))

    def places(self, value, found):
        """(container, key) of everything within a value."""
        keys = value.keys() if isinstance(value, dict) else range(len(value))
        for key in list(keys):
            found.append((value, key))
            if isinstance(value[key], (dict, list)):
                self.places(value[key], found)
        return found

    def change_anywhere(self, body):
        container, key = self.random.choice(self.places(body, []))
        kind = self.random.random()
        if kind < 0.3:
            del container[key]
        elif kind < 0.5 and isinstance(container, dict):
            container[self.random.choice(["a", str(key) + "s", str(key).upper()])] = container[key]
        elif isinstance(container[key], str) and kind < 0.7:
            container[key] = self.random.choice(self.texts)
        else:
            container[key] = copy.deepcopy(self.random.choice(ANYTHING))
