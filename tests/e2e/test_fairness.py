"""Who is next: topics by weight, tenants equally, and deadlines that can't be met or pass in waiting."""

import json
import time

from harness.case import WorkerCase
from harness.jobs import completion, custom_id, keyed, needs_fixtures, pieces

NUM_FLOOD = 100
SOON_S = 2  # a deadline that passes while a flood is worked off
WITHIN_S = 3  # of it an expired job is answered, however busy the machine


def flood(num_jobs=NUM_FLOOD):
    """Jobs that together keep a worker busy for long, and end one after another."""
    return [
        completion(f"flood-{i}", prompt, max_tokens=100 + 37 * i % 200, ignore_eos=True)
        for i, prompt in enumerate(pieces(num_jobs, 30))
    ]


def short(prefix, num_jobs=8):
    return [
        completion(f"{prefix}-{i}", prompt, max_tokens=6)
        for i, prompt in enumerate(pieces(num_jobs, 30, start=500))
    ]


def with_headers(lines, **headers):
    pairs = [(name.replace("_", "-"), str(value).encode()) for name, value in headers.items()]
    return [(key, value, pairs) for key, value in keyed(lines)]


def count(records, prefix):
    return sum(custom_id(record.value()).startswith(prefix + "-") for record in records)


@needs_fixtures
class Fairness(WorkerCase):
    def setUp(self):
        super().setUp()
        self.topics.update(self.kafka.create_topics(first=1, second=1))
        self.first, self.second = self.topics["first"], self.topics["second"]
        # One entry, and so one share, for both of them.
        self.both = f"^({self.first}|{self.second})$"

    def start(self, jobs, **sections):
        topics = {**self.config()["topics"], "jobs": jobs}
        worker = self.start_worker(topics=topics, redis={"url": ""}, **sections).wait_ready()
        self.kafka.wait_for_members(self.group, 1)
        return worker

    def produce_flood(self, num_jobs=NUM_FLOOD, **headers):
        """Returns once it is being worked off."""
        self.kafka.produce(self.first, with_headers(flood(num_jobs), **headers), 1000)
        self.kafka.read(self.topics["results"], until=lambda records: len(records) >= 3)

    def flood_done_when(self, prefix, num_jobs):
        """How many jobs of the flood are answered by the time those of the prefix all are."""
        records = self.kafka.read(
            self.topics["results"],
            until=lambda records: count(records, prefix) == num_jobs,
            timeout_s=120,
        )
        done = count(records, "flood")
        print(f"{done} of the flood before all of {prefix}", flush=True)
        return done

    def wait_for_all(self, num_records):
        terminal = self.read_terminal(num_records, timeout_s=180)
        self.assert_one_each(terminal, self.kafka.read(self.first, self.second))
        return {custom_id(message.value()): message for message in terminal}

    def test_a_flooded_topic_leaves_others_their_share(self):
        self.start([{"topic": self.first, "weight": 1}, {"topic": self.second, "weight": 3}])
        self.produce_flood()
        self.kafka.produce(self.second, keyed(short("urgent")), 1000)
        self.assertLess(self.flood_done_when("urgent", 8), NUM_FLOOD * 3 // 4)
        self.wait_for_all(NUM_FLOOD + 8)

    def test_a_tenant_waits_for_no_flood_of_another(self):
        self.start([self.both])
        self.produce_flood(penstock_tenant="big")
        self.kafka.produce(self.second, with_headers(short("small"), penstock_tenant="small"), 1000)
        self.assertLess(self.flood_done_when("small", 8), NUM_FLOOD * 3 // 4)
        self.wait_for_all(NUM_FLOOD + 8)

    def test_jobs_expire_while_they_wait(self):
        # Memory for the keys and values of a few jobs only, so that a small flood takes long.
        self.start([self.both], engine={"threads": 1, "kv_bytes_max": 1 << 20})
        self.produce_flood(num_jobs=40)
        deadline = int(time.time()) + SOON_S
        # Of the flood's own tenant, and so behind all of it.
        jobs = with_headers(short("late"), penstock_deadline=deadline)
        self.kafka.produce(self.second, jobs, 1000)
        self.assertLess(self.flood_done_when("late", 8), 40)
        results = self.wait_for_all(40 + 8)
        for i in range(8):
            message = results[f"late-{i}"]
            self.assertEqual(json.loads(message.value())["error"]["code"], "batch_expired")
            self.assertLess(message.timestamp()[1] / 1000, deadline + WITHIN_S)

    def test_a_deadline_that_cannot_be_met_is_refused_at_once(self):
        self.start([self.first], worker={"job_bytes_max": 1 << 20})
        # Steps of one sequence, of some and of full prompts are measured.
        prompts = [self.long_prompt(i) for i in range(2000)]
        warm_up = [*flood(20), completion("prompts", prompts[:300], max_tokens=1)]
        self.kafka.produce(self.first, keyed(warm_up), 1000)
        self.read_terminal(len(warm_up))
        deadline = int(time.time()) + 6
        hopeless = completion("hopeless", prompts, max_tokens=380, ignore_eos=True)
        lines = [hopeless, *short("feasible", 3)]
        self.kafka.produce(self.first, with_headers(lines, penstock_deadline=deadline), 1000)
        results = {custom_id(m.value()): m for m in self.read_terminal(len(warm_up) + 4)}
        refused = json.loads(results["hopeless"].value())
        print(refused["error"], flush=True)
        self.assertIsNone(refused["response"])
        self.assertEqual(refused["error"]["code"], "batch_expired")
        self.assertRegex(refused["error"]["message"], r"cannot be finished .* at least \d")
        self.assertLess(results["hopeless"].timestamp()[1] / 1000, deadline)
        for i in range(3):
            answered = json.loads(results[f"feasible-{i}"].value())
            self.assertEqual(answered["response"]["status_code"], 200, answered)

    @staticmethod
    def long_prompt(i):
        return f"Once upon a time there were {i} dogs. " * 8
