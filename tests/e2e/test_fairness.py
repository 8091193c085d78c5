"""Who is next: topics by weight, tenants equally, and deadlines that can't be met or pass in waiting."""

import json
import time

from harness.case import WorkerCase
from harness.jobs import completion, custom_id, keyed, needs_fixtures, pieces

NUM_FLOOD = 800  # much more than is worked off while a test lasts: none waits for its end
SOON_S = 2  # a deadline that passes while a flood is worked off
WITHIN_S = 10  # of it an expired job is answered, however busy the machine


def flood(num_jobs):
    """Jobs that together keep a worker busy for long, and end one after another."""
    return [
        completion(f"flood-{i}", prompt, max_tokens=40 + 37 * i % 400, ignore_eos=True)
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

    def produce_flood(self, **headers):
        """Returns once it is being worked off."""
        self.kafka.produce(self.first, with_headers(flood(NUM_FLOOD), **headers), 1000)
        self.kafka.read(self.topics["results"], until=lambda records: len(records) >= 1)

    def results_until_all_of(self, prefix, num_jobs):
        """{custom_id: record} of what is answered by the time all jobs of the prefix are."""
        records = self.kafka.read(
            self.topics["results"],
            until=lambda records: count(records, prefix) == num_jobs,
            timeout_s=120,
        )
        print(f"{count(records, 'flood')} of the flood before all of {prefix}", flush=True)
        return {custom_id(record.value()): record for record in records}

    def assert_completed_amid_the_flood(self, prefix, num_jobs):
        results = self.results_until_all_of(prefix, num_jobs)
        self.assertLess(len(results), NUM_FLOOD // 2)
        for i in range(num_jobs):
            answered = json.loads(results[f"{prefix}-{i}"].value())
            self.assertEqual(answered["response"]["status_code"], 200, answered)

    def test_a_flooded_topic_leaves_others_their_share(self):
        jobs = [{"topic": self.first, "weight": 1}, {"topic": self.second, "weight": 3}]
        # The flood is paused again and again, the other topic isn't.
        self.start(jobs, delivery={"in_flight_tokens_max": 8192})
        self.produce_flood()
        self.kafka.produce(self.second, keyed(short("urgent")), 1000)
        self.assert_completed_amid_the_flood("urgent", 8)

    def test_a_tenant_waits_for_no_flood_of_another(self):
        self.start([self.both], delivery={"in_flight_tokens_max": 1 << 20})
        self.produce_flood(penstock_tenant="big")
        self.kafka.produce(self.second, with_headers(short("small"), penstock_tenant="small"), 1000)
        self.assert_completed_amid_the_flood("small", 8)

    def test_jobs_expire_while_they_wait(self):
        self.start([self.both], delivery={"in_flight_tokens_max": 1 << 20})
        self.produce_flood()
        deadline = int(time.time()) + SOON_S
        # Of the flood's own tenant, and so behind all of it.
        jobs = with_headers(short("late"), penstock_deadline=deadline)
        self.kafka.produce(self.second, jobs, 1000)
        results = self.results_until_all_of("late", 8)
        self.assertLess(len(results), NUM_FLOOD)
        for i in range(8):
            message = results[f"late-{i}"]
            answered = json.loads(message.value())
            self.assertIsNone(answered["response"], answered)
            self.assertEqual(answered["error"]["code"], "batch_expired")
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
