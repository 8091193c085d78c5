"""A batch from a file to its results by the client's tools, on real Kafka and Redis: submitted exactly
once through kills, watched, cancelled, and collected into an output and an error file."""

import json
import os
import random
import shutil
import signal
import time
import uuid

import redis
from confluent_kafka import Producer
from harness.case import WorkerCase
from harness.jobs import completion, completions, embeddings, needs_fixtures, run_lines, write_lines
from harness.kafka import headers_of
from harness.process import PENSTOCK, Process, free_port, run, temporary_folder, wait_until
from harness.redis_server import RedisServer
from harness.worker import write_config
from openai.types import Batch

NUM_LINES = 4000
# So few records in the queue that a submission takes long enough to be killed in its middle.
SLOWLY = ["--set", "kafka.queue.buffering.max.messages=2", "--set", "kafka.linger.ms=1"]


class BatchCase(WorkerCase):
    def setUp(self):
        super().setUp()
        self.config_path = write_config(self.config())

    def command(self, *arguments):
        return [PENSTOCK, *arguments, "--config", self.config_path]

    def penstock(self, *arguments, status=0, timeout_s=60, **keywords):
        done = run(self.command(*arguments), timeout_s=timeout_s, **keywords)
        self.assertEqual(done.returncode, status, done.stdout[-1000:] + done.stderr[-3000:])
        return done

    @staticmethod
    def lines(num_lines, start=0):
        """Lines that aren't jobs a model would take, which only matters to a worker. Every fifth is
        followed by an empty one, and every seventh has no custom_id."""
        made = []
        for i in range(start, start + num_lines):
            made.append(json.dumps({"custom_id": f"line-{i}"} if i % 7 else {"line": i}).encode())
            if i % 5 == 0:
                made.append(b"")
        return made

    def on_topic(self, num_records):
        """(the values of the jobs, the end markers' totals), once there are that many of both"""
        records = self.kafka.read_count(num_records, self.topics["jobs"])
        jobs = [m.value() for m in records if m.value() is not None]
        ends = [headers_of(m)["penstock-batch-total"] for m in records if m.value() is None]
        return jobs, ends

    def assert_exactly_once(self, lines):
        expected = [line for line in lines if line]
        jobs, ends = self.on_topic(len(expected) + 1)
        self.assertEqual(len(jobs), len(set(jobs)), "a line is there twice")
        self.assertEqual(sorted(jobs), sorted(expected))
        self.assertEqual(ends, [str(len(expected))])


class Submit(BatchCase):
    @staticmethod
    def noted(path):
        """What the state file says of the only submission; None where it says nothing yet."""
        try:
            with open(path + ".penstock-submit", encoding="utf-8") as file:
                (found,) = json.loads(file.read())["submissions"]
                return found
        except (FileNotFoundError, json.JSONDecodeError):
            return None

    def position(self, path):
        found = self.noted(path)
        return found["position"] if found else 0

    def kill_in_the_middle(self, chance, path):
        """Starts a slow submission and kills it some time after it has got further; whether it was
        still under way."""
        target = self.position(path) + chance.randrange(2) * chance.randrange(200)
        process = Process("submit", self.command("submit", path, *SLOWLY))
        while process.is_running and self.position(path) < target:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.25))
        killed = process.is_running
        process.kill()
        return killed

    def test_killed_again_and_again_each_line_is_there_once(self):
        chance = random.Random(20261124)
        lines = self.lines(NUM_LINES)
        path = write_lines(lines)
        num_killed = sum(self.kill_in_the_middle(chance, path) for _ in range(7))
        self.assertGreaterEqual(num_killed, 3)
        self.penstock("submit", path)
        self.assert_exactly_once(lines)
        again = json.loads(self.penstock("submit", path).stdout.splitlines()[-1])
        self.assertEqual(again["already_submitted"], NUM_LINES)
        self.assert_exactly_once(lines)
        self.assertLess(os.path.getsize(path + ".penstock-submit"), 1000)
        self.assertTrue(self.noted(path)["complete"])

    def interrupt(self, path):
        """Interrupts a slow submission once it has got somewhere."""
        start = self.position(path)
        process = Process("submit", self.command("submit", path, *SLOWLY))
        wait_until(lambda: self.position(path) > start, 30, "it gets somewhere", process)
        process.signal(signal.SIGINT)
        self.assertEqual(process.wait(30), 1)
        self.assertIn("goes on from there", process.log())
        self.assertFalse(self.noted(path)["complete"])

    def test_a_state_that_is_behind_the_topic(self):
        """What was sent after the state was noted is found on the topic, however much it is, and
        although another producer's transaction hides it for a while."""
        lines = self.lines(NUM_LINES)
        path = write_lines(lines)
        former = path + ".former"
        self.interrupt(path)
        shutil.copy(path + ".penstock-submit", former)
        self.interrupt(path)
        self.assertGreater(self.position(path), json.load(open(former))["submissions"][0]["position"])
        shutil.copy(former, path + ".penstock-submit")
        other = Producer(
            {"bootstrap.servers": self.kafka.address, "transactional.id": uuid.uuid4().hex}
        )
        other.init_transactions(30)
        other.begin_transaction()
        for partition in range(self.partitions):
            other.produce(self.topics["jobs"], b"hidden", partition=partition)
        other.flush(30)
        process = Process("submit", self.command("submit", path))
        wait_until(lambda: "transaction" in process.log(), 30, "it waits", process)
        other.abort_transaction(30)
        self.assertEqual(process.wait(60), 0, process.log())
        self.assert_exactly_once(lines)
        shutil.copy(former, path + ".penstock-submit")
        self.penstock("submit", path)
        self.assert_exactly_once(lines)
        self.assertTrue(self.noted(path)["complete"])

    def test_a_file_that_changed(self):
        lines = self.lines(NUM_LINES)
        path = write_lines(lines)
        self.interrupt(path)
        with open(path, "ab") as file:
            file.write(b"one more\n")
        done = self.penstock("submit", path, status=2)
        self.assertIn(path, done.stderr)
        self.assertIn("has changed", done.stderr)
        self.assertIn("--batch", done.stderr)
        with open(path, "r+b") as file:
            file.truncate(os.path.getsize(path) - len(b"one more\n"))
        self.penstock("submit", path)
        self.assert_exactly_once(lines)
        # A new file under the old name is a batch of its own, by its digest; but not under one name.
        small = write_lines([b"first"])
        self.penstock("submit", small)
        self.penstock("submit", small, "--batch", "named")
        with open(small, "wb") as file:
            file.write(b"second\n")
        self.penstock("submit", small)
        done = self.penstock("submit", small, "--batch", "named", status=2)
        self.assertIn("has changed", done.stderr)
        self.penstock("submit", small, "--batch", "named", "--again")
        jobs, ends = self.on_topic(NUM_LINES + 1 + 4 + 4)
        self.assertEqual((jobs.count(b"first"), jobs.count(b"second")), (2, 2))
        self.assertEqual(ends.count("1"), 4)

    def test_two_at_once(self):
        lines = self.lines(NUM_LINES)
        path = write_lines(lines)
        copy = write_lines(lines)
        process = Process("submit", self.command("submit", path, *SLOWLY))
        wait_until(lambda: self.position(path) > 0, 30, "it gets somewhere", process)
        done = self.penstock("submit", path, status=1)
        self.assertIn("in use by another penstock", done.stderr)
        # Where they don't see each other's state, the broker lets only the later one go on.
        self.penstock("submit", copy)
        self.assertEqual(process.wait(60), 3, process.log())
        self.assertIn("has taken over", process.log())

    def test_where_the_state_is(self):
        path = write_lines([b"first", b"second"])
        folder = temporary_folder()
        self.penstock("submit", path, "--batch", "b", "--state", folder)
        self.assertEqual(os.listdir(folder), ["jobs.jsonl.penstock-submit"])
        self.assertFalse(os.path.exists(path + ".penstock-submit"))
        done = self.penstock("submit", path, "--batch", "b", "--state", folder)
        self.assertIn("already_submitted", done.stdout)
        done = self.penstock("submit", "/proc/version", status=2)  # where no file can be made
        self.assertIn("--state", done.stderr)
        for damage in ("", "{}", '{"version": 2, "submissions": []}', "[" * 100):
            with open(path + ".penstock-submit", "w", encoding="utf-8") as file:
                file.write(damage)
            done = self.penstock("submit", path, "--batch", "c", status=2 if damage else 0)
            self.assertIn(path + ".penstock-submit" if damage else "", done.stderr)

    def test_a_line_that_no_record_can_hold(self):
        path = write_lines([b"first", b"x" * 5000])
        done = self.penstock("submit", path, "--set", "kafka.message.max.bytes=4000", status=2)
        for said in ("no line was sent", "line 2 ", "kafka.message.max.bytes", "worker.job_bytes_max"):
            self.assertIn(said, done.stderr)
        self.assertFalse(os.path.exists(path + ".penstock-submit"))
        self.assertEqual(self.kafka.read(self.topics["jobs"]), [])

    def test_a_name_is_one_files(self):
        """Another file's lines join a batch only when that is asked for, and are counted then."""
        first, second = write_lines(self.ids(3)), write_lines(self.ids(2, start=3))
        self.penstock("submit", first, "--batch", "x")
        done = self.penstock("submit", second, "--batch", "x", status=2)
        self.assertIn("batch x has the lines of another file", done.stderr)
        self.assertIn("--again", done.stderr)
        self.assertFalse(os.path.exists(second + ".penstock-submit"))
        with open(second, "rb") as file:
            done = self.penstock("submit", "-", "--batch", "x", stdin=file, status=2)
        self.assertIn("--again", done.stderr)
        # Not hers, nor the same file's from where nothing is noted, nor where Redis isn't asked.
        self.penstock("submit", second, "--batch", "x", "-H", "penstock-tenant=acme")
        self.penstock("submit", first, "--batch", "x", "--state", temporary_folder())
        self.penstock("submit", second, "--batch", "y", "--set", "redis.url=")
        self.penstock("submit", second, "--batch", "x", "--again")
        self.assertIn("already_submitted", self.penstock("submit", first, "--batch", "x").stdout)
        self.assertEqual(len(self.on_topic(3 + 1 + 2 + 1 + 3 + 1 + 2 + 1 + 2 + 1)[1]), 5)
        self.redis.client.hset(f"{self.prefix}:default:batch:old", "status", "completed")
        done = self.penstock("submit", first, "--batch", "old", status=2)
        self.assertIn("batch old has jobs", done.stderr)
        done = self.penstock(
            "submit", second, "--batch", "z", "--set", f"redis.url=redis://127.0.0.1:{free_port()}/0"
        )
        self.assertIn("can't be said", done.stderr)

    @staticmethod
    def ids(num_lines, start=0):
        return [json.dumps({"custom_id": f"line-{i}"}).encode() for i in range(start, start + num_lines)]

    def test_from_a_pipe(self):
        path = write_lines([b"first", b"", b"second"])
        with open(path, "rb") as file:
            self.penstock("submit", "-", "--batch", "piped", stdin=file)
        jobs, ends = self.on_topic(3)
        self.assertEqual((sorted(jobs), ends), ([b"first", b"second"], ["2"]))
        records = self.kafka.read(self.topics["jobs"])
        numbers = {headers_of(m).get("penstock-batch-line") for m in records}
        self.assertEqual(numbers, {"1", "3", None})


def read_lines(path):
    with open(path, "rb") as file:
        return file.read().splitlines()


@needs_fixtures
class Results(BatchCase):
    def setUp(self):
        super().setUp()
        self.folder = temporary_folder()
        self.output = os.path.join(self.folder, "output.jsonl")
        self.errors = os.path.join(self.folder, "errors.jsonl")

    def mixed(self):
        """(lines, how many of them succeed)"""
        good = completions(60) + embeddings(20)
        wrong = completions(5, prefix="hot", temperature="hot") + completions(3, "none", model="no")
        lines = good + wrong + [b"not a job", b"", b'{"custom_id": 7}', b"[1, 2]"]
        random.Random(5).shuffle(lines)
        return lines, len(good)

    def collect(self, batch, *arguments, status=1, **keywords):
        files = ["--output", self.output, "--errors", self.errors]
        return self.penstock(
            "results", "--batch", batch, *files, *arguments, status=status, **keywords
        )

    def test_an_output_file_and_an_error_file(self):
        lines, num_good = self.mixed()
        path = write_lines(lines)
        self.penstock("submit", path, "--batch", "mixed")
        command = self.command("results", "--batch", "mixed", "-o", self.output, "-e", self.errors)
        killed = Process("killed", command)
        wait_until(lambda: os.path.exists(self.errors + ".partial"), 30, "it waits", killed)
        done = self.collect("mixed", status=1)
        self.assertIn("in use by another penstock", done.stderr)
        killed.kill()
        done = self.collect("mixed", "--timeout", "1", status=1)
        self.assertIn("the time is up", done.stderr)
        self.assertIn(self.output + ".partial", done.stderr)
        self.assertEqual(os.listdir(self.folder).count("output.jsonl"), 0)
        collector = Process("results", command)
        self.start_worker().wait_ready()
        self.assertEqual(collector.wait(90), 1, collector.log()[-3000:])
        progress = [json.loads(line) for line in collector.log().splitlines() if line[0] == "{"]
        self.assertEqual(progress[-1]["done"], len(lines) - 1)
        output, errors = read_lines(self.output), read_lines(self.errors)
        self.assertEqual(sorted(os.listdir(self.folder)), ["errors.jsonl", "output.jsonl"])
        self.assertEqual(len(output), num_good)
        for line in output:
            self.assertEqual(json.loads(line)["response"]["status_code"], 200)
        # What failed is told as `penstock run` tells it, byte for byte.
        answers, _ = run_lines(lines, created=0)
        failed = [a for a in answers if json.loads(a)["response"]["status_code"] != 200]
        self.assertEqual(sorted(errors), sorted(failed))
        # Once more, in the order of the file.
        self.collect("mixed", "--input", path)
        self.assertEqual(read_lines(self.errors), failed)
        ids = [json.loads(line)["custom_id"] for line in read_lines(self.output)]
        self.assertEqual(ids, [json.loads(a)["custom_id"] for a in answers if a not in failed])
        self.assertEqual(sorted(read_lines(self.output)), sorted(output))


class Status(BatchCase):
    def setUp(self):
        super().setUp()
        self.client = self.redis.client

    def key(self, *parts, tenant="default"):
        return ":".join((self.prefix, tenant, *parts))

    def json(self, *arguments, status=0):
        done = self.penstock(*arguments, "--json", status=status)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def put_job(self, custom_id, status, batch=None, tenant="default"):
        kind = ("batch-status", batch) if batch else ("status",)
        fields = {"status": status, "worker": "w1", "tokens": 7, "started_at": 1764000000}
        self.client.hset(self.key(*kind, custom_id, tenant=tenant), mapping=fields)

    def test_jobs(self):
        self.put_job("one", "in_progress")
        self.put_job("two", "completed", tenant="acme")
        self.put_job("three", "failed", batch="b")
        (one,) = self.json("status", "one")
        self.assertEqual((one["status"], one["worker"], one["tokens"]), ("in_progress", "w1", 7))
        (two,) = self.json("status", "two", "--tenant", "acme")
        self.assertEqual((two["status"], two["batch"]), ("completed", None))
        (three,) = self.json("status", "three", "--batch", "b")
        self.assertEqual((three["status"], three["batch"]), ("failed", "b"))
        both = self.json("status", "one", "two", status=1)
        self.assertEqual([job["status"] for job in both], ["in_progress", None])
        text = self.penstock("status", "one", "two", status=1).stdout
        self.assertIn("one: in_progress, 7 tokens", text)
        self.assertIn("two: not known", text)
        self.assertIn("2025-11-24 16:00:00 UTC", text)

    def test_a_batch_by_redis(self):
        counts = {"status": "in_progress", "total": 10, "completed": 3, "failed": 1}
        self.client.hset(self.key("batch", "b"), mapping={**counts, "created_at": 1764000000})
        (batch,) = self.json("status", "--batch", "b")
        asked = Batch.construct(**batch)
        self.assertEqual((asked.id, asked.object, asked.status), ("b", "batch", "in_progress"))
        found = asked.request_counts
        self.assertEqual((found.total, found.completed, found.failed), (10, 3, 1))
        self.assertEqual((asked.created_at, asked.completed_at), (1764000000, None))
        self.assertIn("in_progress, 4 of 10 done", self.penstock("status", "--batch", "b").stdout)
        watcher = Process("status", self.command("status", "--batch", "b", "--watch", "--json"))
        wait_until(lambda: '"done": 4' in watcher.log(), 20, "it is watched", watcher)
        self.client.hset(self.key("batch", "b"), mapping={"status": "completed", "completed": 9})
        self.assertEqual(watcher.wait(20), 1, watcher.log())  # a job has failed
        self.assertEqual(json.loads(watcher.log().splitlines()[-1])["status"], "completed")

    def put_results(self, batch, num_results, start=0):
        records = []
        for i in range(start, start + num_results):
            code = 400 if i % 10 == 9 else 200
            value = {"custom_id": f"line-{i}", "response": {"status_code": code, "body": {}}}
            records.append((b"k", json.dumps(value).encode(), [("penstock-batch", batch.encode())]))
        self.kafka.produce(self.topics["results"], records)

    def test_a_batch_by_the_topics(self):
        lines = [json.dumps({"custom_id": f"line-{i}"}).encode() for i in range(40)]
        self.penstock("submit", write_lines(lines), "--batch", "b")
        self.put_results("b", 20)
        self.put_results("b", 5)  # what is there twice counts once
        self.put_results("other", 30)
        (batch,) = self.json("status", "--batch", "b")
        self.assertEqual((batch["status"], batch["source"]), ("in_progress", "kafka"))
        self.assertEqual(batch["request_counts"], {"total": 40, "completed": 18, "failed": 2})
        self.put_results("b", 20, start=20)
        done = self.penstock("status", "--batch", "b", "--set", "redis.url=redis://127.0.0.1:9/0")
        self.assertIn("completed, 40 of 40 done (36 completed, 4 failed)", done.stdout)
        self.assertIn("redis.url", done.stderr)
        wrong = {"status": "in_progress", "total": 40, "completed": 1, "failed": 0}
        self.client.hset(self.key("batch", "b"), mapping=wrong)
        (exact,) = self.json("status", "--batch", "b", "--exact")
        self.assertEqual(exact["request_counts"], {"total": 40, "completed": 36, "failed": 4})
        self.assertEqual(self.json("status", "--batch", "nobodys", status=1)[0]["status"], None)

    def test_a_batch_that_redis_does_not_see_the_end_of(self):
        """Dead letters and lines that repeat a custom_id are not among Redis' counts."""
        lines = [json.dumps({"custom_id": f"line-{i % 3}"}).encode() for i in range(4)]
        self.penstock("submit", write_lines(lines), "--batch", "b")
        self.put_results("b", 3)
        counts = {"status": "in_progress", "total": 4, "completed": 3, "failed": 0}
        self.client.hset(self.key("batch", "b"), mapping=counts)
        done = self.penstock("status", "--batch", "b", "--watch")
        self.assertIn("completed, 3 of 3 done", done.stdout)
        self.assertIn("counting on the topics", done.stderr)
        done = self.penstock("status", "--batch", "b")
        self.assertIn("in_progress, 3 of 4 done", done.stdout)
        self.assertIn("--exact", done.stderr)
        self.assertEqual(self.penstock("status", "--batch", "b", "--exact").stderr, "")

    def test_more_is_done_than_one_file_has(self):
        """Two files under one name, added on purpose or unknown to Redis: the topics are counted."""
        lines = [json.dumps({"custom_id": f"line-{i}"}).encode() for i in range(5)]
        self.penstock("submit", write_lines(lines[:3]), "--batch", "b")
        self.penstock("submit", write_lines(lines[3:]), "--batch", "b", "--again")
        self.put_results("b", 5)
        for noted in ({"total": 2, "completed": 5}, {"total": 3, "completed": 3}):
            counts = {"status": "completed", "failed": 0, **noted}
            self.client.hset(self.key("batch", "b"), mapping=counts)
            done = self.penstock("status", "--batch", "b")
            self.assertIn("b: completed, 5 of 5 done", done.stdout)
            self.assertIn("several files", done.stderr)
        self.client.hset(self.key("batch", "b"), mapping={"total": 2, "completed": 5})
        self.client.hdel(self.key("batch", "b"), "digest")
        self.assertIn("b: completed, 5 of 5 done", self.penstock("status", "--batch", "b").stdout)

    def test_a_file_without_lines(self):
        self.penstock("submit", write_lines([]), "--batch", "empty")
        done = self.penstock("status", "--batch", "empty")
        self.assertIn("completed, 0 of 0 done", done.stdout)
        output = os.path.join(temporary_folder(), "output.jsonl")
        self.penstock("results", "--batch", "empty", "-o", output)
        self.assertEqual(os.path.getsize(output), 0)

    def test_wrong_usage(self):
        for arguments, expected in (
            (["status"], "--batch"),
            (["status", "x" * 513], "CUSTOM_ID"),
            (["status", "x", "--tenant", "ACME"], "--tenant"),
            (["status", "x", "--exact"], "--exact"),
            (["status", "x", "--set", "redis.url="], "redis.url"),
            (["cancel"], "CUSTOM_ID"),
            (["cancel", "--batch", "b"], "--all"),
            (["cancel", "--all"], "--batch"),
            (["cancel", "x", "--batch", "b", "--all"], "--all"),
            (["cancel", "x", "--timeout", "3"], "--wait"),
            (["results", "--errors", "x"], "--batch"),
            (["results", "--batch", "b", "-o", "x", "-e", "x"], "--errors"),
            (["submit", "-", "--no-batch", "--again"], "--again"),
        ):
            with self.subTest(arguments=arguments):
                self.assertIn(expected, self.penstock(*arguments, status=2).stderr)
        gone = ["--set", "redis.url=redis://127.0.0.1:9/0"]
        self.assertIn("redis.url", self.penstock("status", "x", *gone, status=3).stderr)
        self.assertIn("redis.url", self.penstock("cancel", "x", *gone, status=3).stderr)

    def test_a_redis_that_asks_for_a_login(self):
        server = RedisServer()
        self.addCleanup(server.kill)
        server.client.config_set("requirepass", "sesame")
        client = redis.Redis(port=server.port, password="sesame", db=3)
        client.hset(self.key("status", "one"), mapping={"status": "completed"})

        def url(password):
            return ["--set", f"redis.url=redis://:{password}@127.0.0.1:{server.port}/3"]

        (one,) = self.json("status", "one", *url("sesame"))
        self.assertEqual(one["status"], "completed")
        refused = self.penstock("cancel", "one", *url("mellon"), status=3)
        self.assertIn("redis.url", refused.stderr)
        self.assertNotIn("mellon", refused.stderr)
        client.config_set("maxmemory", 1)
        refused = self.penstock("cancel", "two", *url("sesame"), status=3)
        self.assertIn("OOM", refused.stderr)
        server.freeze()
        self.addCleanup(server.thaw)
        started = time.monotonic()
        self.assertIn("no answer", self.penstock("status", "one", *url("sesame"), status=3).stderr)
        self.assertLess(time.monotonic() - started, 20)

    def test_cancel_asks(self):
        self.put_job("done", "completed")
        self.put_job("busy", "in_progress")
        done = self.penstock("cancel", "busy", "new", "done", status=1)
        self.assertIn("done: completed", done.stdout)
        day_ms = 86400 * 1000
        for custom_id in ("busy", "new"):
            self.assertIn(f"{custom_id}: asked to be cancelled", done.stdout)
            self.assertEqual(self.client.get(self.key("cancel", custom_id)), b"1")
            self.assertGreater(self.client.pttl(self.key("cancel", custom_id)), day_ms - 60000)
        self.assertIsNone(self.client.get(self.key("cancel", "done")))
        self.penstock("cancel", "x", "--batch", "b", "--tenant", "acme")
        self.assertEqual(self.client.get(self.key("batch-cancel", "b", "x", tenant="acme")), b"1")
        done = self.penstock("cancel", "--batch", "b", "--all", status=1)
        self.assertIn("b: no such batch is known; should one of that name come", done.stdout)
        self.assertEqual(self.client.hget(self.key("batch", "b"), "cancel"), b"1")
        done = self.penstock("cancel", "--batch", "typo", "--all", "--wait", status=1)
        self.assertIn("typo: no such batch is known", done.stdout)
        self.penstock("submit", write_lines([b"first"]), "--batch", "new")
        self.assertIn("no worker has begun it", self.penstock("cancel", "--batch", "new", "--all").stdout)
        self.assertGreater(self.client.pttl(self.key("batch", "b")), day_ms - 60000)
        # The hash keeps its life where that is longer.
        fields = {"status": "in_progress", "total": 5}
        self.client.hset(self.key("batch", "long"), mapping=fields)
        self.client.pexpire(self.key("batch", "long"), 3 * day_ms)
        self.assertIn("long: cancelling", self.penstock("cancel", "--batch", "long", "--all").stdout)
        self.assertGreater(self.client.pttl(self.key("batch", "long")), 2 * day_ms)

    @needs_fixtures
    def test_cancel_waits(self):
        jobs = [completion(f"long-{i}", "Once", max_tokens=400, ignore_eos=True) for i in range(20)]
        self.penstock("submit", write_lines(jobs), "--batch", "one")
        self.penstock("submit", write_lines(jobs), "--batch", "all")
        waiting = [
            Process("one", self.command("cancel", "long-7", "--batch", "one", "--wait", "--json")),
            Process("all", self.command("cancel", "--batch", "all", "--all", "--wait", "--json")),
        ]
        key = self.key("batch-cancel", "one", "long-7")
        wait_until(lambda: self.client.exists(key), 20, "a job is asked for", waiting[0])
        key = self.key("batch", "all")
        wait_until(lambda: self.client.hget(key, "cancel"), 20, "a batch is", waiting[1])
        self.start_worker().wait_ready()
        self.assertEqual([process.wait(60) for process in waiting], [0, 0])
        self.assertEqual(json.loads(waiting[0].log())["status"], "cancelled")
        ended = json.loads(waiting[1].log())
        self.assertIn(ended["status"], ("cancelled", "completed"))
        self.assertEqual(ended["request_counts"]["total"], len(jobs))
        output = os.path.join(temporary_folder(), "output")
        self.penstock("results", "--batch", "all", "-o", output, "-e", output + ".err", status=1)
        errors = [json.loads(line) for line in read_lines(output + ".err")]
        self.assertEqual({error["error"]["code"] for error in errors}, {"batch_cancelled"})
        self.assertEqual((len(errors), len(read_lines(output))), (len(jobs), 0))
        (one,) = self.json("status", "--batch", "one", "--watch", status=1)[-1:]
        self.assertEqual(one["request_counts"], {"total": 20, "completed": 19, "failed": 1})
