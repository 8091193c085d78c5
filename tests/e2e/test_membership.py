"""A job that takes longer than max.poll.interval.ms costs no membership: polling never waits."""

import time

from harness.case import WorkerCase
from harness.jobs import completion, keyed, needs_fixtures, run_lines

POLL_INTERVAL_MS = 3000
KAFKA = {
    "max.poll.interval.ms": POLL_INTERVAL_MS,
    "session.timeout.ms": 2000,
    "heartbeat.interval.ms": 500,
}


@needs_fixtures
class Membership(WorkerCase):
    partitions = 2

    def long_job(self, custom_id, num_prompts):
        prompts = [f"Once upon a time there were {i} dogs" for i in range(num_prompts)]
        return completion(custom_id, prompts, max_tokens=450, ignore_eos=True, temperature=0)

    def test_a_job_longer_than_the_poll_interval(self):
        # How many prompts make a job of about three poll intervals on this machine.
        started = time.monotonic()
        run_lines([self.long_job("measure", 24)], 1, arguments=["--threads", "1"])
        each_s = (time.monotonic() - started) / 24
        num_prompts = min(2048, max(24, int(3 * POLL_INTERVAL_MS / 1000 / each_s)))

        worker = self.start_worker(kafka=KAFKA).wait_ready()
        before = self.kafka.wait_for_members(self.group, 1)
        lines = [self.long_job("long", num_prompts), completion("after", "Once", max_tokens=3)]
        started = time.monotonic()
        self.kafka.produce(self.topics["jobs"], keyed(lines), 1000)
        terminal = self.read_terminal(2, timeout_s=120)
        took_s = time.monotonic() - started
        print(f"a job of {num_prompts} prompts: {took_s:.1f} s", flush=True)
        self.assertGreater(took_s, 1.5 * POLL_INTERVAL_MS / 1000, "the job was too short")
        self.assertEqual(self.kafka.members(self.group), before, worker.log()[-3000:])
        self.assert_one_each(terminal, self.kafka.read(self.topics["jobs"]))

    def test_more_than_the_budget_pauses_and_loses_nothing(self):
        lines = [
            completion(f"budget-{i}", "Once upon a time " * 8, max_tokens=64, ignore_eos=True)
            for i in range(200)
        ]
        worker = self.start_worker(
            delivery={"in_flight_tokens_max": 900, "in_flight_bytes_max": 131072},
            kafka=KAFKA,
        ).wait_ready()
        before = self.kafka.wait_for_members(self.group, 1)
        self.kafka.produce(self.topics["jobs"], keyed(lines), 1000)
        terminal = self.read_terminal(len(lines), timeout_s=120)
        self.assert_one_each(terminal, self.kafka.read(self.topics["jobs"]))
        self.assertEqual(self.kafka.members(self.group), before, worker.log()[-3000:])
