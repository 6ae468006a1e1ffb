/* What the example is about: two products, three projects, five releases. */
#include "base/banned.h"
#include "example/rows.h"

enum { STAGE_INTRODUCTION, STAGE_GROWTH };

const ProductRow product_rows[] = {
    {"harbor", "Harbor",
     "For warehouses of twenty to three hundred people that have outgrown paper and cannot wait a year for a "
     "large system: Harbor plans the day's work and leads everybody through it. Unlike the large systems it "
     "is "
     "running in a week and is learned in fifteen minutes.",
     STAGE_GROWTH},
    {"ledger", "Ledger",
     "For those who store and ship for others: Ledger turns every movement that Harbor sees into a line of "
     "an "
     "invoice that nobody has to check.",
     STAGE_INTRODUCTION},
    {NULL},
};

const ProjectRow project_rows[] = {
    {"h2", "Harbor 2.0", "harbor",
     "Purpose: raise daily use among licensed pickers from 60 to 90 percent and win the four large customers "
     "who wait for wave planning.\n\n"
     "Scope: guided picking, wave planning and the features of release 2.0; then release 2.1.\n\n"
     "Sponsor: Victor Adeyemi. Product manager: Paula Prokop. Project manager: Jonas Meier.\n\n"
     "Tolerances: two weeks, five percent of the budget.\n\n"
     "Out of scope: robots, voice, returns.",
     325000},
    {"mobile", "Harbor mobile", "harbor",
     "Purpose: guided picking in the hand of the picker, four weeks after Harbor 2.0 at the latest.\n\n"
     "Depends on: the picking interface of Harbor 2.0, certification by the device maker.\n\n"
     "Main risk: dead spots between steel racks.",
     110000},
    {"ledger", "Ledger launch", "ledger,harbor",
     "Purpose: bill ten customers with Ledger within the year; a closed beta with three of them first.\n\n"
     "Depends on: confirmations of shipment from the ERP connector, accreditation for electronic "
     "invoices.\n\n"
     "The steering committee decides about the launch; one month is billed both ways before.",
     208000},
    {NULL},
};

const ReleaseRow release_rows[] = {
    {"h20", "harbor", "Harbor 2.0", "h.out", 3},   {"m10", "harbor", "Harbor mobile 1.0", "m.out", 5},
    {"h21", "harbor", "Harbor 2.1", "h.out2", 15}, {"lbeta", "ledger", "Ledger beta", "l.open", -4},
    {"l10", "ledger", "Ledger 1.0", "l.out", 10},  {NULL},
};
