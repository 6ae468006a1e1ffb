/* Sharing of people: serial schedule generation. See below. */
#include "engine/check.h"
#include "engine/run.h"

bool share_people(Run *run) {
    forward_pass(run, run->planned);
    return true;
}
bool find_overloads(Run *run, ResourceSchedule *ret) {
    return true;
}
