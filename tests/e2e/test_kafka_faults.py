"""Brokers that hang or die, and workers that sleep: still exactly one terminal record for each job."""

import functools
import signal
import time

from harness.case import WorkerCase
from harness.jobs import completions, keyed, needs_fixtures
from harness.kafka import Kafka
from harness.process import wait_until

CREATED = 1_735_000_000
SESSION_S = 6


@functools.cache
def own_kafka():
    """A broker that these tests may hurt, beside the one that the others share."""
    return Kafka()


@needs_fixtures
class KafkaFaults(WorkerCase):
    def get_kafka(self):
        return own_kafka()

    def num_results(self):
        return len(self.kafka.read(self.topics["results"]))

    def produce(self, num_jobs):
        lines = completions(num_jobs, max_tokens=60)
        self.kafka.produce(self.topics["jobs"], keyed(lines), CREATED * 1000)
        return lines

    def start_in_the_middle(self, num_jobs, **sections):
        """A worker that has published something and has much to do; the job lines."""
        lines = self.produce(num_jobs)
        worker = self.start_worker(**sections).wait_ready()
        wait_until(lambda: self.num_results() >= 30, 60, "results come", worker.process)
        return worker, lines

    def check_all(self, worker, lines):
        terminal = self.read_terminal(len(lines), timeout_s=120)
        self.assert_one_each(terminal, self.kafka.read(self.topics["jobs"]))
        self.assertTrue(worker.process.is_running, worker.log()[-3000:])
        wait_until(lambda: worker.get("/ready")[0] == 200, 60, "it is ready", worker.process)

    def test_the_broker_hangs_for_longer_than_a_session(self):
        worker, lines = self.start_in_the_middle(900, redis={"url": ""})
        self.kafka.freeze()
        try:
            time.sleep(SESSION_S + 3)
            self.assertEqual(worker.get("/health")[0], 200)
        finally:
            self.kafka.thaw()
        self.check_all(worker, lines)

    def test_the_broker_is_killed_and_started_again(self):
        worker, lines = self.start_in_the_middle(900, redis={"url": ""})
        self.kafka.kill()
        time.sleep(2)
        self.kafka.start()
        self.check_all(worker, lines)

    def test_a_worker_sleeps_through_its_session(self):
        """The zombie: when it wakes, its partitions and its results are another's."""
        zombie, lines = self.start_in_the_middle(900, redis={"url": ""})
        zombie.process.signal(signal.SIGSTOP)
        try:
            other = self.start_worker(redis={"url": ""}, name="other").wait_ready(90)
            wait_until(lambda: self.num_results() >= 100, 60, "the other goes on", other.process)
        finally:
            zombie.process.signal(signal.SIGCONT)
        self.check_all(other, lines)
        self.assertTrue(zombie.process.is_running, zombie.log()[-3000:])
        self.kafka.wait_for_members(self.group, 2)
        more = self.produce(100)
        terminal = self.read_terminal(len(lines) + len(more))
        self.assert_one_each(terminal, self.kafka.read(self.topics["jobs"]))
