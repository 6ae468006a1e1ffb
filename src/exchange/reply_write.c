/* The child's side of its answer. See reply.h. */
#include "base/banned.h"
#include "base/utf8.h"
#include "exchange/reply_kinds.h"
#include "exchange/sandbox.h"

enum { PART_BYTES = 256 * 1024 };

static void begin_part(ReplyWriter *w) {
    w->out.len = 0;
    strbuf_add(&w->out, (Str){"\0\0\0\0", SANDBOX_PART_HEAD});
}

static bool end_part(ReplyWriter *w) {
    size_t size = w->out.len - SANDBOX_PART_HEAD;
    if (w->out.arena->full || size > SANDBOX_PART_MAX) return false;
    for (int i = 0; i < SANDBOX_PART_HEAD; i++) w->out.at[i] = (char)(size >> (8 * i));
    bool done = w->flush(w->context, strbuf_str(&w->out));
    begin_part(w);
    return done;
}

ReplyWriter *reply_writer(Arena *arena, const PlanBuild *build, ReplyFlush *flush, void *context) {
    ReplyWriter *w = arena_new(arena, ReplyWriter);
    PackedTexts *texts = arena_new(arena, PackedTexts);
    if (!w || !texts) return NULL;
    *w = (ReplyWriter){.build = build, .out = strbuf_make(arena, 0), .flush = flush, .context = context};
    w->pack = (PackedWriter){&w->out, texts};
    begin_part(w);
    return w;
}

bool reply_row(ReplyWriter *w, RowKind kind, const void *row) {
    packed_number(&w->pack, kind);
    packed_record(&w->pack, row_tables[kind].resource, row, w->build->initial[kind]);
    w->rows++;
    return w->out.len < PART_BYTES || end_part(w);
}

static bool write_kind(ReplyWriter *w, RowKind kind, const PlanFile *file) {
    const List *list = (const List *)(const void *)((const char *)file + row_tables[kind].in_file);
    size_t size = row_tables[kind].resource->size;
    for (int i = 0; i < list->count; i++)
        if (!reply_row(w, kind, (const char *)list->at + (size_t)i * size)) return false;
    return true;
}

bool reply_end(ReplyWriter *w, const PlanFile *file) {
    for (int kind = 0; kind < ROW_KINDS; kind++)
        if (!write_kind(w, (RowKind)kind, file)) return false;
    packed_number(&w->pack, REPLY_END);
    packed_number(&w->pack, (uint64_t)file->given);
    packed_number(&w->pack, (uint64_t)(file->given >> 64));
    packed_text(&w->pack, file->currency);
    packed_number(&w->pack, file->whole_days);
    packed_number(&w->pack, (uint64_t)w->rows);
    return end_part(w);
}

/* What was written of the rows and not yet sent is of no use, nor are its texts. */
bool reply_error(ReplyWriter *w, const Error *problem) {
    Arena *arena = w->out.arena;
    begin_part(w);
    *w->pack.texts = (PackedTexts){0};
    packed_number(&w->pack, REPLY_ERROR);
    packed_number(&w->pack, problem->kind);
    packed_text(&w->pack, str_of(problem->field));
    packed_text(&w->pack, utf8_mend(arena, str_of(problem->message)));
    packed_text(&w->pack, utf8_mend(arena, str_of(problem->hint)));
    return end_part(w);
}
