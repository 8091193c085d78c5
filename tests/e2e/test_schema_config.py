"""What the schema of the configuration accepts `penstock-worker --check-config` accepts, and the
reverse, key by key: every example, and 600 configurations that are nearly right. The exceptions are
the rules that no schema can say, by name."""

import collections
import concurrent.futures
import copy
import json
import os
import re
import unittest

from harness import schemas
from harness.process import PENSTOCK_WORKER, ROOT, run, temporary_folder
from schema_changes import TEXTS, Changes

NUM_CONFIGS = 600
MODEL = os.path.join(ROOT, "tools/demo/tiny-bert")
PROPERTIES = {
    "linger.ms": [5, "5", 0.5, True, -1, "soon"],
    "security.protocol": ["ssl", "none", "plaintext"],
    "fetch.message.max.bites": [1],
    "enable.idempotence": [True],
    "group.instance.id": ["a", ""],
    "compression.type": ["lz4", "zip"],
    "client.id": ["a", 7, None, []],
}


class Configs(Changes):
    """Examples of configurations with a key or two changed."""

    texts = [*TEXTS, "^a.*", "^[", "a b", "..", "a*", "x" * 250]

    def __init__(self, seed):
        super().__init__(seed)
        self.sections = schemas.load("config")["properties"]
        files = schemas.examples("config", "valid")
        self.bases = [json.loads(path.read_text("utf-8")) for path in files]

    def change_key(self, config):
        section = self.random.choice(list(self.sections))
        schema = self.sections[section]
        if "properties" not in schema:
            config[section] = self.value(schema)
            return
        if not isinstance(config.get(section), dict):
            config[section] = {}
        if section == "kafka" and self.random.random() < 0.6:
            name = self.random.choice(list(PROPERTIES))
            config[section][name] = self.random.choice(PROPERTIES[name])
        else:
            name = self.random.choice(list(schema["properties"]))
            config[section][name] = self.value(schema["properties"][name])

    def config(self):
        made = copy.deepcopy(self.random.choice(self.bases))
        for _ in range(self.random.choice([1, 1, 1, 2, 3])):
            if self.random.random() < 0.8 or not made:
                self.change_key(made)
            else:
                self.change_anywhere(made)
        return made


def prepare(config):
    """Every model whose path is a folder's name has one that is there."""
    if isinstance(config.get("models"), list):
        for model in config["models"]:
            if isinstance(model, dict) and isinstance(model.get("path"), str) and model["path"]:
                model["path"] = MODEL
    return config


# --- what each says ---


def check_config(config):
    """(exit status, {key: what the worker says of it}, whether there is more) of a file's text."""
    path = os.path.join(temporary_folder(), "worker.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write(config)
    done = run([PENSTOCK_WORKER, "--check-config", "--config", path], timeout_s=60)
    assert done.returncode in (0, 2), (done.returncode, config, done.stderr)
    said = {}
    for line in done.stderr.splitlines():
        line = line.replace(f"{path}: ", "").removeprefix("penstock-worker: ")
        if line.startswith(("not on this machine: ", "and ")):
            continue
        unknown = re.match(r"found the unknown key (.*), expected", line)
        known = re.match(r"(\S+): found ", line)
        said[unknown.group(1) if unknown else known.group(1) if known else ""] = line
    return done.returncode, said, re.search(r"and \d+ more$", done.stderr) is not None


def place(error):
    """The key that an error of the schema is about, as the worker writes keys."""
    path = list(error.absolute_path)
    text = ""
    for key in path:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
    return text


def places(errors):
    """The keys in which the schema finds fault."""
    found = set()
    for error in errors:
        where = place(error)
        members = set()
        if error.validator == "additionalProperties":
            members = set(error.instance) - set(error.schema.get("properties", {}))
        elif error.validator == "required":
            members = set(error.validator_value) - set(error.instance)
        elif where == "kafka" and isinstance(error.instance, str):  # a name
            members = {error.instance}
        if error.context:
            found.update(places(error.context) or {where})
        else:
            found.update({f"{where}.{name}" if where else name for name in members} or {where})
    return found


def same(one, other):
    """Whether two keys are the same, or one is within the other, or both are of one item of a list: of
    that the worker names one."""
    one, other = (re.sub(r"\].*", "]", key) for key in (one, other))
    return one == other or any(
        long.startswith(short) and long[len(short)] in ".["
        for long, short in ((one, other), (other, one))
        if len(long) > len(short)
    )


# --- the rules that no schema can say, each as a function of the configuration, of the key and of what
# the worker says of it ---


def some_model_is_served(config, key, _said):
    return key == "models" and not config.get("models")


def names_of_models_differ(config, key, _said):
    names = []
    for model in config["models"] if key.startswith("models") else []:
        if isinstance(model, dict) and (model.get("name") or isinstance(model.get("path"), str)):
            names.append(model.get("name") or os.path.basename(model["path"]))
    return any(names.count(name) > 1 for name in names)


def topics_that_are_written_to_bring_no_jobs(config, key, said):
    written_to = ("topics.results", "topics.dead_letter", "topics.reply_to_allowed[")
    return key.startswith(written_to) and "topics.jobs has too" in said


def topics_of_jobs_are_there_once(_config, key, said):
    return key.startswith("topics.jobs[") and "which topics.jobs[" in said


def patterns_of_topics_compile(_config, key, said):
    return key == "topics.jobs" and 'found "^' in said


def properties_are_librdkafkas(config, key, _said):
    name = key.removeprefix("kafka.")
    return name != key and name in config["kafka"]


def urls_of_redis_make_sense(config, key, _said):
    return key == "redis.url" and config["redis"]["url"].startswith(("redis://", "unix://"))


def addresses_exist(config, key, _said):
    return key == "http.listen" and ":" in config["http"]["listen"]


def traces_go_to_urls(config, key, _said):
    """And their headers are name=value."""
    return key in ("tracing.endpoint", "tracing.headers")


def integers_have_no_fraction_written(config, key, said):
    found = config
    for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", key):
        found = found[name or int(index)]
    return isinstance(found, float) and found == int(found) and "whole number" in said


def the_file_is_json_that_every_parser_reads(config, key, said):
    """No U+0000, no integer beyond 64 bits."""
    text = json.dumps(config)
    beyond = any(abs(int(number)) >= 2**63 for number in re.findall(r"-?\d+", text))
    return key == "" and (beyond or "\\u0000" in text) and "JSON" in said


RULES = [
    some_model_is_served,
    names_of_models_differ,
    topics_that_are_written_to_bring_no_jobs,
    topics_of_jobs_are_there_once,
    patterns_of_topics_compile,
    properties_are_librdkafkas,
    urls_of_redis_make_sense,
    addresses_exist,
    traces_go_to_urls,
    integers_have_no_fraction_written,
    the_file_is_json_that_every_parser_reads,
]


def broken(config, key, said):
    found = []
    for rule in RULES:
        try:
            if rule(config, key, said):
                found.append(rule.__name__)
        except (KeyError, IndexError, TypeError, AttributeError, ValueError):
            continue  # the rule is about something that this configuration hasn't
    return found


class Config(unittest.TestCase):
    def both(self, configs):
        """(configuration, the schema's faults, what check_config returns) of each."""
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            checked = list(pool.map(check_config, map(json.dumps, configs)))
        for config, found in zip(configs, checked):
            yield config, schemas.faults("config", config), *found

    def test_examples(self):
        for kind in ("valid", "invalid"):
            paths = schemas.examples("config", kind)
            values = [json.loads(path.read_text("utf-8")) for path in paths]
            for path, (_, errors, status, said, _) in zip(paths, self.both(values)):
                with self.subTest(f"{kind} {path.name}"):
                    self.assertEqual(errors == [], kind == "valid")
                    if path.name != "empty.json":  # has no model, which may be given elsewhere
                        self.assertEqual(status == 0, kind == "valid", said)

    def test_schema_and_worker_agree(self):
        changed = Configs(7)
        configs = [prepare(changed.config()) for _ in range(NUM_CONFIGS)]
        counts = collections.Counter()
        rules = collections.Counter()
        for config, errors, status, said, is_cut in self.both(configs):
            wrong = places(errors)
            with self.subTest(config=json.dumps(config)[:1500]):
                for key in wrong:
                    self.assertTrue(
                        any(same(key, other) for other in said) or "" in said or is_cut,
                        f"the schema finds fault in {key}, the worker says: {said}",
                    )
                for key, text in said.items():
                    if not any(same(key, other) for other in wrong):
                        met = broken(config, key, text)
                        rules.update(met)
                        self.assertTrue(met, f"the schema accepts {key}, but: {text}")
            counts["refused" if wrong else "accepted" if status == 0 else "by a rule"] += 1
        print(f"{dict(counts)}; {dict(rules)}")
        self.assertGreater(counts["accepted"], 100)
        self.assertGreater(counts["refused"], 200)


if __name__ == "__main__":
    unittest.main()
