"""Workers that die or are asked to go: still exactly one terminal record for each job."""

import json
import random
import time

from harness.case import WorkerCase
from harness.jobs import completions, embeddings, keyed, needs_fixtures, run_lines
from harness.process import wait_until

CREATED = 1_755_000_000


@needs_fixtures
class Kill(WorkerCase):
    def produce(self, lines):
        self.kafka.produce(self.topics["jobs"], keyed(lines), CREATED * 1000)

    def num_results(self):
        return len(self.kafka.read(self.topics["results"]))

    def wait_for_results(self, num_results, worker):
        wait_until(lambda: self.num_results() >= num_results, 90, "results come", worker.process)

    def check_bytes(self, terminal, lines):
        answers, _ = run_lines(lines, CREATED)
        found = {json.loads(m.value())["custom_id"]: m.value() for m in terminal}
        self.assertEqual(found, {json.loads(a)["custom_id"]: a for a in answers})

    def test_killed_in_the_middle_and_started_again(self):
        seed = random.randrange(1 << 32)
        print(f"seed {seed}", flush=True)
        chance = random.Random(seed)
        # Without a cache in Redis, each start has to compute what was not published.
        lines = completions(600, max_tokens=60) + embeddings(200)
        self.produce(lines)
        killed_with_work_left = 0
        for _ in range(3):
            worker = self.start_worker(redis={"url": ""})
            worker.wait_ready()
            self.wait_for_results(self.num_results() + chance.randrange(20, 120), worker)
            time.sleep(chance.random() / 4)
            worker.kill()
            killed_with_work_left += self.num_results() < len(lines)
        self.assertGreater(killed_with_work_left, 0, "every kill came too late to mean anything")
        self.start_worker(redis={"url": ""}).wait_ready()
        terminal = self.read_terminal(len(lines), timeout_s=180)
        self.assert_one_each(terminal, self.kafka.read(self.topics["jobs"]))
        self.check_bytes(terminal, lines)

    def test_two_workers_one_of_which_is_killed(self):
        lines = completions(600, prefix="two", max_tokens=60)
        workers = [self.start_worker(name=f"worker{i}") for i in range(2)]
        for worker in workers:
            worker.wait_ready()
        self.kafka.wait_for_members(self.group, 2)
        self.produce(lines)
        self.wait_for_results(50, workers[0])
        workers[0].kill()
        terminal = self.read_terminal(len(lines), timeout_s=120)
        self.assert_one_each(terminal, self.kafka.read(self.topics["jobs"]))
        self.check_bytes(terminal, lines)

    def test_sigterm_drains_commits_and_leaves_the_group(self):
        lines = completions(800, prefix="term", max_tokens=60)
        self.produce(lines)
        # Not all of them are in its hands at once.
        worker = self.start_worker(delivery={"in_flight_tokens_max": 16384}).wait_ready()
        self.wait_for_results(50, worker)
        started = time.monotonic()
        self.assertEqual(worker.terminate(timeout_s=30), 0, worker.log()[-3000:])
        took_s = time.monotonic() - started
        # It has left, and is not waited for until its session has timed out (6 s).
        self.kafka.wait_for_members(self.group, 0, timeout_s=2)
        done = self.num_results()
        print(f"SIGTERM: {took_s:.2f} s, {done} of {len(lines)} jobs done", flush=True)
        self.assertLess(done, len(lines), "it must not have been idle already")
        # Whatever is published is committed: nothing of it comes again.
        self.assertEqual(sum(self.kafka.committed(self.group, self.topics["jobs"]).values()), done)
        self.start_worker().wait_ready()
        terminal = self.read_terminal(len(lines), timeout_s=120)
        self.assert_one_each(terminal, self.kafka.read(self.topics["jobs"]))

    def test_sigterm_while_idle_is_quick(self):
        worker = self.start_worker().wait_ready()
        self.kafka.wait_for_members(self.group, 1)
        started = time.monotonic()
        self.assertEqual(worker.terminate(), 0, worker.log()[-3000:])
        self.assertLess(time.monotonic() - started, 5)
        self.kafka.wait_for_members(self.group, 0, timeout_s=2)

    def test_workers_that_come_and_go_lose_and_repeat_nothing(self):
        lines = completions(1500, prefix="come", max_tokens=40)
        self.produce(lines)
        first = self.start_worker(name="first").wait_ready()
        for i in range(3):
            other = self.start_worker(name=f"other{i}").wait_ready()
            self.kafka.wait_for_members(self.group, 2)
            time.sleep(0.3)
            self.assertEqual(other.terminate(), 0, other.log()[-3000:])
        self.assertTrue(first.process.is_running, first.log()[-3000:])
        terminal = self.read_terminal(len(lines), timeout_s=180)
        self.assert_one_each(terminal, self.kafka.read(self.topics["jobs"]))
