/* The field table of promises; as tables.c. */
#include "model/declare.h"

static const Field promise_resource_fields[] = {
    ROW_FIELDS(Promise),
    FIELD(Promise, account, OF_PRODUCT, .required = true, .min = 1, .max = 200,
          .doc = "Who was told: a customer, a partner."),
    FIELD(Promise, contact, OF_PRODUCT, .max = 200, .doc = "Whom of them: a name, an address."),
    FIELD(Promise, amount_cents, OF_PRODUCT, .nullable = true, .unit = "cents", .max = MONEY_MAX,
          .doc = "What hangs on it."),
    FIELD(Promise, item_id, OF_PRODUCT, .nullable = true, .create_only = true, .refers_to = "item",
          .doc = "What was promised: an item, or a release."),
    FIELD(Promise, release_id, OF_PRODUCT, .nullable = true, .create_only = true, .refers_to = "release",
          .doc = "What was promised: a release, or an item."),
    FIELD(Promise, figure, OF_PRODUCT, .choices = promise_figure_names,
          .doc = "What the day was: a date, or a percentile of the forecast."),
    FIELD(Promise, earliest_on, OF_PRODUCT, .nullable = true,
          .doc = "The first day of the range that was told; null: one day was."),
    FIELD(Promise, promised_on, OF_PRODUCT, .required = true, .doc = "The last day that keeps it."),
    FIELD(Promise, told_on, OF_PRODUCT, .nullable = true, .doc = "When it was told; left out: today."),
    FIELD(Promise, told_by_id, .nullable = true, .refers_to = "person", .doc = "Who wrote it down."),
    FIELD(Promise, note, OF_PRODUCT, .max = 4000, .multiline = true, .doc = "What was said."),
    FIELD(Promise, state, OF_PRODUCT, .choices = promise_state_names,
          .doc = "It stands, was kept, or they released us from it. Whether it is broken is computed."),
    FIELD(Promise, share_hash, .nullable = true, .secret = true, .doc = "Of the link's secret."),
    FIELD(Promise, share_detail, .choices = share_detail_names, .doc = "What its share link shows."),
    FIELD(Promise, share_until, .nullable = true, .doc = "The last day of its share link."),
    FIELD(Promise, shared_at, .nullable = true, .doc = "Since when it has a share link; null: it has none."),
};
RESOURCE(promise_resource, Promise, "promise", "promises", "Promise", "A date told to somebody outside.");
