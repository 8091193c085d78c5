"""Redis is a convenience: without it jobs get their results, and at most one of them waits for it.
What it could not be given is stored once it is there again."""

import json

from harness.jobs import completion, embeddings, needs_fixtures
from harness.process import free_port
from harness.redis_case import OwnRedisCase
from harness.redis_server import RedisServer


@needs_fixtures
class RedisFaults(OwnRedisCase):
    def check_stored(self, name, num_jobs):
        """What was kept is in Redis, with its time to live."""
        published = {json.loads(m.value())["custom_id"]: m.value() for m in self.follower.records}
        for i in range(num_jobs):
            custom_id = f"{name}-{i}"
            with self.subTest(custom_id):
                key = self.redis_key("result", custom_id)
                self.assertEqual(self.client.get(key), published[custom_id])
                self.assertGreater(self.client.ttl(key), 80000)
                status = self.redis_key("status", custom_id)
                self.assertEqual(self.client.hget(status, "status"), b"completed")
                self.assertGreater(self.client.ttl(status), 80000)

    def test_killed_and_started_again(self):
        worker = self.start()
        usual_s = self.usual_s()
        port = self.own_redis.port
        self.own_redis.kill()
        self.check_waits(self.send_one_by_one("killed", 8), usual_s)
        self.check_one_each()
        self.assertEqual(worker.get("/health")[0], 200)
        self.assertEqual(self.metric("up"), 0)
        self.assertEqual(self.metric("outages_total"), 1)
        self.own_redis = RedisServer(port=port)
        self.wait_until_stored()
        self.check_stored("killed", 8)
        self.assertEqual(len(self.warnings()), 2, self.warnings())  # gone, back

    def test_frozen(self):
        self.start()
        usual_s = self.usual_s()
        self.own_redis.freeze()
        self.addCleanup(self.own_redis.thaw)
        self.check_waits(self.send_one_by_one("frozen", 8), usual_s)
        self.check_one_each()
        self.own_redis.thaw()
        self.wait_until_stored()
        self.check_stored("frozen", 8)

    def test_not_there_from_the_start(self):
        self.own_redis.kill()
        self.url = f"redis://127.0.0.1:{free_port()}/0"
        worker = self.start()
        self.send(embeddings(30, prefix="none"))
        self.check_one_each()
        self.assertEqual(worker.get("/ready")[0], 200)

    def test_a_connection_that_redis_has_closed(self):
        self.start()
        self.send_one_by_one("before", 2)
        self.client.client_kill_filter(_type="normal", skipme=True)
        self.send_one_by_one("after", 2)
        self.assertEqual(self.metric("errors_total"), 0)
        self.check_stored("after", 2)

    def test_flushed(self):
        self.start()
        self.send_one_by_one("before", 2)
        self.client.flushall()
        self.send_one_by_one("after", 2)
        self.check_stored("after", 2)
        self.assertEqual(self.metric("errors_total"), 0)

    def test_full(self):
        """It goes on answering, so that nobody waits and the cache is still read."""
        self.start()
        usual_s = self.usual_s()
        self.client.config_set("maxmemory-policy", "noeviction")
        self.client.config_set("maxmemory", "1")
        self.check_waits(self.send_one_by_one("full", 8), usual_s)
        self.check_one_each()
        self.assertEqual(self.metric("up"), 1)
        self.assertGreater(self.metric("waiting_bytes"), 0)
        self.assertIsNone(self.client.get(self.redis_key("result", "full-1")))
        self.client.config_set("maxmemory", "0")
        self.wait_until_stored()
        self.check_stored("full", 8)
        self.assertEqual(self.metric("dropped_total"), 0)

    def test_more_than_may_be_kept(self):
        """The oldest go, and that is counted; the newest are stored."""
        self.start(backlog_bytes_max=30000)
        self.usual_s()
        port = self.own_redis.port
        self.own_redis.kill()
        self.send_one_by_one("many", 40)
        self.assertLessEqual(self.metric("waiting_bytes"), 30000)
        self.assertGreater(self.metric("dropped_total"), 0)
        self.own_redis = RedisServer(port=port)
        self.wait_until_stored()
        stored = [self.client.exists(self.redis_key("result", f"many-{i}")) for i in range(40)]
        self.assertEqual(stored, sorted(stored))
        self.assertGreater(sum(stored), 5)
        self.assertLess(sum(stored), 40)

    def test_a_login_that_is_refused_for_a_while(self):
        self.client.acl_setuser("worker", enabled=True, passwords=["+secret"], keys=["*"],
                                channels=["*"], commands=["+@all"])  # fmt: skip
        self.url = self.url.replace("redis://", "redis://worker:secret@")
        self.start()
        usual_s = self.usual_s()
        self.client.acl_setuser("worker", enabled=True, passwords=["-secret", "+another"])
        self.client.client_kill_filter(_type="normal", skipme=True)
        self.check_waits(self.send_one_by_one("locked", 4), usual_s)
        self.check_one_each()
        self.assertEqual(self.metric("up"), 0)
        self.assertNotIn("secret", self.worker.log())
        self.client.acl_setuser("worker", enabled=True, passwords=["+secret"])
        self.wait_until_stored()
        self.check_stored("locked", 4)

    def test_what_an_acl_forbids_keeps_nothing_else_waiting(self):
        """Statuses are forbidden for a while, announcements for good; results are stored at once."""
        self.client.acl_setuser("worker", enabled=True, passwords=["+secret"], keys=["*"],
                                commands=["+@all"], reset_channels=True)  # fmt: skip
        self.url = self.url.replace("redis://", "redis://worker:secret@")
        self.start()
        self.usual_s()
        self.client.acl_setuser("worker", enabled=True, passwords=["+secret"], reset_keys=True,
                                keys=[f"{self.prefix}:default:result:*",
                                      f"{self.prefix}:default:cache:*"])  # fmt: skip
        self.send_one_by_one("forbidden", 4)
        for i in range(4):
            self.assertTrue(self.client.get(self.redis_key("result", f"forbidden-{i}")))
        self.assertEqual(self.metric("up"), 1)
        self.client.acl_setuser("worker", enabled=True, keys=["*"])
        self.wait_until_stored()
        self.check_stored("forbidden", 4)

    def test_becomes_a_replica_for_a_while(self):
        self.start()
        usual_s = self.usual_s()
        self.client.replicaof("127.0.0.1", free_port())
        self.check_waits(self.send_one_by_one("replica", 4), usual_s)
        self.check_one_each()
        self.assertEqual(self.metric("up"), 0)
        self.client.replicaof("no", "one")
        self.wait_until_stored()
        self.check_stored("replica", 4)

    def test_a_value_that_redis_never_takes(self):
        """Redis ends the connection over it: it is given up, and what is around it is stored."""
        self.client.config_set("proto-max-bulk-len", str(1 << 20))
        self.start(worker={"job_bytes_max": 8 << 20})
        usual_s = self.usual_s()
        times = self.send_one_by_one("small", 1)
        prompts = ["Once upon a time", "The dog"] * 20
        self.send([completion("large", prompts, max_tokens=80, ignore_eos=True, logprobs=20)])
        times += self.send_one_by_one("after", 2)
        self.check_waits(times, usual_s)
        self.wait_until_stored()
        self.check_stored("small", 1)
        self.check_stored("after", 2)
        self.assertGreater(self.metric("dropped_total"), 0)
        self.assertEqual(self.client.hget(self.redis_key("status", "large"), "status"), b"completed")
        self.check_one_each()
