/* The project "Harbor mobile": Harbor on handheld devices. */
#include "base/banned.h"
#include "base/mem.h"
#include "example/rows.h"

static const ItemRow rows[] = {
    {PHASE, "m.prep", "Preparation", .started = 1, .finished = 8},
    {MILESTONE, "m.kick", "Kick-off with the device maker", .finished = 2},
    {TASK, "m.choose", "Choose the handhelds", "chloe diego scanner:4", 32, "m.kick", .started = 6,
     .finished = 7, .text = "Four candidates, one cold store, two drops from 1.8 metres each."},
    {TASK, "m.sign", "Set up signing and distribution of the app", "omar", 16, "m.kick", .started = 4,
     .finished = 5},

    {FEATURE, "mlogin", "Badge sign-in", .under = "i.hand", .release = "m10", .value = 33, .reach = 1500,
     .confidence_percent = 95, .started = 1, .finished = 13, .text = "Touch the badge, be there.",
     .criteria = "+Signed in within two seconds|+A lost badge is blocked on all devices within a minute"},
    {TASK, "ml.build", "Build sign-in by badge and by code", "diego", 40, NULL, .started = 1, .finished = 5},
    {TASK, "ml.test", "Test lost and doubled badges", "hanna", 24, "ml.build", .started = 9, .finished = 11},
    {TASK, "ml.doc", "Describe sign-in on one card", "nora", 8, "ml.test", .started = 12, .finished = 13},

    {FEATURE, "mscan", "Barcode and camera scanning", .under = "i.hand", .release = "m10", .value = 66,
     .reach = 1700, .confidence_percent = 85, .labels = "hardware", .started = 13,
     .text = "Every label, also the torn one under the shrink wrap.",
     .criteria =
         "+Torn labels: 97 of 100 at the first try|A scan takes at most 300 ms|Works at minus 20 degrees"},
    {TASK, "ms.lib", "Read torn and tiny barcodes", "diego", 48, "m.choose", .started = 13, .finished = 18},
    {TASK, "ms.cam", "Scan with the camera", "diego", 40, "ms.lib", .started = 24, .percent = 70},
    {TASK, "ms.beep", "Answer by sound, light and vibration", "diego", 16, "ms.cam"},
    {BUG, "ms.bug1", "Camera stays on after the app is closed", "diego", 8, "ms.cam", .since = 27,
     .labels = "battery"},
    {TASK, "ms.cold", "Test in the cold store", "samuel handhelds", 24, "ms.beep"},

    {FEATURE, "mpick", "Picking on the handheld", .under = "i.hand", .release = "m10", .value = 90,
     .reach = 1600, .confidence_percent = 75, .labels = "pilot,engagement", .started = 8,
     .text =
         "Guided picking where the picker is. Uses the routes of Harbor 2.0: what delays them delays this.",
     .criteria =
         "Everything with the thumb of one hand|One charge lasts a shift|The next bay is shown before the "
         "cart stands still"},
    {TASK, "mp.shell", "Build the frame and navigation of the app", "diego", 40, "m.choose", .started = 8,
     .finished = 12},
    {TASK, "mp.design", "Design picking for a small screen", "mira", 32, "gp.design"},
    {TASK, "mp.steps", "Bring the guided steps to the handheld", "diego erik", 80,
     "gp.api mp.design mp.shell"},
    {TASK, "mp.scan", "Confirm every pick by scan", "diego", 32, "mp.steps ms.cam"},
    {TASK, "mp.power", "Last a shift on one charge", "diego", 24, "mp.scan ms.bug1"},
    {TASK, "mp.test", "Test ten shifts on the rig", "hanna handhelds", 48, "mp.power"},
    {TASK, "mp.pilot", "Pilot with twenty pickers", "chloe:50", 0, "mp.test gp.mend", .duration_hours = 80,
     .fixed_euros = 2600, .labels = "pilot"},
    {TASK, "mp.doc", "Write the card for the cart", "nora", 12, "mp.scan"},

    {FEATURE, "moff", "Offline mode", .under = "i.hand", .release = "m10", .value = 64, .reach = 900,
     .confidence_percent = 70, .labels = "risk",
     .text = "Steel racks swallow radio. Work must go on in dead spots.",
     .criteria = "Four hours without network lose nothing|Two people who counted the same bay are asked, not "
                 "overwritten"},
    {TASK, "mo.store", "Keep the day's work on the device", "diego", 48, "mp.shell"},
    {TASK, "mo.sync", "Send and fetch changes when back", "diego", 56, "mo.store"},
    {TASK, "mo.clash", "Settle changes that contradict each other", "tomasz", 40, "mo.sync:SS+24"},
    {TASK, "mo.test", "Walk through every dead spot", "samuel handhelds", 32, "mo.sync mo.clash"},
    {TASK, "mo.doc", "Explain the three signs of being offline", "nora", 8, "mo.sync"},

    {FEATURE, "mput", "Putaway on the handheld", .under = "i.hand", .release = "m10", .value = 48,
     .reach = 650, .confidence_percent = 75, .text = "The device proposes a bay; the driver may know better.",
     .criteria = "A pallet is put away with three touches|Overruling asks for one reason"},
    {TASK, "mu.rules", "Propose a bay by size, weight and turnover", "tomasz", 40, "rp.calc"},
    {TASK, "mu.view", "Build the putaway view", "aisha", 40, "mp.shell mu.rules:SS+16"},
    {TASK, "mu.fork", "Fit it to the forklift's screen", "aisha", 24, "mu.view"},
    {TASK, "mu.test", "Test with two forklifts", "samuel handhelds", 24, "mu.fork mu.rules"},

    {FEATURE, "mkiosk", "Device management", .under = "i.hand", .release = "m10", .value = 36, .reach = 1500,
     .confidence_percent = 80, .started = 19,
     .text = "Enrol, lock, update and find six hundred devices from one desk.",
     .criteria = "A new device is ready in five minutes|A lost device is locked at its next sign of life"},
    {TASK, "mk.enrol", "Enrol a device by one code", "diego", 40, "m.sign", .started = 19, .finished = 23},
    {TASK, "mk.lock", "Lock, wipe and update from afar", "omar", 32, "mk.enrol", .started = 27,
     .percent = 60},
    {TASK, "mk.list", "Show devices and their batteries", "erik", 32, "mk.enrol"},
    {TASK, "mk.test", "Enrol fifty devices in a day", "samuel handhelds", 16, "mk.lock mk.list"},

    {FEATURE, "mprint", "Label printing on the go", .under = "i.hand", .release = "h21", .value = 30,
     .reach = 400, .confidence_percent = 70, .labels = "hardware",
     .text = "The belt printer, without a walk to the desk."},
    {TASK, "mr.drive", "Drive the two commonest belt printers", "diego", 40, "ms.lib"},
    {TASK, "mr.lay", "Lay out labels by customer", "erik", 32, "mk.list"},
    {TASK, "mr.test", "Print a thousand labels", "samuel handhelds", 12, "mr.drive mr.lay"},

    {FEATURE, "mmsg", "Messages to the shift", .under = "i.hand", .value = 26, .reach = 1200,
     .release = "h21", .confidence_percent = 50,
     .text = "Aisle 7 is closed: everybody in aisle 7 should know.",
     .criteria = "Arrives within five seconds|Never while the hand is in a bay"},
    {TASK, "mm.send", "Write to a shift, a zone or one person", "erik", 40, "mr.lay"},
    {TASK, "mm.show", "Show messages between two picks", "erik", 24, "mm.send mp.steps"},
    {TASK, "mm.test", "Test with a whole shift", "samuel", 12, "mm.show"},

    {PHASE, "m.launch", "Launch of Harbor mobile", .release = "m10"},
    {TASK, "m.cert", "Certification by the device maker", NULL, 0, "mp.scan mo.sync", .duration_hours = 80,
     .fixed_euros = 6800, .text = "The maker's laboratory takes two weeks and cannot be hurried."},
    {TASK, "m.field", "Field test in three halls", "hanna:50 handhelds", 0, "mscan mpick moff mput mkiosk",
     .duration_hours = 40},
    {TASK, "m.buy", "Order the first two hundred devices", NULL, 0, "m.cert", .duration_hours = 16,
     .constraint = CONSTRAINT_SNET, .constraint_day = 80,
     .text = "The maker opens his books for the next batch then."},
    {TASK, "m.ship", "Wait for delivery", NULL, 0, "m.buy", .duration_hours = 21 * 24, .elapsed = true},
    {TASK, "m.train", "Train trainers at the first three sites", "chloe", 32, "mp.pilot:SS+40 mp.doc",
     .fixed_euros = 1900},
    {TASK, "m.store", "Put the app into both stores", "omar", 8, "m.cert m.field"},
    {MILESTONE, "m.out", "Harbor mobile 1.0 released", NULL, 0,
     "mp.pilot m.field m.ship m.train m.store h.go"},
};

const Outline mobile_outline = {"mobile", "harbor", rows, COUNT_OF(rows)};
