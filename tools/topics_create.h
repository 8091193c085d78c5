/* penstock topics create: the topics that Penstock uses, with the settings they need. */
#ifndef PENSTOCK_TOOLS_TOPICS_CREATE_H
#define PENSTOCK_TOOLS_TOPICS_CREATE_H

int ps_topics_create_main(int argc, char **argv);

#endif
