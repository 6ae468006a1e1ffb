/* What a server counts, as Prometheus reads it (text format 0.0.4).
 *
 * Requests are counted by operation and status, durations in a histogram for reads, writes and files.
 * Counters are atomic and never reset; none carries anything of a person or a workspace. */
#ifndef TRIVET_METRICS_H
#define TRIVET_METRICS_H

#include "base/day.h"
#include "http/http.h"

typedef struct Metrics Metrics;

Metrics *metrics_create(Time started);
void metrics_destroy(Metrics *metrics);
/* From ServerOptions.after. */
void metrics_count(Metrics *metrics, const Request *request, int64_t microseconds);

#endif
