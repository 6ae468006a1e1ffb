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
    {.key = "h2",
     .name = "Harbor 2.0",
     .products = "harbor",
     .purpose =
         "Four large customers wait for wave planning, and the pickers we have use Harbor for only half of "
         "their walks.",
     .objectives = "Daily use among licensed pickers from 60 to 90 percent.\nThe four customers signed.",
     .success_criteria = "Two halls run on 2.0 for four weeks without going back to paper.",
     .scope_in = "Guided picking, wave planning and the features of release 2.0; then release 2.1.",
     .scope_out = "Robots, voice, returns.",
     .assumptions = "The pilot hall stays open all winter.\nThe handhelds of today are fast enough.",
     .budget_euros = 325000},
    {.key = "mobile",
     .name = "Harbor mobile",
     .products = "harbor",
     .purpose = "Guided picking in the hand of the picker, four weeks after Harbor 2.0 at the latest.",
     .objectives = "A picker confirms a line without walking back to the terminal.",
     .success_criteria = "The device maker's certificate; 95 percent of picks confirmed at the shelf.",
     .scope_in = "Picking, offline mode, the handheld's scanner.",
     .scope_out = "Other makers' devices.",
     .assumptions =
         "The picking interface of Harbor 2.0 is there in time.\nDead spots between steel racks are "
         "shorter than two minutes' walk.",
     .budget_euros = 110000},
    {.key = "ledger",
     .name = "Ledger launch",
     .products = "ledger,harbor",
     .purpose = "Customers ask to be billed for what was shipped, not for what was ordered.",
     .objectives =
         "Ten customers billed with Ledger within the year; a closed beta with three of them first.",
     .success_criteria = "One month billed both ways gives the same sums to the cent.",
     .scope_in = "Billing, electronic invoices, the connector to the ERP.",
     .scope_out = "Dunning, payments.",
     .assumptions =
         "Confirmations of shipment come from the ERP connector.\nThe accreditation for electronic "
         "invoices comes in time.",
     .budget_euros = 208000},
    {NULL},
};

const RaciText raci_texts[] = {
    {"h2", "Order of the features", "paula=AR,jonas=C,victor=I"},
    {"h2", "Estimates and dates", "jonas=A,ben=R,paula=C"},
    {"h2", "Acceptance of a feature", "paula=AR,ben=C,jonas=I,carla=C"},
    {"h2", "Money beyond the budget", "victor=A,jonas=R,paula=C"},
    {"mobile", "Estimates and dates", "jonas=AR,ben=C,paula=C"},
    {"mobile", "Certification by the device maker", "jonas=A,ben=R,paula=I"},
    {"ledger", "Decision about the launch", "victor=A,paula=R,jonas=R,carla=C"},
    {NULL},
};

const ReleaseRow release_rows[] = {
    {"h20", "harbor", "Harbor 2.0", "h.out", 3},   {"m10", "harbor", "Harbor mobile 1.0", "m.out", 5},
    {"h21", "harbor", "Harbor 2.1", "h.out2", 15}, {"lbeta", "ledger", "Ledger beta", "l.open", -4},
    {"l10", "ledger", "Ledger 1.0", "l.out", 10},  {NULL},
};
