/* What the products are for, what is wished for and not planned yet, and the ranking of it all. */
#include "base/banned.h"
#include "base/mem.h"
#include "example/rows.h"

static const ItemRow aims[] = {
    {GOAL, "g.engage", "Pickers open Harbor on every shift", .product = "harbor",
     .text =
         "Two of five licensed pickers still work from paper. Those who use Harbor daily renew; the others "
         "do not. By the end of next year nine of ten pickers use it on every shift."},
    {INITIATIVE, "i.floor", "Guided work on the floor", .product = "harbor",
     .text = "The screen says what to do next, and why; nobody has to read a list."},
    {INITIATIVE, "i.hand", "Harbor in the hand", .product = "harbor",
     .text = "Everything a picker needs fits the device that he carries anyway."},
    {GOAL, "g.speed", "Orders leave the day they arrive", .product = "harbor",
     .text = "Same-day share of orders received before 14:00: from 71 to 95 percent."},
    {INITIATIVE, "i.flow", "Plan the day before it runs", .product = "harbor",
     .text = "Waves, docks and people are planned together instead of one after the other."},
    {INITIATIVE, "i.connect", "Connect to what customers run", .product = "harbor",
     .text = "A new customer is connected within a week and without a consultant."},
    {GOAL, "g.trust", "Stock figures that nobody has to check", .product = "harbor",
     .text = "Differences found at the yearly count: below one in a thousand bays."},
    {INITIATIVE, "i.stock", "Count less, know more", .product = "harbor"},
    {GOAL, "g.cash", "Invoices go out the day the truck leaves", .product = "ledger",
     .text = "Today 23 days pass between service and invoice. Every day less is worth 41,000 in cash to a "
             "customer of middle size."},
    {INITIATIVE, "i.rating", "From movement to money", .product = "ledger"},
    {INITIATIVE, "i.invoice", "Invoices without a touch", .product = "ledger"},
    {GOAL, "g.audit", "Auditors find every charge without asking", .product = "ledger"},
    {INITIATIVE, "i.books", "Books that close by themselves", .product = "ledger"},
};

/* Features without a project: ranked and valued by product, not yet estimated. */
static const ItemRow backlog[] = {
    {FEATURE, "voice", "Voice picking", .product = "harbor", .under = "i.floor", .value = 55, .reach = 380,
     .confidence_percent = 40, .labels = "customer request,cold store",
     .text = "Cold stores ask for it: gloves and screens do not go together. Two customers, both small.",
     .criteria = "A pick is confirmed by voice in under a second at 85 decibels|German, Polish and English"},
    {FEATURE, "returns", "Returns desk", .product = "harbor", .under = "i.flow", .value = 60, .reach = 520,
     .confidence_percent = 70, .labels = "customer request",
     .text = "Receive, judge and put back what comes back, without a second system.",
     .criteria = "A returned article is sellable again within four hours|Reasons for returns are counted"},
    {STORY, NULL, "Receive a parcel without a delivery note",
     .text = "As a receiver I find the order by name or by "
             "article, so that no parcel waits."},
    {STORY, NULL, "Judge the condition with three photos"},
    {STORY, NULL, "Credit the customer at once", .labels = "ledger"},
    {FEATURE, "pallet", "Pallet building", .product = "harbor", .under = "i.flow", .value = 45, .reach = 300,
     .confidence_percent = 50, .text = "Heavy below, fragile above, and no air between."},
    {STORY, NULL, "Know weight, size and strength of every article"},
    {STORY, NULL, "Draw the pallet layer by layer"},
    {FEATURE, "kitting", "Kitting", .product = "harbor", .under = "i.stock", .value = 35, .reach = 210,
     .confidence_percent = 60,
     .text = "Sets are built ahead of demand and taken apart when a part is missing."},
    {FEATURE, "yard", "Yard map", .product = "harbor", .under = "i.flow", .value = 30, .reach = 160,
     .confidence_percent = 45, .text = "Where is trailer 4711? One map of the yard that answers."},
    {FEATURE, "temp", "Temperature log", .product = "harbor", .under = "i.stock", .value = 40, .reach = 140,
     .confidence_percent = 80, .labels = "compliance,cold store",
     .text = "Food and medicine need an unbroken log from gate to gate.",
     .criteria = "A gap of more than ten minutes is shown on the pallet|The log is kept for five years"},
    {FEATURE, "multi", "Transfers between sites", .product = "harbor", .under = "i.connect", .value = 50,
     .reach = 240, .confidence_percent = 55, .text = "Stock on the road belongs to somebody too."},
    {FEATURE, "carbon", "Carbon figures per shipment", .product = "harbor", .under = "i.connect", .value = 25,
     .reach = 900, .confidence_percent = 35, .labels = "compliance"},
    {FEATURE, "wear", "Ring scanner", .product = "harbor", .under = "i.hand", .value = 42, .reach = 330,
     .confidence_percent = 50, .labels = "hardware",
     .text = "Both hands stay free; the phone stays in the pocket."},
    {FEATURE, "glass", "Directions in the field of view", .product = "harbor", .under = "i.hand", .value = 15,
     .reach = 90, .confidence_percent = 20, .labels = "research"},
    {FEATURE, "dunning", "Payment reminders", .product = "ledger", .under = "i.invoice", .value = 48,
     .reach = 110, .confidence_percent = 75, .text = "Three friendly letters, then a person."},
    {STORY, NULL, "Send reminders by the customer's own calendar"},
    {STORY, NULL, "Stop when a dispute is open"},
    {FEATURE, "money", "Accounts in foreign currency", .product = "ledger", .under = "i.rating", .value = 38,
     .reach = 60, .confidence_percent = 60},
    {FEATURE, "selfbill", "Credit notes in the customer's name", .product = "ledger", .under = "i.invoice",
     .value = 20, .reach = 25, .confidence_percent = 50, .labels = "customer request"},
    {FEATURE, "renew", "Contract end in sight", .product = "ledger", .under = "i.rating", .value = 28,
     .reach = 95, .confidence_percent = 40,
     .text = "Ninety days before a tariff ends, somebody should know."},
};

const char *const ranking[] = {
    "gp",       "wave",   "rate",     "mpick", "inv",     "replen",  "mscan",  "erp",      "tariff",
    "l.beta",   "dock",   "moff",     "einv",  "lots",    "cycle",   "roles",  "h.launch", "mlogin",
    "mput",     "mkiosk", "m.launch", "audit", "returns", "ledexp",  "portal", "dispute",  "stmt",
    "l.launch", "labor",  "slot",     "dash",  "h.next",  "voice",   "mprint", "dunning",  "mmsg",
    "temp",     "multi",  "pallet",   "money", "wear",    "kitting", "yard",   "renew",    "carbon",
    "selfbill", "robot",  "glass",    NULL,
};

const Outline aims_outline = {NULL, NULL, aims, COUNT_OF(aims)};
const Outline backlog_outline = {NULL, NULL, backlog, COUNT_OF(backlog)};
