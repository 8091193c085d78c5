/* penstock broker: a Kafka broker in memory, for trying things out. */
#ifndef PENSTOCK_TOOLS_BROKER_H
#define PENSTOCK_TOOLS_BROKER_H

int ps_broker_main(int argc, char **argv);

#endif
