"""What the end-to-end tests stand on: real Kafka, real Redis, the built programs, and jobs for them."""
