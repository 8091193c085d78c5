/* penstock topics doctor: what is wrong with the topics that exist, and what to do about it. */
#ifndef PENSTOCK_TOOLS_TOPICS_DOCTOR_H
#define PENSTOCK_TOOLS_TOPICS_DOCTOR_H

int ps_topics_doctor_main(int argc, char **argv);

#endif
