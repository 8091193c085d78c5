"""A configuration is checked, printed and read again: what the worker says of it and what it does."""

import json
import os
import signal
import unittest

from harness.case import WorkerCase
from harness.jobs import BERT, embedding
from harness.process import PENSTOCK_WORKER, ROOT, run, temporary_folder, wait_until
from harness.worker import Worker, write_config

USAGE = 2
MODEL = {"name": "bert", "path": BERT}
MASK = "<masked>"


def ask(option, config=None, *arguments, environment=None):
    command = [PENSTOCK_WORKER, option, *arguments]
    if config is not None:
        command += ["--config", write_config(config)]
    return run(command, timeout_s=30, environment=environment)


def secret_file(text):
    path = os.path.join(temporary_folder(), "secret")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


class Checked(unittest.TestCase):
    def assert_problems(self, done, *parts):
        """One line for each problem, each with its words."""
        lines = done.stderr.splitlines()
        self.assertEqual(done.returncode, USAGE, done.stderr)
        self.assertEqual(len(lines), len(parts), done.stderr)
        for line, words in zip(lines, parts):
            for word in words:
                self.assertIn(word, line)

    def test_what_is_right_is_ok(self):
        done = ask("--check-config", {"models": [MODEL]})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(done.stdout.startswith("ok"))
        self.assertEqual(done.stderr, "")

    def test_a_model_of_another_machine_is_told_and_no_fault(self):
        empty = temporary_folder()
        models = [{"path": "/nonexistent/model"}, {"path": empty, "name": "empty"}]
        done = ask("--check-config", {"models": models})
        self.assertEqual(done.returncode, 0, done.stderr)
        there, here = done.stderr.splitlines()
        self.assertIn("/nonexistent/model", there)
        self.assertIn("config.json", here)

    def test_what_librdkafka_says_of_its_properties_together(self):
        for kafka, word in (
            ({"session.timeout.ms": 10000, "max.poll.interval.ms": 9000}, "max.poll.interval.ms"),
            ({"security.protocol": "ssl", "ssl.ca.location": "/nonexistent/ca"}, "ssl.ca.location"),
        ):
            done = ask("--check-config", {"models": [MODEL], "kafka": kafka})
            self.assertEqual(done.returncode, 0, done.stderr)
            (line,) = done.stderr.splitlines()
            self.assertIn("would not start here: kafka", line)
            self.assertIn(word, line)

    def test_all_that_is_wrong_is_said_at_once(self):
        config = {
            "models": [MODEL, {"pth": "b"}, {"path": "c", "dtype": "f16"}],
            "kafka": {"bootstrap.server": "x:1", "acks": "never", "enable.auto.commit": True},
            "redis": {"timout_ms": 3, "url": "http://x", "prefix": 7},
            "topics": {"jobs": ["a", 3, {"topic": "x", "weight": 0}]},
            "topcis": {},
            "log": {"level": "loud"},
            "http": {"listen": "127.0.0.1:99999"},
        }
        environment = {"PENSTOCK_ENGINE__TREADS": "1", "PENSTOCK_X__Y": "3"}
        self.assert_problems(
            ask("--check-config", config, "--set", "delivery.grup_ms_max=1", environment=environment),
            ["models[1].pth", "nearest is path"],
            ["models[2].dtype", '"f16"', '"f32"'],
            ["redis.timout_ms", "redis.timeout_ms"],
            ["redis.prefix", "found 7", "a string"],
            ["topics.jobs[1]", "found 3", "name"],
            ["topics.jobs[2].weight", "found 0", "1 to 1000"],
            ["topcis", "topics"],
            ["log.level", "loud", "debug"],
            ["PENSTOCK_ENGINE__TREADS", "engine.threads"],
            ["PENSTOCK_X__Y", "x.y", "sections"],
            ["--set", "delivery.grup_ms_max", "delivery.group_ms_max"],
            ["worker.json: redis.url", "redis://"],
            ["http.listen", "127.0.0.1:99999", "65535"],
            ["kafka.bootstrap.server:", "kafka.bootstrap.servers"],
            ["worker.json: kafka.acks", "never"],
            ["kafka.enable.auto.commit", "Penstock sets it"],
        )

    def test_what_is_wrong_together_is_said_with_what_is_wrong_alone(self):
        config = {
            "models": [MODEL, {**MODEL, "dtype": "f16"}, {"path": 3, "name": "bert"}],
            "redis": {"prefix": "a b*"},
            "topics": {
                "jobs": ["bad name", "^[", "a", {"topic": "a", "weight": "3"}, "b"],
                "results": "also bad",
                "dead_letter": "b",
                "reply_to_allowed": ["..", "fine", ""],
            },
        }
        self.assert_problems(
            ask("--check-config", config),
            ["models[1].dtype", '"f16"'],
            ["models[2].path", "found 3"],
            ["redis.prefix", '"a b*"', "without spaces"],
            ["topics.jobs[0]", '"bad name"', "1 to 249", "^"],
            ["topics.jobs[3].weight", '"3"'],
            ["topics.results", '"also bad"', "1 to 249"],
            ["topics.reply_to_allowed[0]", '".."'],
            ["topics.reply_to_allowed[2]", '""'],
            ["worker.json: topics.jobs", '"^["', "regular expression"],
            ["worker.json: topics.jobs[3]", '"a"', "topics.jobs[2]"],
            ["worker.json: topics.dead_letter", '"b"', "another topic"],
            ["worker.json: models[1].name", '"bert"', "models[0]"],
            ["worker.json: models[2].name", '"bert"', "models[0]"],
        )
        topics = {"jobs": ["bad name"], "results": "also bad", "dead_letter": ""}
        self.assert_problems(
            ask("--check-config", {"topics": topics}),
            ["topics.jobs[0]"],
            ["topics.results"],
            ["topics.dead_letter"],
            ["models: found none"],
        )

    def test_names_of_librdkafka_that_are_not_in_its_dumps(self):
        for wrong, right in (
            ("sasl.passwrd", "sasl.password"),
            ("ssl.ca.locaton", "ssl.ca.location"),
            ("sasl.oauthbearer.client.secrets", "sasl.oauthbearer.client.secret"),
            ("group.instanceid", None),
        ):
            done = ask("--check-config", {"models": [MODEL], "kafka": {wrong: "x"}})
            self.assertEqual(done.returncode, USAGE)
            self.assertIn(wrong, done.stderr)
            if right:
                self.assertIn(f"nearest is kafka.{right}", done.stderr)
            else:  # the worker owns it: whoever set it would be refused again
                self.assertNotIn("group.instance.id", done.stderr)

    def test_a_variable_that_was_meant_to_be_a_setting_is_no_fault(self):
        environment = {"PENSTOCK_ENGINE_THREADS": "1", "PENSTOCK_FIXTURE_FOLDER": "x"}
        done = ask("--check-config", {"models": [MODEL]}, environment=environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        (line,) = done.stderr.splitlines()
        self.assertIn("PENSTOCK_ENGINE_THREADS is no setting", line)
        self.assertIn("did you mean PENSTOCK_ENGINE__THREADS?", line)

    def test_help_names_the_signals(self):
        self.assertIn("SIGHUP has the configuration read again", ask("--help").stdout)

    def test_a_file_that_cannot_be_read(self):
        done = ask("--check-config", None, "--config", "/nonexistent/worker.json")
        self.assert_problems(done, ["/nonexistent/worker.json", "No such file"])
        done = ask("--check-config", None, "--config", temporary_folder())
        self.assertEqual(done.returncode, USAGE)

    def test_a_syntax_error_has_a_place_and_shows_no_secret(self):
        path = secret_file('{"redis": {\n  "url": "redis://:hunter2@h/0" "x": 1}}')
        done = ask("--check-config", None, "--config", path)
        self.assert_problems(done, [path, "line 2, column"])
        self.assertNotIn("hunter2", done.stderr)
        path = secret_file('{"log": {},\n "log": {}}')
        done = ask("--check-config", None, "--config", path)
        self.assert_problems(done, [path, "line 2", "duplicate", '"log"'])

    def test_secrets_from_files_are_never_shown(self):
        environment = {
            "PENSTOCK_REDIS__URL_FILE": secret_file("http://hunter2\n"),
            "PENSTOCK_REDIS__TIMEOUT_MS_FILE": secret_file("hunter2"),
            "PENSTOCK_KAFKA__SASL_PASSWORD_FILE": "/nonexistent/secret",
            "PENSTOCK_KAFKA__ACKS_FILE": secret_file("hunter2"),
        }
        done = ask("--check-config", {"models": [MODEL]}, environment=environment)
        self.assertEqual(done.returncode, USAGE)
        self.assertEqual(len(done.stderr.splitlines()), 4, done.stderr)
        for words in ("PENSTOCK_KAFKA__SASL_PASSWORD_FILE", "/nonexistent/secret", "redis.url"):
            self.assertIn(words, done.stderr)
        self.assertNotIn("hunter2", done.stdout + done.stderr)


class Printed(unittest.TestCase):
    def test_what_is_printed_can_be_read_and_is_printed_again(self):
        config = {
            "models": [{"path": BERT}],
            "kafka": {"linger.ms": 3, "enable.ssl.certificate.verification": False},
            "topics": {"jobs": ["a", {"topic": "^b.*", "weight": 1}], "reply_to_allowed": ["c"]},
        }
        first = ask("--print-config", config)
        self.assertEqual(first.returncode, 0, first.stderr)
        printed = json.loads(first.stdout)
        self.assertEqual(printed["models"], [{**MODEL, "dtype": "auto"}])
        self.assertEqual(printed["kafka"]["linger.ms"], "3")
        self.assertEqual(printed["worker"]["grace_ms"], 25000)
        second = ask("--print-config", printed)
        self.assertEqual(second.stdout, first.stdout)
        self.assertEqual(ask("--check-config", printed).returncode, 0)

    def test_every_key_of_the_schema_is_printed(self):
        with open(os.path.join(ROOT, "schemas/config.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)["properties"]
        printed = json.loads(ask("--print-config", {}).stdout)
        self.assertEqual(set(printed), set(schema))
        for section in set(schema) - {"models", "kafka"}:
            self.assertEqual(set(printed[section]), set(schema[section]["properties"]))

    def test_secrets_are_masked_and_a_mask_is_refused(self):
        kafka = {
            "sasl.username": "worker",
            "sasl.password": "hunter2",
            "ssl.key.password": "hunter2",
            "ssl.keystore.password": "hunter2",
            "ssl.key.pem": "hunter2",
            "sasl.oauthbearer.config": "hunter2",
            "sasl.oauthbearer.client.secret": "hunter2",
            "sasl.oauthbearer.token.endpoint.url": "https://issuer",
        }
        config = {
            "models": [MODEL],
            "kafka": kafka,
            "redis": {"url": "redis://user:hunter2@host:1/0"},
            "tracing": {"headers": "authorization=hunter2"},
        }
        environment = {"PENSTOCK_REDIS__PREFIX_FILE": secret_file("hunter2\r\n")}
        done = ask("--print-config", config, environment=environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("hunter2", done.stdout)
        printed = json.loads(done.stdout)
        shown = {name: value for name, value in printed["kafka"].items() if value != MASK}
        self.assertEqual(
            set(shown) - {"bootstrap.servers", "group.id"},
            {"sasl.username", "sasl.oauthbearer.token.endpoint.url"},
        )
        self.assertEqual(printed["redis"]["url"], f"redis://user:{MASK}@host:1/0")
        self.assertEqual(printed["redis"]["prefix"], MASK)
        refused = ask("--check-config", printed)
        self.assertEqual(refused.returncode, USAGE)
        self.assertIn(f"kafka.sasl.password: found {MASK}", refused.stderr)
        self.assertIn("redis.url: found", refused.stderr)
        origins = ask("--print-config=origins", config, environment=environment)
        self.assertNotIn("hunter2", origins.stdout)

    def test_each_value_says_where_it_came_from(self):
        done = ask(
            "--print-config=origins",
            {"models": [MODEL], "redis": {"prefix": "f", "timeout_ms": 1}},
            "--set",
            "log.level=debug",
            "--set",
            "redis.timeout_ms=3",
            environment={
                "PENSTOCK_REDIS__TIMEOUT_MS": "2",
                "PENSTOCK_KAFKA__GROUP_ID_FILE": secret_file("secretive"),
            },
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = [line.split("\t") for line in done.stdout.splitlines()]
        found = {key: (json.loads(value), origin) for key, value, origin in rows}
        self.assertEqual(found["redis.timeout_ms"], (3, "--set"))
        self.assertEqual(found["log.level"], ("debug", "--set"))
        self.assertEqual(found["worker.grace_ms"], (25000, "default"))
        self.assertTrue(found["redis.prefix"][1].endswith("worker.json"))
        variable = "environment variable PENSTOCK_KAFKA__GROUP_ID_FILE"
        self.assertEqual(found["kafka.group.id"], (MASK, variable))


class Reloaded(WorkerCase):
    partitions = 1

    def start(self, config, environment=None):
        worker = Worker(config, environment=environment)
        self.addCleanup(worker.kill)
        return worker.wait_ready()

    def log_lines(self, worker):
        lines = [line for line in worker.log().splitlines() if line.startswith("{")]
        return [json.loads(line) for line in lines]

    def reload(self, worker, config, message):
        """Writes the file anew and has it read; the log's line with that message."""
        before = len(self.log_lines(worker))
        text = config if isinstance(config, str) else json.dumps(config)
        with open(worker.config_path, "w", encoding="utf-8") as file:
            file.write(text)
        worker.process.signal(signal.SIGHUP)

        def said():
            new = self.log_lines(worker)[before:]
            return next((line for line in new if message in line["message"]), None)

        return wait_until(said, 30, message, worker.process)

    def ask_for_a_reply(self, custom_id, topic, *topics):
        """Sends a job that names a reply topic; its result from these topics."""
        job = (custom_id.encode(), embedding(custom_id, custom_id), [("penstock-reply-to", topic)])
        self.kafka.produce(self.topics["jobs"], [job])

        def answered(messages):
            return any(json.loads(m.value())["custom_id"] == custom_id for m in messages)

        messages = self.kafka.read(*topics, until=answered)
        (found,) = [m for m in messages if json.loads(m.value())["custom_id"] == custom_id]
        return json.loads(found.value()), found.topic()

    def test_what_may_change_does_and_the_rest_is_named(self):
        replies = self.kafka.create_topics(replies=1)["replies"]
        everywhere = (self.topics["results"], replies)
        config = self.config(
            models=[MODEL], kafka={"debug": "cgrp"}, redis={"result_ttl_s": 50, "timeout_ms": 1000}
        )
        worker = self.start(config)
        config["http"] = {"listen": f"127.0.0.1:{worker.http_port}"}
        refused, _ = self.ask_for_a_reply("one", replies.encode(), *everywhere)
        self.assertEqual(refused["response"]["status_code"], 400)
        self.assertLessEqual(self.redis.client.ttl(self.redis_key("result", "one")), 50)
        self.assertFalse([x for x in self.log_lines(worker) if x["level"] == "debug"])

        config["topics"]["reply_to_allowed"] = [replies]
        config["topics"]["results"] = "elsewhere"
        config["kafka"]["session.timeout.ms"] = 7000
        config["redis"]["result_ttl_s"] = 5000
        config["delivery"] = {"group_ms_max": 1, "in_flight_bytes_max": 2048}
        config["log"] = {"level": "debug"}
        line = self.reload(worker, config, "configuration reloaded")
        self.assertCountEqual(
            line["changed"],
            [
                "topics.reply_to_allowed",
                "redis.result_ttl_s",
                "delivery.group_ms_max",
                "delivery.in_flight_bytes_max",
                "log.level",
            ],
        )
        restart = ["topics.results", "kafka.session.timeout.ms"]
        self.assertCountEqual(line["needs_restart"], restart)
        self.assertEqual(line["level"], "warning")

        result, topic = self.ask_for_a_reply("two", replies.encode(), *everywhere)
        self.assertEqual((result["response"]["status_code"], topic), (200, replies))
        for kind in ("result", "status"):
            self.assertGreater(self.redis.client.ttl(self.redis_key(kind, "two")), 4000, kind)
        wait_until(
            lambda: any(x["level"] == "debug" for x in self.log_lines(worker)), 30, "debug lines"
        )

        for wrong in ('{"log": {"level": "loud"}}', "{", json.dumps({"models": []})):
            self.reload(worker, wrong, "configuration not reloaded")
        config["topics"]["reply_to_allowed"] = [replies, "nowhere-to-be-found"]
        self.reload(worker, config, "configuration not reloaded")
        self.assertTrue(any("nowhere-to-be-found" in x["message"] for x in self.log_lines(worker)))
        result, topic = self.ask_for_a_reply("three", replies.encode(), *everywhere)
        self.assertEqual((result["response"]["status_code"], topic), (200, replies))

        config["topics"]["reply_to_allowed"] = []
        line = self.reload(worker, config, "configuration reloaded")
        self.assertEqual(line["changed"], ["topics.reply_to_allowed"])
        self.assertCountEqual(line["needs_restart"], restart)
        self.assertEqual(line["capped"], {})
        config["delivery"]["in_flight_bytes_max"] = 1 << 60
        line = self.reload(worker, config, "configuration reloaded")
        in_force = line["capped"].pop("delivery.in_flight_bytes_max")
        self.assertTrue(2048 < in_force < 1 << 60, in_force)
        self.assertEqual((line["capped"], line["level"]), ({}, "warning"))
        refused, topic = self.ask_for_a_reply("four", replies.encode(), *everywhere)
        self.assertEqual(refused["response"]["status_code"], 400)
        self.assertEqual(worker.terminate(), 0)

    def test_a_password_that_was_changed_in_its_file(self):
        secret = secret_file("one\n")
        environment = {
            "PENSTOCK_KAFKA__SASL_USERNAME": "worker",
            "PENSTOCK_KAFKA__SASL_PASSWORD_FILE": secret,
        }
        config = self.config(models=[MODEL])
        worker = self.start(config, environment)
        config["http"] = {"listen": f"127.0.0.1:{worker.http_port}"}
        line = self.reload(worker, config, "configuration reloaded")
        self.assertEqual((line["changed"], line["needs_restart"]), ([], []))
        with open(secret, "w", encoding="utf-8") as file:
            file.write("two-hunter2\n")
        line = self.reload(worker, config, "configuration reloaded")
        self.assertEqual((line["changed"], line["level"]), (["kafka.sasl.password"], "info"))
        os.unlink(secret)
        self.reload(worker, config, "configuration not reloaded")
        self.assertNotIn("hunter2", worker.log())
        self.assertEqual(worker.terminate(), 0)

    def test_a_signal_while_it_starts_is_kept_for_later(self):
        config = self.config(models=[MODEL])
        worker = Worker(config, environment={"PENSTOCK_LOG_LEVEL": "debug"})
        self.addCleanup(worker.kill)
        wait_until(lambda: "listening" in worker.log(), 10, "it listens", worker.process)
        worker.process.signal(signal.SIGHUP)
        worker.wait_ready()
        wait_until(lambda: "configuration reloaded" in worker.log(), 10, "it is read again")
        (hint,) = [x for x in self.log_lines(worker) if "PENSTOCK_LOG__LEVEL" in x["message"]]
        self.assertEqual(hint["level"], "warning")
        self.assertEqual(worker.terminate(), 0)
