/* penstock topics: the topics that Penstock uses. */
#ifndef PENSTOCK_TOOLS_TOPICS_H
#define PENSTOCK_TOOLS_TOPICS_H

int ps_topics_main(int argc, char **argv);

#endif
