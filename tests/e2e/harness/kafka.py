"""A real Kafka broker for the whole test session, and what the tests do with its topics."""

import functools
import os
import re
import subprocess
import time
import uuid

from confluent_kafka import Consumer, KafkaError, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

from .process import ROOT, Process, accepts_connections, free_port, temporary_folder, wait_until

PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller_port}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller_port}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs={folder}/data
auto.create.topics.enable=false
num.network.threads=2
num.io.threads=2
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
log.cleaner.dedupe.buffer.size=4194304
message.max.bytes=33554432
replica.fetch.max.bytes=33554432
socket.request.max.bytes=104857600
"""
LOGGING = """\
log4j.rootLogger=WARN, stdout
log4j.appender.stdout=org.apache.log4j.ConsoleAppender
log4j.appender.stdout.layout=org.apache.log4j.PatternLayout
log4j.appender.stdout.layout.ConversionPattern=[%d] %p %m (%c)%n
"""
MESSAGE_BYTES_MAX = 32 * 1024 * 1024


class Kafka:
    """One broker in KRaft mode, on ports of its own, with its data in a temporary folder."""

    def __init__(self):
        found = subprocess.run(
            [os.path.join(ROOT, "tests/e2e/kafka/jars")], stdout=subprocess.PIPE, check=True
        )
        classpath = os.path.join(found.stdout.decode().strip(), "*")
        folder = temporary_folder()
        self.port = free_port()
        self.address = f"127.0.0.1:{self.port}"
        self.properties = os.path.join(folder, "server.properties")
        logging = os.path.join(folder, "log4j.properties")
        with open(self.properties, "w", encoding="utf-8") as file:
            file.write(
                PROPERTIES.format(port=self.port, controller_port=free_port(), folder=folder)
            )
        with open(logging, "w", encoding="utf-8") as file:
            file.write(LOGGING)
        self.java = ["java", f"-Dlog4j.configuration=file:{logging}", "-cp", classpath]
        subprocess.run(
            [*self.java, "kafka.tools.StorageTool", "format", "-t", uuid.uuid4().hex[:22]]
            + ["-c", self.properties],
            stdout=subprocess.DEVNULL,
            check=True,
        )
        self.process = None
        self.start()
        self.admin = AdminClient({"bootstrap.servers": self.address})
        self.admin.list_topics(timeout=30)

    def start(self):
        """Starts it, or after a kill starts it again with the data that it had."""
        heap = ["-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
        self.process = Process("kafka", [*self.java, *heap, "kafka.Kafka", self.properties])
        wait_until(lambda: accepts_connections(self.port), 60, "Kafka answers", self.process)

    def kill(self):
        self.process.kill()

    def create_topics(self, **partitions_by_name):
        """Topics under names that no other test has: {short name: full name}."""
        unique = uuid.uuid4().hex[:8]
        names = {name: f"{name}-{unique}" for name in partitions_by_name}
        topics = [
            NewTopic(
                names[name],
                num_partitions=partitions,
                replication_factor=1,
                # The tests' records have timestamps of long ago: retention must not take them.
                config={"max.message.bytes": str(MESSAGE_BYTES_MAX), "retention.ms": "-1"},
            )
            for name, partitions in partitions_by_name.items()
        ]
        for future in self.admin.create_topics(topics, request_timeout=30).values():
            future.result(60)
        # A broker answers before it knows of the topics itself.
        for name, partitions in partitions_by_name.items():
            wait_until(
                lambda n=names[name], p=partitions: self.num_led(n) == p, 30, f"{name} is there"
            )
        return names

    def num_led(self, topic):
        """How many partitions of a topic have a leader."""
        found = self.admin.list_topics(topic, timeout=30).topics[topic]
        return sum(partition.leader >= 0 for partition in found.partitions.values())

    def produce(self, topic, records, timestamp_ms=0):
        """Produces (key, value) or (key, value, headers) in order, spread by librdkafka's murmur2."""
        producer = Producer(
            {
                "bootstrap.servers": self.address,
                "enable.idempotence": True,
                "partitioner": "murmur2_random",
                "message.max.bytes": MESSAGE_BYTES_MAX,
                "linger.ms": 5,
            }
        )
        failures = []

        def delivered(error, _message):
            if error is not None:
                failures.append(error)

        for key, value, *headers in records:
            keywords = {"headers": headers[0]} if headers else {}
            while True:
                try:
                    producer.produce(
                        topic,
                        key=key,
                        value=value,
                        timestamp=timestamp_ms,
                        on_delivery=delivered,
                        **keywords,
                    )
                    break
                except BufferError:
                    producer.poll(0.1)
        left = producer.flush(60)
        assert left == 0 and not failures, f"{left} records not delivered, errors: {failures[:3]}"

    def read(self, *topics, until=None, timeout_s=60, isolation="read_committed"):
        """Every record of the topics, from the beginning to their ends as of now; with `until`, on
        and on until until(records) is true."""
        consumer = Consumer(
            {
                "bootstrap.servers": self.address,
                "group.id": f"reader-{uuid.uuid4().hex[:8]}",
                "isolation.level": isolation,
                "enable.auto.commit": False,
                "enable.partition.eof": True,
                "fetch.message.max.bytes": MESSAGE_BYTES_MAX,
                "fetch.wait.max.ms": 50,
            }
        )
        try:
            partitions = [
                TopicPartition(topic, partition, 0)
                for topic in topics
                for partition in consumer.list_topics(topic, timeout=30).topics[topic].partitions
            ]
            consumer.assign(partitions)
            records, at_end = [], set()
            deadline = time.monotonic() + timeout_s
            while time.monotonic() < deadline:
                if until is None and len(at_end) == len(partitions):
                    return records
                if until is not None and until(records):
                    return records
                message = consumer.poll(0.2)
                if message is None:
                    continue
                if message.error() is None:
                    records.append(message)
                    at_end.discard((message.topic(), message.partition()))
                elif message.error().code() == KafkaError._PARTITION_EOF:
                    at_end.add((message.topic(), message.partition()))
                else:
                    raise AssertionError(f"reading {topics}: {message.error()}")
            raise AssertionError(
                f"after {timeout_s} s {topics} had {len(records)} records, "
                f"{len(at_end)} of {len(partitions)} partitions read to their ends"
            )
        finally:
            consumer.close()

    def read_count(self, num_records, *topics, timeout_s=60, settle_s=0.5):
        """Waits until the topics hold num_records, and a little to see that no more come."""
        self.read(*topics, until=lambda records: len(records) >= num_records, timeout_s=timeout_s)
        time.sleep(settle_s)
        return self.read(*topics)

    def committed(self, group, topic):
        """{partition: committed offset} of a group; partitions without one are left out."""
        consumer = Consumer({"bootstrap.servers": self.address, "group.id": group})
        try:
            partitions = consumer.list_topics(topic, timeout=30).topics[topic].partitions
            asked = [TopicPartition(topic, partition) for partition in partitions]
            return {p.partition: p.offset for p in consumer.committed(asked, 30) if p.offset >= 0}
        finally:
            consumer.close()

    def members(self, group):
        """The member ids of a group, sorted."""
        described = self.admin.describe_consumer_groups([group], request_timeout=30)
        return sorted(member.member_id for member in described[group].result(60).members)

    def wait_for_members(self, group, num_members, timeout_s=60):
        """Waits until that many members share the partitions out; their ids."""

        def settled():
            described = self.admin.describe_consumer_groups([group], request_timeout=30)
            state = described[group].result(60)
            members = state.members
            if len(members) != num_members or state.state.name not in ("STABLE", "EMPTY"):
                return None
            return sorted(member.member_id for member in members) or True

        return wait_until(settled, timeout_s, f"group {group} has {num_members} members")


class Follower:
    """Reads a topic along, from its beginning, as its records are committed."""

    def __init__(self, kafka, topic):
        self.records = []
        self.consumer = Consumer(
            {
                "bootstrap.servers": kafka.address,
                "group.id": f"follower-{uuid.uuid4().hex[:8]}",
                "isolation.level": "read_committed",
                "enable.auto.commit": False,
                "fetch.message.max.bytes": MESSAGE_BYTES_MAX,
                "fetch.wait.max.ms": 10,
            }
        )
        partitions = self.consumer.list_topics(topic, timeout=30).topics[topic].partitions
        self.consumer.assign([TopicPartition(topic, partition, 0) for partition in partitions])

    def wait(self, num_records, timeout_s=60):
        """Until there are that many in all."""
        deadline = time.monotonic() + timeout_s
        while len(self.records) < num_records:
            message = self.consumer.poll(0.1)
            if message is not None and message.error() is None:
                self.records.append(message)
            elif time.monotonic() > deadline:
                raise AssertionError(
                    f"after {timeout_s} s there were {len(self.records)} of {num_records} records"
                )

    def close(self):
        self.consumer.close()


def headers_of(message):
    """A record's headers as {name: text}; where a name repeats, the last one counts."""
    return {
        name: None if value is None else value.decode("utf-8", "replace")
        for name, value in message.headers() or []
    }


def source_of(message):
    """(topic, partition, offset) of the job that a result or a dead letter answers."""
    headers = headers_of(message)
    if "penstock-source" in headers:
        match = re.fullmatch(r"(.*)/(\d+)/(\d+)", headers["penstock-source"])
        return match.group(1), int(match.group(2)), int(match.group(3))
    return (
        headers["__dlq.errors.topic"],
        int(headers["__dlq.errors.partition"]),
        int(headers["__dlq.errors.offset"]),
    )


@functools.cache
def shared_kafka():
    """The broker of this test session."""
    return Kafka()
