"""A Redis that answers wrongly, late or not at all: results are on Kafka all the same, one job at most
waits for the timeout, and once Redis behaves it has what was kept for it."""

import itertools
import json

from harness.jobs import completion, needs_fixtures
from harness.redis_case import TIMEOUT_MS, RedisCase
from harness.scripted_redis import (
    INFO,
    ScriptedRedis,
    cut,
    instead,
    names,
    promise_too_much,
    refuse,
    say_nothing,
    slow,
    talk_nonsense,
    trickle,
)
from harness.worker import run_worker

TIMEOUT_S = TIMEOUT_MS / 1000


@needs_fixtures
class RedisMisbehaves(RedisCase):
    def setUp(self):
        super().setUp()
        self.server = ScriptedRedis()
        self.addCleanup(self.server.close)
        self.url = self.server.url

    def key(self, kind, name):
        return self.redis_key(kind, name)

    def check_stored(self, name, num_jobs):
        published = {json.loads(m.value())["custom_id"]: m.value() for m in self.follower.records}
        for i in range(num_jobs):
            custom_id = f"{name}-{i}"
            with self.subTest(custom_id):
                self.assertEqual(
                    self.server.values.get(self.key("result", custom_id)), published[custom_id]
                )
                status = self.server.values[self.key("status", custom_id)]
                self.assertEqual(status[b"status"], b"completed")

    def check_misbehaving(self, script, connect_anew=False, num_jobs=4):
        """From a Redis that behaves to one that doesn't and back."""
        self.start()
        usual_s = self.usual_s()
        self.server.script = script
        if connect_anew:
            self.server.drop_connections()
        self.check_waits(self.send_one_by_one("bad", num_jobs), usual_s)
        self.check_one_each()
        self.assertEqual(self.metric("up"), 0)
        self.assertGreater(self.metric("waiting_bytes"), 0)
        self.server.script = None
        self.wait_until_stored()
        self.check_stored("bad", num_jobs)
        self.assertEqual(self.metric("dropped_total"), 0)
        self.assertLessEqual(len(self.warnings()), 4, self.warnings())
        self.assertEqual(self.worker.get("/health")[0], 200)

    def test_never_answers(self):
        self.check_misbehaving(instead(say_nothing))

    def test_never_answers_on_a_new_connection(self):
        """What hiredis's own reconnecting would wait for without end: it forgets the timeout."""
        self.check_misbehaving(instead(say_nothing), connect_anew=True)

    def test_answers_too_late(self):
        self.check_misbehaving(slow(2 * TIMEOUT_S))

    def test_sends_a_byte_now_and_then(self):
        self.check_misbehaving(trickle(TIMEOUT_S / 4))

    def test_ends_in_the_middle_of_an_answer(self):
        self.check_misbehaving(cut)

    def test_talks_nonsense(self):
        self.check_misbehaving(instead(talk_nonsense))

    def test_promises_more_than_memory_holds(self):
        self.check_misbehaving(instead(promise_too_much))

    def test_serves_nobody_for_now(self):
        errors = [
            "LOADING Redis is loading the dataset in memory",
            "READONLY You can't write against a read only replica.",
            "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
            "BUSY Redis is busy running a script.",
            "NOAUTH Authentication required.",
        ]
        turns = itertools.cycle(errors)
        wanted = names("SET", "HSET", "DEL")
        self.check_misbehaving(instead(lambda: refuse(next(turns))(), wanted), num_jobs=8)

    def test_answers_slowly_but_in_time(self):
        self.start()
        usual_s = self.usual_s()
        self.server.script = slow(0.05)
        self.check_waits(self.send_one_by_one("slow", 4), usual_s)
        self.assertEqual(self.metric("up"), 1)
        self.assertEqual(self.metric("errors_total"), 0)
        self.check_stored("slow", 4)

    def test_one_kind_of_command_is_never_taken(self):
        """It is given up at once, and what comes with it is stored."""
        self.start()
        self.usual_s()
        self.server.script = instead(refuse("WRONGTYPE Operation against a key"), names("HSET"))
        self.send_one_by_one("never", 3)
        self.assertEqual(self.metric("up"), 1)
        self.assertEqual(self.metric("waiting_bytes"), 0)
        self.assertEqual(self.metric("dropped_total"), 6)
        self.assertEqual(self.metric("errors_total"), 6)
        self.assertIn(self.key("result", "never-2"), self.server.values)
        self.check_one_each()

    def test_one_value_ends_every_connection(self):
        """After some attempts it is given up; what came before and after is stored, in any case."""
        marker = b"bad-1"

        def script(command, execute):
            if command[0] == b"SET" and marker in command[1]:
                self.server.drop_connections()
                return None
            return execute()

        self.start()
        usual_s = self.usual_s()
        self.server.script = script
        self.check_waits(self.send_one_by_one("bad", 3), usual_s)
        self.check_one_each()
        self.wait_until_stored()
        self.assertEqual(self.metric("dropped_total"), 1)
        self.server.values[self.key("result", "bad-1")] = next(
            m.value() for m in self.follower.records if json.loads(m.value())["custom_id"] == "bad-1"
        )
        self.check_stored("bad", 3)

    def test_a_stream_across_an_outage_has_each_entry_once(self):
        self.start()
        self.usual_s()
        num_appended = 0

        def script(command, execute):
            nonlocal num_appended
            if command[0] == b"XADD":
                num_appended += 1
                if num_appended == 3:
                    execute()  # the answer is lost, not the entry
                    self.server.drop_connections()
                    return None
                if [entry for entry in self.server.streams.get(command[1].decode(), ()) if
                    int(entry[0].split(b"-")[1]) >= int(command[2].split(b"-")[1])]:
                    return refuse("ERR The ID specified in XADD is equal or smaller than the target "
                                  "stream top item")()
            return execute()

        self.server.script = script
        self.send([completion("streamed", "Once", max_tokens=20, ignore_eos=True, stream=True)])
        self.wait_until_stored()
        entries = self.server.streams[self.key("stream", "streamed")]
        sequence = [int(entry[0].split(b"-")[1]) for entry in entries]
        self.assertEqual(sequence, list(range(1, len(entries) + 1)))
        self.assertEqual(entries[-1][2], b"[DONE]")
        self.assertGreater(num_appended, 3)

    def test_refused_at_start(self):
        cases = [
            (INFO.replace(b"standalone", b"cluster"), "found a Redis Cluster"),
            (INFO.replace(b"standalone", b"sentinel"), "found a Redis Sentinel"),
            (INFO.replace(b"7.0.15", b"3.2.1"), "found Redis 3.2.1"),
        ]
        for info, expected in cases:
            with self.subTest(expected):
                self.server.info = info
                done = run_worker(self.config(redis={"url": self.server.url}))
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertIn(expected, done.stderr)
                self.assertIn("redis.url", done.stderr)
