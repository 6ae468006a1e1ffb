/* The engine in the browser: exports of the WebAssembly module, and the few functions that a C compiler
 * expects to find. Built for bare wasm32 on each commit, which proves that the engine needs nothing else.
 *
 * The page works in linear memory: plan_create once; plan_reserve makes room for the rows of a plan (all
 * zero); plan_table says where each table lies; the page writes rows with the offsets that `trivet contract`
 * prints; plan_schedule fills one of two result slots, so that before and after can be compared; change
 * rows and schedule again as often as wanted: a prepared network is kept, the rows that differ are found by
 * comparison, and only what they reach is computed anew. Any call may grow the memory: make typed arrays
 * afresh after it.
 *
 *     const plan = plan_create();
 *     plan_reserve(plan, spans, exceptions, calendars, projects, tasks, links, resources, assignments,
 * pauses, rates, absences, releases); new Int32Array(memory.buffer, plan_table(plan, 4), ...).set(...); if
 * (plan_schedule(plan, 0) !== 0) explain(plan_fault(plan, 1), plan_fault(plan, 2)); plan_result(plan, 0, 0)
 * is the address of the first TaskSchedule. */
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "engine/check.h"
#include "engine/trivet.h"

#define EXPORT __attribute__((visibility("default"), used))

void *malloc(size_t size);
void free(void *at);
void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *at, int byte, size_t size);
int memcmp(const void *a, const void *b, size_t size);

/* ---- Memory: a free list in address order, first fit, neighbours merged ---- */

typedef struct Block {
    size_t size; /* header included; a multiple of BLOCK_ALIGN */
    struct Block *next;
    size_t padding[2];
} Block;

enum { BLOCK_ALIGN = 16, PAGE = 65536 };

_Static_assert(sizeof(Block) == BLOCK_ALIGN, "what follows a header is aligned");

extern char __heap_base; /* the linker's: where the heap may begin */

/* The head of the free list is the first thing on the heap, so that there is no variable in C. */
static Block *heap_head(void) {
    uintptr_t at = ((uintptr_t)&__heap_base + BLOCK_ALIGN - 1) & ~(uintptr_t)(BLOCK_ALIGN - 1);
    return (Block *)at;
}

static void *block_content(Block *block) {
    return block + 1;
}

/* The memory that the module started with lies behind the head and is given out first. */
static void heap_begin(Block *head) {
    uintptr_t first = (uintptr_t)(head + 1);
    uintptr_t end = (uintptr_t)__builtin_wasm_memory_size(0) * PAGE;
    head->size = BLOCK_ALIGN;
    if (end < first + 2 * BLOCK_ALIGN) return;
    Block *block = (Block *)first;
    block->size = (end - first) & ~(size_t)(BLOCK_ALIGN - 1);
    free(block_content(block));
}

static Block *heap_grow(size_t size) {
    size_t pages = (size + PAGE - 1) / PAGE;
    size_t before = __builtin_wasm_memory_grow(0, pages);
    if (before == SIZE_MAX) return NULL;
    Block *block = (Block *)(before * PAGE);
    block->size = pages * PAGE;
    return block;
}

static void *take(Block *before, Block *block, size_t size) {
    before->next = block->next;
    if (block->size - size >= 2 * BLOCK_ALIGN) {
        Block *rest = (Block *)((char *)block + size);
        rest->size = block->size - size;
        rest->next = block->next;
        before->next = rest;
        block->size = size;
    }
    return block_content(block);
}

void *malloc(size_t size) {
    Block *head = heap_head();
    if (size > SIZE_MAX / 2) return NULL;
    size = (size + sizeof(Block) + BLOCK_ALIGN - 1) & ~(size_t)(BLOCK_ALIGN - 1);
    if (head->size == 0) heap_begin(head);
    for (Block *before = head; before->next; before = before->next)
        if (before->next->size >= size) return take(before, before->next, size);
    Block *grown = heap_grow(size);
    if (!grown) return NULL;
    free(block_content(grown));
    Block *before = head;
    while (before->next->size < size) before = before->next;
    return take(before, before->next, size);
}

static void merge(Block *block) {
    Block *next = block->next;
    if (!next || (char *)block + block->size != (char *)next) return;
    block->size += next->size;
    block->next = next->next;
}

void free(void *at) {
    if (!at) return;
    Block *block = (Block *)at - 1, *before = heap_head();
    while (before->next && before->next < block) before = before->next;
    block->next = before->next;
    before->next = block;
    merge(block);
    if (before != heap_head()) merge(before);
}

/* With bulk memory these become single instructions. */
void *memcpy(void *restrict to, const void *restrict from, size_t size) {
    return __builtin_memcpy(to, from, size);
}

void *memmove(void *to, const void *from, size_t size) {
    return __builtin_memmove(to, from, size);
}

void *memset(void *at, int byte, size_t size) {
    return __builtin_memset(at, byte, size);
}

/* Eight bytes at a time while they are equal: plans are compared with it. */
int memcmp(const void *a, const void *b, size_t size) {
    const unsigned char *left = a, *right = b;
    for (; size >= 8; size -= 8, left += 8, right += 8) {
        uint64_t x, y;
        mem_copy(&x, left, 8);
        mem_copy(&y, right, 8);
        if (x != y) break;
    }
    for (size_t i = 0; i < size; i++)
        if (left[i] != right[i]) return left[i] - right[i];
    return 0;
}

/* ---- The page's side ---- */

enum { SLOTS = 2, TABLES = TABLE_PAUSES + 1 };
#define MEMORY_MAX ((size_t)3 * 1024 * MIB)

typedef struct Session {
    Arena input, explained, prepared;
    Arena results[SLOTS];
    Plan plan, copy;  /* copy: the rows that the network has seen */
    Network *network; /* NULL: none yet */
    Schedule schedules[SLOTS];
    FloatPlace *float_rooms[SLOTS]; /* in the results; kept while no project asks for paths */
    PlanFault fault;
    ExplainStep *steps;
} Session;

/* 0: no memory. */
EXPORT Session *plan_create(void) {
    Session *session = malloc(sizeof *session);
    if (!session) return NULL;
    mem_zero(session, sizeof *session);
    session->input = arena_make(MEMORY_MAX);
    session->explained = arena_make(MEMORY_MAX);
    session->prepared = arena_make(MEMORY_MAX);
    for (int i = 0; i < SLOTS; i++) session->results[i] = arena_make(MEMORY_MAX);
    return session;
}

EXPORT void plan_destroy(Session *session) {
    if (!session) return;
    arena_done(&session->input);
    arena_done(&session->explained);
    arena_done(&session->prepared);
    for (int i = 0; i < SLOTS; i++) arena_done(&session->results[i]);
    free(session);
}

static void forget_result(Session *session, int slot) {
    session->schedules[slot] = (Schedule){0};
    session->float_rooms[slot] = NULL;
    arena_reset(&session->results[slot]);
}

/* Room for so many rows of each table, all zero; what was there before, results too, is forgotten. 1: done,
 * 0: a count is negative or beyond its limit, or no memory. */
EXPORT int plan_reserve(Session *session, int spans, int exceptions, int calendars, int projects, int tasks,
                        int links, int resources, int assignments, int pauses, int rates, int absences,
                        int releases) {
    const int counts[] = {spans,     exceptions,  calendars, projects, tasks,    links,
                          resources, assignments, pauses,    rates,    absences, releases};
    for (int i = 0; i < COUNT_OF(counts); i++)
        if (counts[i] < 0 || counts[i] > PLAN_ROWS_MAX) return 0;
    Arena *arena = &session->input;
    arena_reset(arena);
    session->network = NULL;
    for (int i = 0; i < SLOTS; i++) forget_result(session, i);
    session->plan = (Plan){
        .spans = arena_array(arena, WorkSpan, spans),
        .exceptions = arena_array(arena, CalendarException, exceptions),
        .calendars = arena_array(arena, Calendar, calendars),
        .projects = arena_array(arena, PlanProject, projects),
        .tasks = arena_array(arena, Task, tasks),
        .links = arena_array(arena, Link, links),
        .resources = arena_array(arena, WorkResource, resources),
        .assignments = arena_array(arena, Assignment, assignments),
        .pauses = arena_array(arena, Pause, pauses),
        .rates = arena_array(arena, Rate, rates),
        .absences = arena_array(arena, Absence, absences),
        .span_count = spans,
        .exception_count = exceptions,
        .calendar_count = calendars,
        .project_count = projects,
        .task_count = tasks,
        .link_count = links,
        .resource_count = resources,
        .assignment_count = assignments,
        .pause_count = pauses,
        .rate_count = rates,
        .absence_count = absences,
        .release_count = releases,
    };
    session->copy = (Plan){0};
    if (!arena->full) return 1;
    session->plan = (Plan){0};
    return 0;
}

/* The address of a table's first row (PlanTable); of ScheduleOptions for the number behind the last. */
EXPORT void *plan_table(Session *session, int table) {
    Plan *plan = &session->plan;
    void *const tables[] = {plan->spans,  plan->exceptions, plan->calendars, plan->projects,
                            plan->tasks,  plan->links,      plan->resources, plan->assignments,
                            plan->pauses, plan->rates,      plan->absences,  &plan->options};
    return table >= 0 && table < COUNT_OF(tables) ? tables[table] : NULL;
}

static bool fail_memory(Session *session) {
    session->fault = (PlanFault){.kind = FAULT_MEMORY};
    return false;
}

/* The network for the plan as it is now. */
static bool bring_up_to_date(Session *session) {
    if (session->network) {
        network_touch_differences(session->network, &session->copy);
        return true;
    }
    arena_reset(&session->prepared);
    session->network = network_prepare(&session->prepared, &session->plan, &session->fault);
    if (!session->network) return false;
    /* The network has its arena to itself. */
    if (!session->copy.tasks && !plan_copy(&session->input, &session->plan, &session->copy)) {
        session->network = NULL;
        session->copy = (Plan){0};
        return fail_memory(session);
    }
    network_touch_differences(session->network, &session->copy);
    return true;
}

static void *copy_rows(Arena *arena, void *to, const void *from, int32_t count, size_t size) {
    if (!to) to = arena_alloc_array(arena, (size_t)count, size);
    if (to) mem_copy(to, from, (size_t)count * size);
    return to;
}

static bool copy_schedule(Session *session, int slot, const Schedule *from) {
    Arena *arena = &session->results[slot];
    Schedule *to = &session->schedules[slot];
    const Plan *plan = &session->plan;
    to->tasks = copy_rows(arena, to->tasks, from->tasks, plan->task_count, sizeof *to->tasks);
    to->projects = copy_rows(arena, to->projects, from->projects, plan->project_count, sizeof *to->projects);
    to->releases = copy_rows(arena, to->releases, from->releases, plan->release_count, sizeof *to->releases);
    FloatPlace **places = &session->float_rooms[slot];
    if (from->float_places)
        *places = copy_rows(arena, *places, from->float_places, plan->task_count, sizeof **places);
    to->float_places = from->float_places ? *places : NULL;
    to->resources =
        copy_rows(arena, to->resources, from->resources, plan->resource_count, sizeof *to->resources);
    bool placed = !from->float_places || *places;
    return (to->tasks && to->projects && to->releases && to->resources && placed) || fail_memory(session);
}

/* Schedules into a slot (0 or 1), whose former result is gone. Answers the PlanFaultKind; 0 is success. */
EXPORT int plan_schedule(Session *session, int slot) {
    Schedule schedule;
    if (slot < 0 || slot >= SLOTS) return FAULT_INDEX;
    bool ok = bring_up_to_date(session) && network_schedule(session->network, &schedule, &session->fault) &&
              copy_schedule(session, slot, &schedule);
    if (!ok) forget_result(session, slot);
    return (int)session->fault.kind;
}

/* The address of a slot's rows: 0 TaskSchedule by task, 1 GroupSchedule by project, 2 by release,
 * 3 ResourceSchedule, 4 FloatPlace by task (0 where no project asks for float paths). 0 when the slot is
 * empty. */
EXPORT void *plan_result(Session *session, int slot, int what) {
    if (slot < 0 || slot >= SLOTS) return NULL;
    Schedule *schedule = &session->schedules[slot];
    void *const results[] = {schedule->tasks, schedule->projects, schedule->releases, schedule->resources,
                             schedule->float_places};
    return what >= 0 && what < COUNT_OF(results) ? results[what] : NULL;
}

/* Of the last plan_schedule: 0 kind, 1 table, 2 row, 3 address of the field's name (ends with a zero byte) or
 * 0, 4 address of the rows of a cycle, 5 their number. */
EXPORT intptr_t plan_fault(const Session *session, int what) {
    const PlanFault *fault = &session->fault;
    switch (what) {
    case 0: return fault->kind;
    case 1: return fault->table;
    case 2: return fault->row;
    case 3: return (intptr_t)fault->field;
    case 4: return (intptr_t)fault->rows;
    case 5: return fault->row_count;
    default: return 0;
    }
}

/* Explains a date of a slot's schedule; the number of steps, -1 when it cannot be. */
EXPORT int plan_explain(Session *session, int slot, int task, int of_finish) {
    int count = 0;
    if (slot < 0 || slot >= SLOTS || !session->schedules[slot].tasks) return -1;
    arena_reset(&session->explained);
    if (!schedule_explain(&session->explained, &session->plan, &session->schedules[slot], task,
                          of_finish != 0, &session->steps, &count))
        return -1;
    return count;
}

/* The address of the first ExplainStep of the last plan_explain. */
EXPORT const ExplainStep *plan_explain_steps(const Session *session) {
    return session->steps;
}
