/* The page's files, the contract, and whether the server is well. */
#include "api/api.h"
#include "api/asset.h"
#include "base/banned.h"

bool livez_op(Call *call, Error *err) {
    respond(call->rq, 200, "text/plain; charset=utf-8", STR("live\n"));
    return true;
}

bool readyz_op(Call *call, Error *err) {
    Transaction tx = {0};
    int64_t seq;
    bool ok = call_read(call, &tx, err) && event_last_seq(&tx, &seq, err);
    store_end(&tx);
    if (ok) respond(call->rq, 200, "text/plain; charset=utf-8", STR("ready\n"));
    return ok;
}

bool openapi_op(Call *call, Error *err) {
    respond(call->rq, 200, "application/json", str_of(call->app->openapi));
    return true;
}

static const Asset *best_asset(Str path) {
    const Asset *asset = asset_find(path);
    size_t dot;
    /* Paths of the page's own router are served by the page; a missing file is missing. */
    return asset || str_find(path, STR("."), &dot) ? asset : asset_find(STR("/index.html"));
}

static bool accepts(Str encodings, const char *name) {
    while (encodings.at) {
        Str rest, weight, one = str_cut(encodings, ',', &rest);
        if (str_is(str_trim(str_cut(one, ';', &weight)), name) && !str_is(str_trim(weight), "q=0"))
            return true;
        encodings = rest;
    }
    return false;
}

bool page_op(Call *call, Error *err) {
    Request *rq = call->rq;
    if (str_starts(rq->path, STR("/v1/"))) {
        error_set(err, ERROR_NOT_FOUND, "The API has no such path.");
        return error_hint(err, "GET /openapi.json lists what there is.");
    }
    const Asset *asset = best_asset(rq->path);
    if (!asset) {
        error_set(err, ERROR_NOT_FOUND, "There is no such page.");
        return error_hint(err, asset_count
                                   ? "Start at /."
                                   : "This Trivet was built without its page: it needs Node to build.");
    }
    Str encodings = request_header(rq, "Accept-Encoding"), body = asset->plain;
    bool hashed = str_starts(rq->path, STR("/assets/"));
    respond_header(rq, "ETag", str_of(asset->etag));
    respond_header(rq, "Vary", STR("Accept-Encoding"));
    respond_header(rq, "Cache-Control",
                   hashed ? STR("public, max-age=31536000, immutable") : STR("no-cache"));
    if (str_is(request_header(rq, "If-None-Match"), asset->etag)) {
        respond(rq, 304, NULL, STR_NULL);
        return true;
    }
    if (asset->brotli.at && accepts(encodings, "br")) {
        body = asset->brotli;
        respond_header(rq, "Content-Encoding", STR("br"));
    } else if (asset->gzip.at && accepts(encodings, "gzip")) {
        body = asset->gzip;
        respond_header(rq, "Content-Encoding", STR("gzip"));
    }
    respond(rq, 200, asset->type, body);
    return true;
}

const Asset *asset_find(Str path) {
    int low = 0, high = asset_count;
    while (low < high) {
        int middle = (low + high) / 2, order = str_compare(path, str_of(assets[middle].path));
        if (order == 0) return &assets[middle];
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return NULL;
}
