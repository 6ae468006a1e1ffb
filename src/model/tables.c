/* The field tables of every resource: name, place and kind come from the struct, the rest stands here.
 *
 * Custody says who writes a field directly; anybody else's change of it becomes a proposal. */
#include "model/declare.h"

static const Field custody_move_resource_fields[] = {
    FIELD(CustodyMove, resource, SHARED, .required = true, .max = 40,
          .doc = "Of which kind of thing: item, project ..."),
    FIELD(CustodyMove, field, SHARED, .required = true, .max = 60, .doc = "Which field."),
    FIELD(CustodyMove, custody, SHARED, .required = true, .choices = custody_names,
          .doc = "Who writes it in this workspace: shared, product or project."),
};
RESOURCE(custody_move_resource, CustodyMove, "custody_move", "custody_moves", "CustodyMove",
         "A field that is in other hands in this workspace.");

static const Field workspace_resource_fields[] = {
    ROW_FIELDS(Workspace),
    FIELD(Workspace, name, OF_ADMIN, .required = true, .min = 1, .max = 100,
          .doc = "What the workspace is called."),
    FIELD(Workspace, currency, OF_ADMIN, .min = 3, .max = 3, .doc = "ISO 4217 code of every amount."),
    FIELD(Workspace, critical_float_minutes, OF_ADMIN, .unit = "min", .max = MINUTES_MAX,
          .doc = "A task is critical when its total float is at most this."),
    FIELD(Workspace, custody_moves, OF_ADMIN, .of = &custody_move_resource, .max = 200,
          .doc = "Fields that are in other hands in this workspace; some are fixed."),
    FIELD(Workspace, share_people, OF_ADMIN, .initial = 1,
          .doc = "Nobody works on more than his units at a time; the rank decides who waits."),
};
RESOURCE(workspace_resource, Workspace, "workspace", "workspaces", "Workspace",
         "The boundary of visibility: its people see all of it, nobody else sees anything.");

static const Field person_resource_fields[] = {
    ROW_FIELDS(Person),
    FIELD(Person, name, OF_ADMIN, .required = true, .min = 1, .max = 100, .doc = "Full name."),
    FIELD(Person, email, OF_ADMIN, .required = true, .min = 3, .max = 254,
          .doc = "Signs in with it; unique."),
    FIELD(Person, password, OF_ADMIN, .nullable = true, .secret = true, .min = 10, .max = 200,
          .doc = "At least 10 characters; accepted, never shown. Null: cannot sign in."),
    FIELD(Person, administrator, OF_ADMIN, .doc = "May administer accounts, roles and settings."),
    FIELD(Person, disabled, OF_ADMIN, .doc = "May not sign in any more."),
    FIELD(Person, two_factor, .doc = "Signs in with a code besides the password."),
    FIELD(Person, has_passkey, .doc = "Can sign in with a passkey."),
    FIELD(Person, notice_mail, .choices = notice_mail_names, .doc = "When notices come by mail too."),
};
RESOURCE(person_resource, Person, "person", "people", "Person", "Somebody who can sign in.");

static const Field membership_resource_fields[] = {
    ROW_FIELDS(Membership),
    FIELD(Membership, person_id, OF_ADMIN, .required = true, .create_only = true, .refers_to = "person",
          .doc = "Who holds the role."),
    FIELD(Membership, role, OF_ADMIN, .required = true, .choices = role_names, .doc = "The role."),
    FIELD(Membership, product_id, OF_ADMIN, .nullable = true, .refers_to = "product",
          .doc = "Where he holds it: at most one place; with none, in the whole workspace."),
    FIELD(Membership, project_id, OF_ADMIN, .nullable = true, .refers_to = "project",
          .doc = "Where he holds it."),
    FIELD(Membership, product_line_id, OF_ADMIN, .nullable = true, .refers_to = "product_line",
          .doc = "Where he holds it: in each product of the line."),
    FIELD(Membership, program_id, OF_ADMIN, .nullable = true, .refers_to = "program",
          .doc = "Where he holds it: in each project of the program."),
};
RESOURCE(membership_resource, Membership, "membership", "memberships", "Membership",
         "Who holds which role where.");

static const Field product_line_resource_fields[] = {
    ROW_FIELDS(ProductLine),
    FIELD(ProductLine, name, OF_PRODUCT, .required = true, .min = 1, .max = 100,
          .doc = "What the line is called."),
    FIELD(ProductLine, vision, OF_PRODUCT, .max = 4000, .multiline = true,
          .doc = "What its products have in common."),
};
RESOURCE(product_line_resource, ProductLine, "product_line", "product_lines", "ProductLine",
         "Products that are led together: a role held here holds in each of them.");

static const Field program_resource_fields[] = {
    ROW_FIELDS(Program),
    FIELD(Program, name, OF_PROJECT, .required = true, .min = 1, .max = 100,
          .doc = "What the program is called."),
    FIELD(Program, purpose, OF_PROJECT, .max = 4000, .multiline = true,
          .doc = "What its projects reach together, and none alone."),
};
RESOURCE(program_resource, Program, "program", "programs", "Program",
         "Projects that are led together: a role held here holds in each of them.");

static const Field product_resource_fields[] = {
    ROW_FIELDS(Product),
    FIELD(Product, name, OF_PRODUCT, .required = true, .min = 1, .max = 100,
          .doc = "What the product is called."),
    FIELD(Product, vision, OF_PRODUCT, .max = 4000, .multiline = true, .doc = "What it is for."),
    FIELD(Product, life_cycle_stage, OF_PRODUCT, .choices = life_cycle_names,
          .doc = "Where in its life it is."),
    FIELD(Product, rank, OF_PRODUCT, .max = 100, .doc = "Order among the products: compared as bytes."),
    FIELD(Product, product_line_id, OF_ADMIN, .nullable = true, .refers_to = "product_line",
          .doc = "The line it belongs to. Roles held there hold here: whoever gives roles decides."),
};
RESOURCE(product_resource, Product, "product", "products", "Product", "What is made, and for whom.");

static const Field raci_mark_resource_fields[] = {
    FIELD(RaciMark, person_id, SHARED, .required = true, .refers_to = "person", .doc = "Who."),
    FIELD(RaciMark, letter, SHARED, .required = true, .choices = raci_letter_names,
          .doc = "Does it, answers for it, is asked before, or is told after."),
};
RESOURCE(raci_mark_resource, RaciMark, "raci_mark", "raci_marks", "RaciMark",
         "What somebody is in an activity.");

static const Field raci_row_resource_fields[] = {
    FIELD(RaciRow, title, SHARED, .required = true, .min = 1, .max = 200, .doc = "What is to be done."),
    FIELD(RaciRow, marks, SHARED, .required = true, .of = &raci_mark_resource, .min = 1, .max = 200,
          .doc = "Who is what in it; exactly one is accountable."),
};
RESOURCE(raci_row_resource, RaciRow, "raci_row", "raci_rows", "RaciRow",
         "One activity of a project and who is what in it.");

static const Field project_resource_fields[] = {
    ROW_FIELDS(Project),
    FIELD(Project, name, OF_PROJECT, .required = true, .min = 1, .max = 100,
          .doc = "What the project is called."),
    FIELD(Project, charter, OF_PROJECT, .max = 20000, .multiline = true,
          .doc = "Why it exists and what it owes."),
    FIELD(Project, purpose, OF_PRODUCT, .max = 4000, .multiline = true, .doc = "Why it is done at all."),
    FIELD(Project, objectives, OF_PRODUCT, .max = 4000, .multiline = true, .doc = "What it is to reach."),
    FIELD(Project, success_criteria, OF_PRODUCT, .max = 4000, .multiline = true,
          .doc = "By what is seen that it has."),
    FIELD(Project, scope_in, OF_PRODUCT, .max = 4000, .multiline = true, .doc = "What belongs to it."),
    FIELD(Project, scope_out, OF_PRODUCT, .max = 4000, .multiline = true, .doc = "What does not."),
    FIELD(Project, assumptions, OF_PROJECT, .max = 4000, .multiline = true,
          .doc = "What is taken for granted, and would change the plan if it were not so."),
    FIELD(Project, sponsor_id, OF_PROJECT, .nullable = true, .refers_to = "person",
          .doc = "Who pays for it and answers for its success."),
    FIELD(Project, raci, OF_PROJECT, .of = &raci_row_resource, .max = 100,
          .doc = "Who is responsible, accountable, consulted and informed, activity by activity."),
    FIELD(Project, start_at, OF_PROJECT, .required = true, .doc = "Nothing starts before it."),
    FIELD(Project, status_at, OF_PROJECT, .nullable = true,
          .doc = "Status date: remaining work is not planned before it."),
    FIELD(Project, must_finish_at, OF_PROJECT, .nullable = true,
          .doc = "Agreed finish: caps the late dates."),
    FIELD(Project, calendar_id, OF_PROJECT, .required = true, .refers_to = "calendar",
          .doc = "Its working time."),
    FIELD(
        Project, schedule_from_finish, OF_PROJECT,
        .doc =
            "Counts back from must_finish_at: what has not begun is as late as possible, unless it is to be "
            "as soon as possible, and start_at is not read. Off: counts from start_at."),
    FIELD(Project, honour_constraints, OF_PROJECT, .initial = 1,
          .doc = "Constraints win over links that contradict them; off: links win (Primavera P6)."),
    FIELD(Project, status_holds, OF_PROJECT, .initial = 1,
          .doc = "Remaining work is not planned before the status date; off: only progress is read by it."),
    FIELD(Project, progress_mode, OF_PROJECT, .choices = progress_mode_names,
          .doc = "What a started task makes of unfinished predecessors: it goes on whatever they do "
                 "(progress_override), links hold back what remains of it (retained_logic), or links count "
                 "from actual dates (actual_dates)."),
    FIELD(Project, dates_of_remaining, OF_PROJECT,
          .doc = "Early and late dates of a started task are those of what remains (Primavera P6); off: of "
                 "the whole task (MS Project)."),
    FIELD(Project, lag_calendar, OF_PROJECT, .choices = lag_calendar_names,
          .doc = "Whose working time a lag counts."),
    FIELD(Project, lag_from_actual_start, OF_PROJECT,
          .doc = "The lag of a start-start link counts from the actual start, off: from the early one."),
    FIELD(Project, float_kind, OF_PROJECT, .choices = float_kind_names,
          .doc = "Total float is the room of the start, of the finish, or the smallest of both."),
    FIELD(Project, common_end, OF_PROJECT,
          .doc = "Float counts to the last finish of all projects that say so; off: of this project."),
    FIELD(Project, open_ends_critical, OF_PROJECT,
          .doc = "A task without successors has no float: several critical paths."),
    FIELD(Project, critical_by, OF_PROJECT, .choices = critical_by_names,
          .doc = "Critical is what has little total float, or what drives the last finish."),
    FIELD(Project, critical_float_minutes, OF_PROJECT, .nullable = true, .unit = "min", .max = MINUTES_MAX,
          .doc = "A task is critical when its total float is at most this; null: the workspace's."),
    FIELD(Project, float_paths, OF_PROJECT,
          .doc = "The schedule numbers float paths: which items hang together on their way to the end, the "
                 "most critical first."),
    FIELD(Project, float_path_count, OF_PROJECT, .initial = 10, .min = 1, .max = 1000,
          .doc = "At most so many float paths."),
    FIELD(Project, float_paths_by, OF_PROJECT, .choices = float_paths_by_names,
          .doc = "Float paths follow each other by the total float of their items, or by the slack of the "
                 "link with which they join (free_float)."),
    FIELD(Project, use_expected_finish, OF_PROJECT, .initial = 1,
          .doc = "What remains of a task with an expected finish lasts until then."),
    FIELD(Project, ignore_other_projects, OF_PROJECT, .doc = "Links from and to other projects are void."),
    FIELD(Project, budget_cents, OF_PROJECT, .nullable = true, .unit = "cents", .max = MONEY_MAX,
          .doc = "What it may cost."),
    FIELD(Project, contingency_reserve_cents, OF_PROJECT, .unit = "cents", .max = MONEY_MAX,
          .doc = "Part of the budget kept for known risks; the project manager spends it."),
    FIELD(Project, management_reserve_cents, OF_PROJECT, .unit = "cents", .max = MONEY_MAX,
          .doc = "Part of the budget kept for what nobody foresaw; the sponsor releases it."),
    FIELD(Project, rank, OF_PROJECT, .max = 100, .doc = "Order among the projects: compared as bytes."),
    FIELD(Project, product_ids, OF_PROJECT, .max = 50, .refers_to = "product",
          .doc = "The products it works on."),
    FIELD(Project, file_details, OF_PROJECT, .nullable = true, .aside = true, .max = PROJECT_DETAILS_MAX,
          .doc = DETAILS_DOC),
    FIELD(Project, program_id, OF_ADMIN, .nullable = true, .refers_to = "program",
          .doc = "The program it belongs to. Roles held there hold here: whoever gives roles decides."),
};
RESOURCE(project_resource, Project, "project", "projects", "Project", "How, when and for how much.");

static const Field work_step_resource_fields[] = {
    FIELD(WorkStep, title, OF_PROJECT, .required = true, .min = 1, .max = 200, .doc = "What is done."),
    FIELD(WorkStep, weight, OF_PROJECT, .initial = 1, .min = 1, .max = 10000,
          .doc = "Its share of the item's value, in relation to the other steps."),
    FIELD(WorkStep, done, SHARED, .doc = "It is done."),
};
RESOURCE(work_step_resource, WorkStep, "work_step", "work_steps", "WorkStep", "A step of an item's work.");

static const Field criterion_resource_fields[] = {
    FIELD(Criterion, text, OF_PRODUCT, .required = true, .min = 1, .max = 1000, .multiline = true,
          .doc = "What must be true."),
    FIELD(Criterion, accepted, OF_PRODUCT, .doc = "Product has accepted it."),
};
RESOURCE(criterion_resource, Criterion, "criterion", "criteria", "Criterion", "One acceptance criterion.");

static const Field item_split_resource_fields[] = {
    FIELD(ItemSplit, after_minutes, OF_PROJECT, .required = true, .unit = "min", .max = MINUTES_MAX,
          .doc = "Working time of the item that lies before the pause."),
    FIELD(ItemSplit, pause_minutes, OF_PROJECT, .required = true, .unit = "min", .min = 1, .max = MINUTES_MAX,
          .doc = "Working time in which nobody works."),
    FIELD(ItemSplit, leveling, OF_PROJECT, .doc = "Levelling made it: the next levelling finds it anew."),
};
RESOURCE(item_split_resource, ItemSplit, "item_split", "item_splits", "ItemSplit",
         "A pause between two parts of the work; it moves with the start.");

static const Field kano_answer_resource_fields[] = {
    FIELD(KanoAnswer, who, OF_PRODUCT, .max = 200, .doc = "Who was asked."),
    FIELD(KanoAnswer, functional, OF_PRODUCT, .required = true, .choices = kano_feeling_names,
          .doc = "How he would feel if it had the feature."),
    FIELD(KanoAnswer, dysfunctional, OF_PRODUCT, .required = true, .choices = kano_feeling_names,
          .doc = "How he would feel if it had not."),
};
RESOURCE(kano_answer_resource, KanoAnswer, "kano_answer", "kano_answers", "KanoAnswer",
         "One answer to the Kano survey.");

static const Field variant_task_resource_fields[] = {
    FIELD(VariantTask, item_id, OF_PRODUCT, .required = true, .doc = "An item below the feature."),
    FIELD(VariantTask, left_out, OF_PRODUCT, .doc = "The variant does without it."),
    FIELD(VariantTask, effort_minutes, OF_PRODUCT, .nullable = true, .unit = "min", .max = MINUTES_MAX,
          .doc = "Its work in this variant; null: as it is."),
};
RESOURCE(variant_task_resource, VariantTask, "variant_task", "variant_tasks", "VariantTask",
         "What a variant changes of one item.");

static const Field variant_resource_fields[] = {
    FIELD(Variant, name, OF_PRODUCT, .required = true, .min = 1, .max = 100, .doc = "What it is called."),
    FIELD(Variant, value_percent, OF_PRODUCT, .required = true, .unit = "percent", .max = 1000,
          .doc = "Its share of the feature's value."),
    FIELD(Variant, tasks, OF_PRODUCT, .of = &variant_task_resource, .max = 1000,
          .doc = "What it changes of the work; what is not named stays."),
};
RESOURCE(variant_resource, Variant, "variant", "variants", "Variant",
         "Another form of a feature: what it is worth, and which work it needs.");

static const Field item_resource_fields[] = {
    ROW_FIELDS(Item),
    FIELD(Item, kind, SHARED, .required = true, .choices = item_kind_names,
          .doc = "What sort of item it is."),
    FIELD(Item, state, SHARED, .choices = item_state_names, .doc = "How far it is."),
    FIELD(Item, parent_id, SHARED, .nullable = true, .refers_to = "item",
          .doc = "The item it is part of; with children an item is a summary of them."),
    FIELD(Item, product_id, OF_PRODUCT, .nullable = true, .refers_to = "product",
          .doc = "The product it serves; null: its parent's."),
    FIELD(Item, project_id, OF_PROJECT, .nullable = true, .refers_to = "project",
          .doc = "The project that delivers it; null: its parent's, or not planned yet."),
    FIELD(Item, release_id, OF_PRODUCT, .nullable = true, .refers_to = "release",
          .doc = "The release it belongs to; null: its parent's."),
    FIELD(Item, rank, OF_PRODUCT, .nullable = true, .min = 1, .max = 100,
          .doc = "Importance among all items, a fractional index compared as bytes: smaller comes first; "
                 "when people are "
                 "shared it decides who waits. Null: its parent's."),
    FIELD(Item, position, SHARED, .min = 1, .max = 100,
          .doc = "Order among its siblings in the outline, a fractional index; at the end when left out."),
    FIELD(Item, title, SHARED, .required = true, .min = 1, .max = 300, .doc = "What is to be done."),
    FIELD(Item, text, SHARED, .max = 50000, .multiline = true, .doc = "All that is to be said about it."),
    FIELD(Item, labels, SHARED, .max = 50, .doc = "Words to find it by."),
    FIELD(Item, value, OF_PRODUCT, .nullable = true, .max = 1000000,
          .doc = "What it is worth, on the team's scale."),
    FIELD(Item, reach, OF_PRODUCT, .nullable = true, .max = INT64_C(10000000000),
          .doc = "People reached a quarter."),
    FIELD(Item, confidence_percent, OF_PRODUCT, .nullable = true, .unit = "percent", .max = 100,
          .doc = "How sure value and reach are."),
    FIELD(Item, goal, OF_PRODUCT, .max = 500, .doc = "The goal it serves."),
    FIELD(Item, acceptance_criteria, OF_PRODUCT, .of = &criterion_resource, .max = 100,
          .doc = "What must be true for it to be accepted."),
    FIELD(Item, impact, OF_PRODUCT, .nullable = true, .max = 1000,
          .doc = "How much it does for each person reached: 3 massive, 2 high, 1 medium, 0.5 low, 0.25 "
                 "minimal."),
    FIELD(Item, ease, OF_PRODUCT, .nullable = true, .max = 1000, .doc = "How easy it is to make, 1 to 10."),
    FIELD(Item, time_criticality, OF_PRODUCT, .nullable = true, .max = 1000000,
          .doc = "How fast its value fades while it waits, on the scale of value."),
    FIELD(Item, risk_reduction, OF_PRODUCT, .nullable = true, .max = 1000000,
          .doc = "Risk it takes away or chances it opens, on the scale of value."),
    FIELD(Item, moscow, OF_PRODUCT, .nullable = true, .choices = moscow_names,
          .doc = "Must, should, could or won't be in it."),
    FIELD(Item, kano_answers, OF_PRODUCT, .of = &kano_answer_resource, .max = 1000,
          .doc = "Answers to the Kano survey; its class follows from them."),
    FIELD(Item, variants, OF_PRODUCT, .of = &variant_resource, .max = 20,
          .doc = "Other forms of it, such as a simplified one."),
    FIELD(Item, variant, OF_PRODUCT, .nullable = true, .min = 1, .max = 100,
          .doc = "Name of the variant chosen; null: all of it."),
    FIELD(Item, duration_minutes, OF_PROJECT, .nullable = true, .unit = "min", .max = MINUTES_MAX,
          .doc = "Working time it takes; null: from the work of its assignments, else one day."),
    FIELD(
        Item, estimate_kind, OF_PROJECT, .choices = estimate_kind_names,
        .doc =
            "How the duration is distributed between optimistic, most likely (the duration itself) and "
            "pessimistic; lognormal: these are its P10 and P90; discrete: one of the three, in 30, 40 and 30 "
            "of 100 cases."),
    FIELD(Item, optimistic_minutes, OF_PROJECT, .nullable = true, .unit = "min", .max = MINUTES_MAX,
          .doc = "How long it takes if all goes well; null: no less than the duration."),
    FIELD(Item, pessimistic_minutes, OF_PROJECT, .nullable = true, .unit = "min", .max = MINUTES_MAX,
          .doc = "How long it takes if much goes wrong; null: no more than the duration."),
    FIELD(Item, effort_minutes, OF_PROJECT, .nullable = true, .unit = "min", .max = MINUTES_MAX,
          .doc = "Estimated work before people are assigned."),
    FIELD(Item, percent_complete, SHARED, .unit = "percent", .max = 100,
          .doc = "How much of the duration is done."),
    FIELD(Item, remaining_minutes, OF_PROJECT, .nullable = true, .unit = "min", .max = MINUTES_MAX,
          .doc = "Working time still to do; null: from percent_complete."),
    FIELD(Item, actual_start_at, SHARED, .nullable = true, .doc = "When work began."),
    FIELD(Item, actual_finish_at, SHARED, .nullable = true, .doc = "When it was finished."),
    FIELD(Item, constraint_kind, OF_PROJECT, .choices = constraint_names, .doc = "Bound on its dates."),
    FIELD(Item, constraint_at, OF_PROJECT, .nullable = true, .doc = "The date of the constraint."),
    FIELD(Item, constraint_mandatory, OF_PROJECT,
          .doc = "The constraint wins over links even where links win over constraints."),
    FIELD(Item, constraint_2_kind, OF_PROJECT, .choices = constraint_names,
          .doc = "A second bound on its dates."),
    FIELD(Item, constraint_2_at, OF_PROJECT, .nullable = true, .doc = "The date of the second constraint."),
    FIELD(Item, external_start_at, OF_PROJECT, .nullable = true,
          .doc = "What is not in the plan lets it start: not before this."),
    FIELD(Item, external_finish_at, OF_PROJECT, .nullable = true,
          .doc = "What is not in the plan waits for it: late finish not after this."),
    FIELD(Item, deadline_at, OF_PROJECT, .nullable = true, .doc = "Should be finished by; moves nothing."),
    FIELD(Item, manual_start_at, OF_PROJECT, .nullable = true,
          .doc = "Placed by hand: starts here whatever the links say; null: the engine places it."),
    FIELD(Item, manual_finish_at, OF_PROJECT, .nullable = true,
          .doc = "Of an item placed by hand: ends here; null: the duration after its start."),
    FIELD(Item, task_type, OF_PROJECT, .choices = task_type_names,
          .doc = "What stays when duration, work or units are edited."),
    FIELD(Item, effort_driven, OF_PROJECT,
          .doc = "Who joins takes over part of the work, instead of bringing more."),
    FIELD(Item, leveling_can_split, OF_PROJECT, .initial = 1,
          .doc = "Levelling that splits may interrupt it, before and after it has begun."),
    FIELD(Item, leveling_delay_minutes, OF_PROJECT, .unit = "min", .max = MINUTES_MAX,
          .doc = "Starts so much elapsed time later, because its people are busy before."),
    FIELD(Item, splits, OF_PROJECT, .of = &item_split_resource, .max = 500,
          .doc = "Pauses in the work, sorted."),
    FIELD(Item, resume_at, OF_PROJECT, .nullable = true,
          .doc = "What remains of work that has begun goes on no earlier."),
    FIELD(Item, expected_finish_at, OF_PROJECT, .nullable = true,
          .doc = "What remains lasts until then, where the project uses expected finishes."),
    FIELD(Item, activity_kind, OF_PROJECT, .choices = activity_kind_names,
          .doc =
              "Where its dates come from: its own duration; of a start_milestone, from where work goes on; "
              "of a level_of_effort, from its predecessors to its successors; of a wbs_summary, from the "
              "items beside and below it; of a resource_dependent one, from the calendars of its people, "
              "while its own says its float."),
    FIELD(Item, ends_float_paths, OF_PROJECT,
          .doc = "Float paths of its project lead to it; where no item says so, to whatever ends last."),
    FIELD(Item, calendar_id, OF_PROJECT, .nullable = true, .refers_to = "calendar",
          .doc = "Own working time; null: its people's, else the project's."),
    FIELD(Item, calendar_with_people, OF_PROJECT,
          .doc =
              "Its own working time counts only where its people's calendars have working time, too; off: it "
              "counts alone."),
    FIELD(Item, fixed_cost_cents, OF_PROJECT, .unit = "cents", .max = MONEY_MAX,
          .doc = "Cost beside the people's."),
    FIELD(Item, cost_accrual, OF_PROJECT, .initial = ACCRUAL_PRORATED, .choices = cost_accrual_names,
          .doc = "When its fixed cost falls due: at the start, at the end, or as the work goes on."),
    FIELD(Item, earned_value_method, OF_PROJECT, .choices = earned_value_method_names,
          .doc = "How progress becomes earned value."),
    FIELD(Item, steps, OF_PROJECT, .of = &work_step_resource, .max = 100,
          .doc = "Weighted milestones of the work: each earns its share of the value when it is done."),
    FIELD(Item, elapsed, OF_PROJECT, .doc = "The duration counts around the clock."),
    FIELD(Item, inactive, OF_PROJECT, .doc = "Takes no part in the plan."),
    FIELD(Item, external_id, SHARED, .nullable = true, .max = 100, .doc = "Its id in the file it came from."),
    FIELD(Item, file_details, SHARED, .nullable = true, .aside = true, .max = DETAILS_MAX,
          .doc = DETAILS_DOC),
};
RESOURCE(item_resource, Item, "item", "items", "Item",
         "Everything people plan: goal, initiative, feature, story, task, milestone or bug.");

static const Field formula_resource_fields[] = {
    ROW_FIELDS(Formula),
    FIELD(Formula, name, OF_PRODUCT, .required = true, .min = 1, .max = 100, .doc = "What it is called."),
    FIELD(Formula, product_id, OF_PRODUCT, .nullable = true, .create_only = true, .refers_to = "product",
          .doc = "The product it is for; null: for all."),
    FIELD(Formula, text, OF_PRODUCT, .required = true, .min = 1, .max = 1000,
          .doc = "For example (value + time_criticality) / sqrt(effort)."),
};
RESOURCE(formula_resource, Formula, "formula", "formulas", "Formula", "A score of one's own for features.");

static const Field link_resource_fields[] = {
    ROW_FIELDS(ItemLink),
    FIELD(ItemLink, predecessor_id, OF_PROJECT, .required = true, .create_only = true, .refers_to = "item",
          .doc = "The item that goes first."),
    FIELD(ItemLink, successor_id, OF_PROJECT, .required = true, .create_only = true, .refers_to = "item",
          .doc = "The item that depends on it."),
    FIELD(ItemLink, type, OF_PROJECT, .initial = 1, .choices = link_type_names,
          .doc = "Which end waits for which; finish_start by default."),
    FIELD(ItemLink, lag_minutes, OF_PROJECT, .unit = "min", .min = -MINUTES_MAX, .max = MINUTES_MAX,
          .doc = "Waits this much longer; with lag_kind percent: percent of the predecessor's duration."),
    FIELD(ItemLink, lag_kind, OF_PROJECT, .choices = lag_kind_names, .doc = "What the lag counts in."),
};
RESOURCE(link_resource, ItemLink, "link", "links", "Link", "A dependency between two items.");

static const Field calendar_span_resource_fields[] = {
    FIELD(CalendarSpan, from_minute, OF_PROJECT, .required = true, .unit = "min", .max = 1440,
          .doc = "Minute of the day."),
    FIELD(CalendarSpan, to_minute, OF_PROJECT, .required = true, .unit = "min", .max = 1440,
          .doc = "Minute of the day, after from_minute; 1440 is midnight."),
};
RESOURCE(calendar_span_resource, CalendarSpan, "calendar_span", "calendar_spans", "CalendarSpan",
         "Working time within a day.");

static const Field calendar_weekday_resource_fields[] = {
    FIELD(CalendarWeekday, weekday, OF_PROJECT, .required = true, .max = 6,
          .doc = "0 is Monday, 6 is Sunday."),
    FIELD(CalendarWeekday, spans, OF_PROJECT, .of = &calendar_span_resource, .max = 20,
          .doc = "Sorted, disjoint."),
};
RESOURCE(calendar_weekday_resource, CalendarWeekday, "calendar_weekday", "calendar_weekdays",
         "CalendarWeekday", "Working time of a weekday.");

static const Field calendar_day_off_resource_fields[] = {
    FIELD(CalendarDayOff, name, OF_PROJECT, .max = 100, .doc = "Why: a holiday's name."),
    FIELD(CalendarDayOff, first_day, OF_PROJECT, .required = true, .doc = "First day."),
    FIELD(CalendarDayOff, last_day, OF_PROJECT, .required = true, .doc = "Last day, included."),
    FIELD(CalendarDayOff, spans, OF_PROJECT, .of = &calendar_span_resource, .max = 20,
          .doc = "Empty: nobody works."),
};
RESOURCE(calendar_day_off_resource, CalendarDayOff, "calendar_exception", "calendar_exceptions",
         "CalendarException", "Days with other hours than the week's.");

static const Field calendar_resource_fields[] = {
    ROW_FIELDS(WorkCalendar),
    FIELD(WorkCalendar, name, OF_PROJECT, .required = true, .min = 1, .max = 100,
          .doc = "What it is called."),
    FIELD(WorkCalendar, week, OF_PROJECT, .required = true, .of = &calendar_weekday_resource, .max = 7,
          .doc = "The usual week; a weekday not named is free."),
    FIELD(WorkCalendar, exceptions, OF_PROJECT, .of = &calendar_day_off_resource, .max = 5000,
          .doc = "Holidays, leave and special hours; where they overlap the later wins."),
};
RESOURCE(calendar_resource, WorkCalendar, "calendar", "calendars", "Calendar", "Working time.");

static const Field resource_rate_resource_fields[] = {
    FIELD(ResourceRate, rate_table, OF_PROJECT, .choices = rate_table_names,
          .doc = "Which of its tables it belongs to; an assignment names the one it costs by."),
    FIELD(ResourceRate, effective_at, OF_PROJECT, .nullable = true,
          .doc = "Since when; null: from the beginning, of every table but a, where the resource says it."),
    FIELD(ResourceRate, rate_cents_per_hour, OF_PROJECT, .unit = "cents", .max = RATE_MAX,
          .doc = "Cost of an hour; of material: of one unit."),
    FIELD(ResourceRate, overtime_rate_cents_per_hour, OF_PROJECT, .nullable = true, .unit = "cents",
          .max = RATE_MAX, .doc = "Cost of an hour of overtime; null: as any other."),
    FIELD(ResourceRate, cost_per_use_cents, OF_PROJECT, .unit = "cents", .max = MONEY_MAX,
          .doc = "Cost of each assignment that starts by then, for each unit."),
};
RESOURCE(resource_rate_resource, ResourceRate, "resource_rate", "resource_rates", "ResourceRate",
         "What a resource costs from a moment on, until the next of the same table.");

static const Field availability_step_resource_fields[] = {
    FIELD(AvailabilityStep, available_from, OF_PROJECT, .required = true, .doc = "From this day on."),
    FIELD(AvailabilityStep, units_percent, OF_PROJECT, .required = true, .unit = "percent", .max = 1000000,
          .doc = "So much there is, until the next step; 0: nobody."),
};
RESOURCE(availability_step_resource, AvailabilityStep, "availability_step", "availability_steps",
         "AvailabilityStep", "From a day on there is so much of a resource.");

static const Field resource_resource_fields[] = {
    ROW_FIELDS(PlanResource),
    FIELD(PlanResource, name, OF_PROJECT, .required = true, .min = 1, .max = 100,
          .doc = "What or who it is."),
    FIELD(PlanResource, kind, OF_PROJECT, .choices = resource_kind_names,
          .doc = "Person, machine or material."),
    FIELD(PlanResource, email, OF_PROJECT, .nullable = true, .min = 3, .max = 200,
          .doc = "Where he is reached; finds him again when a plan is imported."),
    FIELD(PlanResource, person_id, OF_PROJECT, .nullable = true, .refers_to = "person",
          .doc = "His account, if he has one."),
    FIELD(PlanResource, calendar_id, OF_PROJECT, .nullable = true, .refers_to = "calendar",
          .doc = "Own working time; null: that of the project worked for."),
    FIELD(PlanResource, units_percent, OF_PROJECT, .initial = 100, .unit = "percent", .max = 1000000,
          .doc = "How much there is: 100 is one whole person, 300 a team of three."),
    FIELD(PlanResource, available_from, OF_PROJECT, .nullable = true,
          .doc =
              "First day, of somebody who joins: shared and levelled work waits for it; null: always there."),
    FIELD(PlanResource, available_until, OF_PROJECT, .nullable = true,
          .doc = "Last day, of somebody who leaves: work after it is overload; null: stays."),
    FIELD(PlanResource, availability, OF_PROJECT, .of = &availability_step_resource, .max = 500,
          .doc = "Where it changes how much there is, by day; before the first step units_percent."),
    FIELD(PlanResource, skills, OF_PROJECT, .max = 50,
          .doc = "What it can do, one name each: levelling may give it assignments that name one of them."),
    FIELD(PlanResource, generic, OF_PROJECT,
          .doc = "Nobody in particular, a role: levelling gives its assignments to whoever has their skill; "
                 "without one, its first skill or else its name counts."),
    FIELD(PlanResource, rate_cents_per_hour, OF_PROJECT, .unit = "cents", .max = RATE_MAX,
          .doc = "Cost of an hour from the beginning, by rate table a; of material: of one unit."),
    FIELD(PlanResource, overtime_rate_cents_per_hour, OF_PROJECT, .nullable = true, .unit = "cents",
          .max = RATE_MAX, .doc = "Cost of an hour of overtime; null: as any other."),
    FIELD(PlanResource, cost_per_use_cents, OF_PROJECT, .unit = "cents", .max = MONEY_MAX,
          .doc = "Cost of each assignment, for each unit; of material for all of it."),
    FIELD(PlanResource, rates, OF_PROJECT, .of = &resource_rate_resource, .max = 500,
          .doc = "What it costs later, and by its other rate tables; sorted by table and moment."),
    FIELD(PlanResource, external_id, OF_PROJECT, .nullable = true, .max = 100,
          .doc = "Its id in the file it came from."),
    FIELD(PlanResource, file_details, OF_PROJECT, .nullable = true, .aside = true, .max = DETAILS_MAX,
          .doc = DETAILS_DOC),
};
RESOURCE(resource_resource, PlanResource, "resource", "resources", "Resource",
         "A person, machine or material that work is assigned to.");

static const Field assignment_portion_resource_fields[] = {
    FIELD(AssignmentPortion, minutes, OF_PROJECT, .required = true, .unit = "min", .min = 1,
          .max = MINUTES_MAX, .doc = "Working time that it takes."),
    FIELD(AssignmentPortion, work_minutes, OF_PROJECT, .required = true, .unit = "min", .max = MINUTES_MAX,
          .doc = "Work that is done in it; 0: a pause."),
};
RESOURCE(assignment_portion_resource, AssignmentPortion, "assignment_portion", "assignment_portions",
         "AssignmentPortion", "A stretch of even work within an assignment.");

static const Field assignment_resource_fields[] = {
    ROW_FIELDS(ItemAssignment),
    FIELD(ItemAssignment, item_id, OF_PROJECT, .required = true, .create_only = true, .refers_to = "item",
          .doc = "The work."),
    FIELD(ItemAssignment, resource_id, OF_PROJECT, .required = true, .refers_to = "resource",
          .doc = "Who does it."),
    FIELD(ItemAssignment, skill, OF_PROJECT, .nullable = true, .min = 1, .max = 200,
          .doc = "Skill that it takes: levelling may give it to whoever has it; null: to nobody else."),
    FIELD(ItemAssignment, units_percent, OF_PROJECT, .initial = 100, .unit = "percent", .max = 1000000,
          .doc = "How much of the resource's time; of material: how many units."),
    FIELD(ItemAssignment, work_minutes, OF_PROJECT, .nullable = true, .unit = "min", .max = MINUTES_MAX,
          .doc = "Work to do; null: units times the item's duration."),
    FIELD(ItemAssignment, delay_minutes, OF_PROJECT, .unit = "min", .max = MINUTES_MAX,
          .doc = "Begins so much working time after the item."),
    FIELD(ItemAssignment, leveling_delay_minutes, OF_PROJECT, .unit = "min", .max = MINUTES_MAX,
          .doc = "Begins so much working time after that, because the resource is busy before."),
    FIELD(ItemAssignment, contour, OF_PROJECT, .choices = contour_names,
          .doc = "How the work is spread: in tenths of the time by a usual shape, or as portions say."),
    FIELD(ItemAssignment, portions, OF_PROJECT, .of = &assignment_portion_resource, .max = 5000,
          .doc = "Of a custom contour: stretches of even work, one after the other."),
    FIELD(ItemAssignment, overtime_minutes, OF_PROJECT, .unit = "min", .max = MINUTES_MAX,
          .doc = "How much of the work is done outside working time, and takes none of it."),
    FIELD(ItemAssignment, actual_work_minutes, OF_PROJECT, .unit = "min", .max = MINUTES_MAX,
          .doc = "Work that is done."),
    FIELD(ItemAssignment, rate_table, OF_PROJECT, .choices = rate_table_names,
          .doc = "By which of the resource's rate tables its work costs."),
    FIELD(ItemAssignment, file_details, OF_PROJECT, .nullable = true, .aside = true, .max = DETAILS_MAX,
          .doc = DETAILS_DOC),
};
RESOURCE(assignment_resource, ItemAssignment, "assignment", "assignments", "Assignment",
         "Who works on what.");

static const Field baseline_resource_fields[] = {
    ROW_FIELDS(Baseline),
    FIELD(Baseline, project_id, OF_PROJECT, .nullable = true, .create_only = true, .refers_to = "project",
          .doc = "What is frozen: this project; null: the whole workspace."),
    FIELD(Baseline, number, .doc = "Revision: counts up in its project, or among those of the workspace."),
    FIELD(Baseline, name, OF_PROJECT, .required = true, .min = 1, .max = 100, .doc = "What was agreed."),
    FIELD(Baseline, text, OF_PROJECT, .max = 4000, .multiline = true, .doc = "Why it was set."),
    FIELD(Baseline, status_at, .nullable = true, .doc = "Status date of the project then."),
    FIELD(Baseline, start_at, .nullable = true, .doc = "First start."),
    FIELD(Baseline, finish_at, .nullable = true, .doc = "Last finish."),
    FIELD(Baseline, item_count, .doc = "Frozen items."),
    FIELD(Baseline, work_minutes, .unit = "min", .doc = "Work of all of them."),
    FIELD(Baseline, cost_cents, .unit = "cents", .doc = "Cost of all of them: budget at completion."),
    FIELD(Baseline, budget_cents, .nullable = true, .unit = "cents",
          .doc = "Budget then; of a workspace of all projects; null: none was set."),
    FIELD(Baseline, reserve_cents, .unit = "cents", .doc = "Contingency and management reserve then."),
    FIELD(Baseline, decision_id, .nullable = true, .refers_to = "decision",
          .doc = "The decision that set it; null: it was set by hand."),
    FIELD(Baseline, rows_hash, .doc = "BLAKE2b of the frozen rows, verified whenever they are read."),
};
RESOURCE(baseline_resource, Baseline, "baseline", "baselines", "Baseline",
         "What was agreed: scope, schedule and cost frozen under one number.");

static const Field baseline_item_resource_fields[] = {
    FIELD(BaselineItem, baseline_id, .refers_to = "baseline", .doc = "The baseline."),
    FIELD(BaselineItem, row_number, .doc = "Place in the outline, from 0."),
    FIELD(BaselineItem, item_id, .refers_to = "item", .doc = "The item; it may be deleted by now."),
    FIELD(BaselineItem, parent_id, .nullable = true, .refers_to = "item", .doc = "What it was part of."),
    FIELD(BaselineItem, product_id, .nullable = true, .refers_to = "product", .doc = "Its product."),
    FIELD(BaselineItem, project_id, .nullable = true, .refers_to = "project", .doc = "Its project."),
    FIELD(BaselineItem, release_id, .nullable = true, .refers_to = "release", .doc = "Its release."),
    FIELD(BaselineItem, kind, .choices = item_kind_names, .doc = "What it was."),
    FIELD(BaselineItem, title, .max = 300, .doc = "What was to be done."),
    FIELD(BaselineItem, rank, .nullable = true, .max = 100, .doc = "Importance."),
    FIELD(BaselineItem, value, .nullable = true, .doc = "Worth."),
    FIELD(BaselineItem, effort_minutes, .nullable = true, .unit = "min", .doc = "Estimate."),
    FIELD(BaselineItem, summary, .doc = "It had planned items below it."),
    FIELD(BaselineItem, start_at, .nullable = true, .doc = "Planned start."),
    FIELD(BaselineItem, finish_at, .nullable = true, .doc = "Planned finish."),
    FIELD(BaselineItem, duration_minutes, .unit = "min", .doc = "Working time from start to finish."),
    FIELD(BaselineItem, work_minutes, .unit = "min", .doc = "Work; of a summary with what is below it."),
    FIELD(BaselineItem, cost_cents, .unit = "cents", .doc = "Cost; of a summary with what is below it."),
    FIELD(BaselineItem, cost_spread, .max = 100000,
          .doc = "Own cost over time: the first day, then cents a day with how many days they repeat "
                 "(2026-01-05 8000x5 0x2 8000x3); of a summary without what is below it."),
};
RESOURCE(baseline_item_resource, BaselineItem, "baseline_item", "baseline_items", "BaselineItem",
         "An item as it was agreed.");

static const Field time_entry_resource_fields[] = {
    ROW_FIELDS(TimeEntry),
    FIELD(TimeEntry, resource_id, SHARED, .required = true, .refers_to = "resource", .doc = "Who worked."),
    FIELD(TimeEntry, item_id, SHARED, .required = true, .refers_to = "item", .doc = "On what."),
    FIELD(TimeEntry, day, SHARED, .required = true, .doc = "When."),
    FIELD(TimeEntry, minutes, SHARED, .required = true, .unit = "min", .min = 1, .max = 1440,
          .doc = "How long."),
    FIELD(TimeEntry, note, SHARED, .max = 1000, .multiline = true, .doc = "What was done."),
    FIELD(TimeEntry, submitted, SHARED, .doc = "Handed in for approval."),
    FIELD(TimeEntry, approved, OF_PROJECT,
          .doc = "Approved by who has custody of the project; its time and cost stand fast from then on."),
    FIELD(TimeEntry, locked, OF_PROJECT, .doc = "Its period is closed: nothing changes any more."),
    FIELD(TimeEntry, rate_cents_per_hour, .unit = "cents",
          .doc = "The resource's rate of that day, as it was when the time was written down."),
    FIELD(TimeEntry, cost_cents, .unit = "cents", .doc = "Time times rate, rounded to the cent."),
};
RESOURCE(time_entry_resource, TimeEntry, "time_entry", "time_entries", "TimeEntry",
         "Time that somebody worked on an item on a day.");

static const Field expense_resource_fields[] = {
    ROW_FIELDS(Expense),
    FIELD(Expense, project_id, OF_PROJECT, .required = true, .refers_to = "project", .doc = "Who pays."),
    FIELD(Expense, item_id, OF_PROJECT, .nullable = true, .refers_to = "item",
          .doc = "What it is for; null: the project as a whole."),
    FIELD(Expense, title, OF_PROJECT, .required = true, .min = 1, .max = 200, .doc = "What was bought."),
    FIELD(Expense, supplier, OF_PROJECT, .max = 200, .doc = "From whom."),
    FIELD(Expense, day, OF_PROJECT, .required = true, .doc = "When it falls due or was paid."),
    FIELD(Expense, amount_cents, OF_PROJECT, .required = true, .unit = "cents", .min = -MONEY_MAX,
          .max = MONEY_MAX, .doc = "How much; negative: a credit."),
    FIELD(Expense, kind, OF_PROJECT, .choices = expense_kind_names,
          .doc = "Planned, committed (ordered, not paid) or actual (spent)."),
};
RESOURCE(expense_resource, Expense, "expense", "expenses", "Expense", "Money beside people's time.");

static const Field risk_resource_fields[] = {
    ROW_FIELDS(ProjectRisk),
    FIELD(ProjectRisk, project_id, OF_PROJECT, .required = true, .refers_to = "project",
          .doc = "Whose risk it is."),
    FIELD(ProjectRisk, title, OF_PROJECT, .required = true, .min = 1, .max = 200, .doc = "What may happen."),
    FIELD(ProjectRisk, cause, OF_PROJECT, .max = 4000, .multiline = true, .doc = "Why it may happen."),
    FIELD(ProjectRisk, effect, OF_PROJECT, .max = 4000, .multiline = true, .doc = "What it would do."),
    FIELD(ProjectRisk, state, OF_PROJECT, .choices = risk_state_names,
          .doc = "Open: it is in the forecast; occurred or closed: not any more."),
    FIELD(ProjectRisk, probability_percent, OF_PROJECT, .unit = "percent", .max = 100, .initial = 50,
          .doc = "In so many of 100 cases it happens; 100: it is certain, and what it does is not."),
    FIELD(ProjectRisk, impact, OF_PROJECT, .min = 1, .max = 5, .initial = 3,
          .doc = "How bad it would be: the column of the matrix."),
    FIELD(ProjectRisk, item_ids, OF_PROJECT, .max = 1000, .refers_to = "item",
          .doc = "The items it acts on, all of them at once; of one with children, on all below it."),
    FIELD(ProjectRisk, effect_kind, OF_PROJECT, .choices = risk_effect_kind_names,
          .doc = "percent: their durations become duration_low to duration_high percent, the same for all; "
                 "minutes: "
                 "so much is added to each, to one with children once."),
    FIELD(ProjectRisk, duration_low, OF_PROJECT, .nullable = true, .max = MINUTES_MAX,
          .doc = "Percent or minutes, at least; null: durations stay."),
    FIELD(ProjectRisk, duration_likely, OF_PROJECT, .nullable = true, .max = MINUTES_MAX,
          .doc = "Most likely; null: between the other two."),
    FIELD(ProjectRisk, duration_high, OF_PROJECT, .nullable = true, .max = MINUTES_MAX,
          .doc = "At most; null: durations stay."),
    FIELD(ProjectRisk, cost_low_cents, OF_PROJECT, .nullable = true, .unit = "cents", .max = MONEY_MAX,
          .doc = "What it costs when it happens, at least; null: nothing."),
    FIELD(ProjectRisk, cost_likely_cents, OF_PROJECT, .nullable = true, .unit = "cents", .max = MONEY_MAX,
          .doc = "Most likely; null: between the other two."),
    FIELD(ProjectRisk, cost_high_cents, OF_PROJECT, .nullable = true, .unit = "cents", .max = MONEY_MAX,
          .doc = "At most; null: nothing."),
    FIELD(ProjectRisk, response, OF_PROJECT, .choices = risk_response_names, .doc = "What is done about it."),
    FIELD(ProjectRisk, roam, OF_PROJECT, .choices = roam_names,
          .doc = "Resolved, owned, accepted or mitigated."),
    FIELD(ProjectRisk, response_text, OF_PROJECT, .max = 4000, .multiline = true,
          .doc = "The response in words."),
    FIELD(ProjectRisk, trigger_text, OF_PROJECT, .max = 4000, .multiline = true,
          .doc = "By what is noticed that it happens."),
    FIELD(ProjectRisk, owner_id, OF_PROJECT, .nullable = true, .refers_to = "person",
          .doc = "Who watches it."),
};
RESOURCE(risk_resource, ProjectRisk, "risk", "risks", "Risk",
         "What may happen to a project, or is uncertain in it.");

static const Field release_resource_fields[] = {
    ROW_FIELDS(Release),
    FIELD(Release, product_id, OF_PRODUCT, .required = true, .create_only = true, .refers_to = "product",
          .doc = "Its product."),
    FIELD(Release, name, OF_PRODUCT, .required = true, .min = 1, .max = 100, .doc = "What it is called."),
    FIELD(Release, target_on, OF_PRODUCT, .nullable = true, .doc = "The day wished for it."),
    FIELD(Release, state, OF_PRODUCT, .choices = release_state_names, .doc = "Whether it is out."),
    FIELD(Release, rank, OF_PRODUCT, .max = 100, .doc = "Order among the releases: compared as bytes."),
};
RESOURCE(release_resource, Release, "release", "releases", "Release", "What goes out together.");

static const Field proposed_change_resource_fields[] = {
    FIELD(ProposedChange, action, SHARED, .choices = change_action_names, .doc = "Create, update or delete."),
    FIELD(ProposedChange, resource, SHARED, .required = true, .max = 40,
          .doc = "What sort of thing changes: item, link ..."),
    FIELD(ProposedChange, subject_id, SHARED, .nullable = true,
          .doc = "The thing that changes; of a creation the id it will have, null: Trivet makes it."),
    FIELD(ProposedChange, field, SHARED, .nullable = true, .max = 60, .doc = "The field of an update."),
    FIELD(ProposedChange, from, SHARED, .nullable = true, .max = 100000,
          .doc = "The value when it was proposed."),
    FIELD(ProposedChange, to, SHARED, .nullable = true, .max = 100000,
          .doc = "The value proposed; of a creation the whole object."),
};
RESOURCE(proposed_change_resource, ProposedChange, "proposed_change", "proposed_changes", "ProposedChange",
         "One change that a proposal asks for.");

static const Field impact_resource_fields[] = {
    FIELD(Impact, subject, .max = 20, .doc = "release or project."),
    FIELD(Impact, subject_id, .doc = "Which."),
    FIELD(Impact, finish_before, .nullable = true, .doc = "Finish without the change."),
    FIELD(Impact, finish_after, .nullable = true, .doc = "Finish with the change."),
    FIELD(Impact, cost_before_cents, .unit = "cents", .doc = "Cost without the change."),
    FIELD(Impact, cost_after_cents, .unit = "cents", .doc = "Cost with the change."),
    FIELD(Impact, exposure_before_cents, .unit = "cents",
          .doc = "Of a project: what its open risks cost in the mean, without the change."),
    FIELD(Impact, exposure_after_cents, .unit = "cents", .doc = "The same with the change."),
};
RESOURCE(impact_resource, Impact, "impact", "impacts", "Impact",
         "What a change does to a release or a project.");

static const Field overload_resource_fields[] = {
    FIELD(Overload, resource_id, .refers_to = "resource", .doc = "Who."),
    FIELD(Overload, before_minutes, .unit = "min", .doc = "Asked beyond his units without the change."),
    FIELD(Overload, after_minutes, .unit = "min", .doc = "Asked beyond his units with the change."),
};
RESOURCE(overload_resource, Overload, "overload", "overloads", "Overload",
         "What a change asks of a person beyond what he can do.");

static const Field exceeded_resource_fields[] = {
    FIELD(Exceeded, tolerance_id, .refers_to = "tolerance", .doc = "Which tolerance."),
    FIELD(Exceeded, aspect, .choices = aspect_names, .doc = "Of what."),
    FIELD(Exceeded, set_by_id, .nullable = true, .refers_to = "person",
          .doc = "Who set it, and has to agree."),
    FIELD(Exceeded, deviation, .min = -MONEY_MAX, .doc = "How much worse than agreed it would be."),
    FIELD(Exceeded, allowed, .doc = "How much is allowed."),
};
RESOURCE(exceeded_resource, Exceeded, "exceeded", "exceeded", "Exceeded",
         "A tolerance that a change exceeds.");

static const Field signature_resource_fields[] = {
    FIELD(Signature, person_id, .refers_to = "person", .doc = "Who signed."),
    FIELD(Signature, side, .choices = signature_side_names,
          .doc = "What for: custody of product or of project, as the second pair of eyes, or as who set a "
                 "tolerance that is exceeded."),
    FIELD(Signature, role, .nullable = true, .choices = role_names, .doc = "The role by which he may."),
    FIELD(Signature, signed_at, .doc = "When."),
    FIELD(Signature, computed_at_seq,
          .doc = "The event up to which the figures were right on which he signed."),
};
RESOURCE(signature_resource, Signature, "signature", "signatures", "Signature", "Who agreed, and as what.");

static const Field proposal_resource_fields[] = {
    ROW_FIELDS(Proposal),
    FIELD(Proposal, title, SHARED, .min = 1, .max = 300,
          .doc = "What is proposed; written by Trivet when left out."),
    FIELD(Proposal, reason, SHARED, .max = 4000, .multiline = true, .doc = "Why."),
    FIELD(Proposal, source, SHARED, .choices = proposal_source_names,
          .doc =
              "From whom it comes: somebody here, a customer, quality assurance, a regulator, the result of "
              "a test, somebody else."),
    FIELD(Proposal, source_account, SHARED, .max = 200, .doc = "The name of that customer or office."),
    FIELD(Proposal, value, OF_PRODUCT, .nullable = true, .doc = "Product's assessment: what it is worth."),
    FIELD(Proposal, goal_ids, OF_PRODUCT, .max = 20, .refers_to = "item", .doc = "The goals it serves."),
    FIELD(Proposal, acceptance_criteria, OF_PRODUCT, .of = &criterion_resource, .max = 50,
          .doc = "When it is done well."),
    FIELD(Proposal, if_not_done, OF_PRODUCT, .max = 4000, .multiline = true,
          .doc = "What happens if it is not done."),
    FIELD(Proposal, state, .choices = proposal_state_names, .doc = "Whether it is decided."),
    FIELD(Proposal, needs_product, .doc = "Product has to sign."),
    FIELD(Proposal, needs_project, .doc = "Project has to sign."),
    FIELD(Proposal, needs_second,
          .doc = "It leaves a baseline, and nobody but its author has signed: somebody else has to."),
    FIELD(Proposal, authority_ids, .refers_to = "person", .max = 10,
          .doc = "Who set the tolerances that it would exceed: each of them signs."),
    FIELD(Proposal, signatures, .of = &signature_resource, .max = 10, .doc = "Who has signed so far."),
    FIELD(Proposal, author_id, .nullable = true, .refers_to = "person", .doc = "Who proposes."),
    FIELD(Proposal, counter_to_id, .nullable = true, .refers_to = "proposal",
          .doc = "The proposal that this one answers."),
    FIELD(Proposal, undoes_id, .nullable = true, .refers_to = "decision",
          .doc = "The decision that accepting it takes back."),
    FIELD(Proposal, changes, SHARED, .required = true, .create_only = true, .of = &proposed_change_resource,
          .min = 1, .max = 20000, .doc = "What would change."),
    ASSESSMENT_FIELDS(Proposal),
    FIELD(Proposal, decision_id, .nullable = true, .refers_to = "decision",
          .doc = "The decision that closed it."),
    FIELD(Proposal, decided_by_id, .nullable = true, .refers_to = "person", .doc = "Who decided."),
    FIELD(Proposal, decided_at, .nullable = true, .doc = "When."),
    FIELD(Proposal, decision_note, .max = 4000, .multiline = true, .doc = "What was said about it."),
};
RESOURCE(proposal_resource, Proposal, "proposal", "proposals", "Proposal",
         "Changes outside their author's custody, with what they would do.");

static const Field alternative_resource_fields[] = {
    FIELD(Alternative, title, SHARED, .required = true, .min = 1, .max = 300, .doc = "What else there was."),
    FIELD(Alternative, reason, SHARED, .max = 4000, .multiline = true, .doc = "Why it was not chosen."),
    FIELD(Alternative, proposal_id, SHARED, .nullable = true, .refers_to = "proposal",
          .doc = "The proposal that said so, if one did."),
};
RESOURCE(alternative_resource, Alternative, "alternative", "alternatives", "Alternative",
         "What was considered and not chosen.");

static const Field rebaseline_resource_fields[] = {
    FIELD(Rebaseline, before_id, .refers_to = "baseline", .doc = "What was agreed before."),
    FIELD(Rebaseline, after_id, .refers_to = "baseline", .doc = "What is agreed since."),
    FIELD(Rebaseline, before_number, .doc = "Its number."),
    FIELD(Rebaseline, after_number, .doc = "Its number."),
    FIELD(Rebaseline, project_id, .nullable = true, .refers_to = "project",
          .doc = "Of which project; null: of the whole workspace."),
};
RESOURCE(rebaseline_resource, Rebaseline, "rebaseline", "rebaselines", "Rebaseline",
         "The baseline that a decision replaced, and the one it set.");

static const Field decision_resource_fields[] = {
    ROW_FIELDS(Decision),
    FIELD(Decision, number, .doc = "Counts up in the workspace."),
    FIELD(Decision, title, SHARED, .required = true, .min = 1, .max = 300, .doc = "What was decided."),
    FIELD(Decision, reason, SHARED, .max = 4000, .multiline = true, .doc = "Why."),
    FIELD(Decision, outcome, .choices = decision_outcome_names,
          .doc = "A proposal was accepted or declined; recorded: written down by hand."),
    FIELD(Decision, alternatives, SHARED, .of = &alternative_resource, .max = 50,
          .doc = "What was considered and not chosen."),
    FIELD(Decision, signatures, .of = &signature_resource, .max = 10,
          .doc = "Who decided, and in which role."),
    FIELD(Decision, one_person, .doc = "One person signed for product and for project."),
    FIELD(Decision, proposal_ids, .refers_to = "proposal", .max = 50, .doc = "The proposals it is about."),
    FIELD(Decision, product_ids, SHARED, .refers_to = "product", .max = 50,
          .doc = "The products it is about."),
    FIELD(Decision, project_ids, SHARED, .refers_to = "project", .max = 50,
          .doc = "The projects it is about."),
    ASSESSMENT_FIELDS(Decision),
    FIELD(Decision, rebaselines, .of = &rebaseline_resource, .max = 50,
          .doc = "The baselines that it replaced, and those it set."),
    FIELD(Decision, meeting_id, SHARED, .nullable = true, .create_only = true, .refers_to = "meeting",
          .doc = "The meeting in which it was taken."),
    FIELD(Decision, author_id, .nullable = true, .refers_to = "person",
          .doc = "Who wrote it down, or signed last."),
    FIELD(Decision, decided_at, .doc = "When."),
    FIELD(Decision, undoes_id, .nullable = true, .refers_to = "decision",
          .doc = "The decision that this one takes back."),
    FIELD(Decision, undone_by_id, .nullable = true, .refers_to = "decision",
          .doc = "The decision that took this one back."),
};
RESOURCE(decision_resource, Decision, "decision", "decisions", "Decision",
         "What was decided, by whom, why, and on which figures.");

static const Field notice_resource_fields[] = {
    ROW_FIELDS(Notice),
    FIELD(Notice, person_id, .refers_to = "person", .doc = "Who is told; nobody else sees it."),
    FIELD(Notice, kind, .choices = notice_kind_names, .doc = "What sort of thing happened."),
    FIELD(Notice, title, .max = 300, .doc = "What happened, in a line."),
    FIELD(Notice, text, .max = 4000, .multiline = true, .doc = "More about it."),
    FIELD(Notice, resource, .nullable = true, .max = 40,
          .doc = "What sort of thing it is about: proposal, meeting ..."),
    FIELD(Notice, subject_id, .nullable = true, .doc = "Which one."),
    FIELD(Notice, from_id, .nullable = true, .refers_to = "person", .doc = "Who did it; null: Trivet."),
    FIELD(Notice, read, OWN, .doc = "He has seen it."),
};
OWNED_RESOURCE(notice_resource, Notice, "notice", "notices", "Notice", "person_id",
               "Tells one person what concerns him; only he sees it.");

#define LEVEL_FIELDS(T, ...)                                                                                 \
    FIELD(T, project_id, .nullable = true, .refers_to = "project", .doc = "Of this project.", __VA_ARGS__),  \
        FIELD(T, release_id, .nullable = true, .refers_to = "release", .doc = "Of this release.",            \
              __VA_ARGS__),                                                                                  \
        FIELD(T, item_id, .nullable = true, .refers_to = "item",                                             \
              .doc = "Of this work package. None of the three: of the whole workspace.", __VA_ARGS__)

static const Field scenario_resource_fields[] = {
    ROW_FIELDS(Scenario),
    FIELD(Scenario, name, SHARED, .required = true, .min = 1, .max = 100, .doc = "What it is called."),
    FIELD(Scenario, text, SHARED, .max = 4000, .multiline = true, .doc = "What it is about."),
    FIELD(Scenario, changes, SHARED, .of = &proposed_change_resource, .max = 20000,
          .doc = "What would change, as a proposal says it; none: the plan as it is."),
    FIELD(Scenario, author_id, .nullable = true, .refers_to = "person", .doc = "Who made it."),
    FIELD(Scenario, proposal_id, .nullable = true, .refers_to = "proposal",
          .doc = "The proposal that it was adopted as; null: not yet."),
};
RESOURCE(
    scenario_resource, Scenario, "scenario", "scenarios", "Scenario",
    "A kept set of changes on the live plan, to be compared with others. Nothing of the plan is written.");

static const Field tolerance_resource_fields[] = {
    ROW_FIELDS(Tolerance),
    LEVEL_FIELDS(Tolerance, OF_ABOVE, .create_only = true),
    FIELD(Tolerance, aspect, OF_ABOVE, .required = true, .create_only = true, .choices = aspect_names,
          .doc = "What may drift. Time, cost, scope and risk are computed, the others measured by hand."),
    FIELD(Tolerance, allowed, OF_ABOVE, .required = true, .max = MONEY_MAX,
          .doc = "How far: minutes of elapsed time, cents, features in or out, else the unit."),
    FIELD(Tolerance, warning_percent, OF_ABOVE, .initial = 80, .unit = "percent", .min = 1, .max = 100,
          .doc = "From this share of it on there is an early warning; 100: none."),
    FIELD(Tolerance, set_by_id, .nullable = true, .refers_to = "person",
          .doc = "Who set it: exceptions are told to him, and he decides them."),
    FIELD(Tolerance, unit, OF_ABOVE, .max = 40, .doc = "Of what is measured by hand: open defects, tonnes."),
    FIELD(Tolerance, target, OF_ABOVE, .nullable = true, .max = MONEY_MAX,
          .doc = "What was agreed, of what is measured by hand; of risk the exposure in cents, null: none."),
    FIELD(Tolerance, less_is_worse, OF_ABOVE, .doc = "Less than the target is worse; off: more is."),
    FIELD(Tolerance, measured, SHARED, .nullable = true, .max = MONEY_MAX,
          .doc = "The value measured last; null: not yet."),
    FIELD(Tolerance, measured_on, SHARED, .nullable = true, .doc = "When; today when left out."),
    FIELD(Tolerance, measured_by_id, .nullable = true, .refers_to = "person", .doc = "By whom."),
};
RESOURCE(tolerance_resource, Tolerance, "tolerance", "tolerances", "Tolerance",
         "How far the forecast of one aspect may drift before the level above has to decide.");

static const Field exception_resource_fields[] = {
    ROW_FIELDS(ToleranceException),
    FIELD(ToleranceException, tolerance_id, .refers_to = "tolerance", .doc = "Outside which tolerance."),
    LEVEL_FIELDS(ToleranceException),
    FIELD(ToleranceException, aspect, .choices = aspect_names, .doc = "What has drifted."),
    FIELD(ToleranceException, state, .choices = exception_state_names,
          .doc = "An early warning, open, declined (to be brought back), accepted, or cleared by itself."),
    FIELD(ToleranceException, told_id, .nullable = true, .refers_to = "person",
          .doc = "Who set the tolerance, is told and decides."),
    FIELD(ToleranceException, reference, .nullable = true,
          .doc = "What was agreed, when it came into its state."),
    FIELD(ToleranceException, forecast, .nullable = true, .doc = "What the plan said then."),
    FIELD(ToleranceException, deviation, .doc = "How much worse that was, in the aspect's unit."),
    FIELD(ToleranceException, allowed, .doc = "How much was allowed."),
    FIELD(ToleranceException, reference_at, .nullable = true, .doc = "Of time: the finish agreed."),
    FIELD(ToleranceException, forecast_at, .nullable = true, .doc = "Of time: the finish then."),
    FIELD(ToleranceException, since_seq, .doc = "The last event up to which the forecast was inside."),
    FIELD(ToleranceException, cause_seq, .nullable = true, .doc = "The event that moved it."),
    FIELD(ToleranceException, raised_at, .nullable = true, .doc = "When it was raised; null: a warning."),
    FIELD(ToleranceException, closed_at, .nullable = true, .doc = "When it was accepted or cleared."),
    FIELD(ToleranceException, outcome, .nullable = true, .choices = exception_outcome_names,
          .doc = "What accepting it set."),
    FIELD(ToleranceException, baseline_id, .nullable = true, .refers_to = "baseline",
          .doc = "The new baseline."),
    FIELD(ToleranceException, decided_by_id, .nullable = true, .refers_to = "person", .doc = "Who decided."),
    FIELD(ToleranceException, decided_at, .nullable = true, .doc = "When."),
    FIELD(ToleranceException, decision_note, .max = 4000, .multiline = true, .doc = "Why."),
    FIELD(ToleranceException, decision_id, .nullable = true, .refers_to = "decision",
          .doc = "The decision in the log."),
    FIELD(ToleranceException, report, .nullable = true,
          .doc = "The exception report as it was when it was decided."),
};
RESOURCE(exception_resource, ToleranceException, "exception", "exceptions", "Exception",
         "A forecast outside its tolerance, raised and cleared by Trivet itself.");

static const Field token_resource_fields[] = {
    ROW_FIELDS(ApiToken),
    FIELD(ApiToken, person_id, .refers_to = "person", .doc = "For whom it acts."),
    FIELD(ApiToken, name, OWN, .required = true, .min = 1, .max = 100, .doc = "What it is for."),
    FIELD(ApiToken, hash, .secret = true, .doc = "Of the secret."),
    FIELD(ApiToken, scopes, OWN, .max = 4,
          .doc =
              "What it may write: write:plan, write:money, write:decisions, write:accounts. Empty: it only "
              "reads."),
    FIELD(ApiToken, expires_at, OWN, .nullable = true, .doc = "Ends by itself; null: never."),
    FIELD(ApiToken, last_used_at, .nullable = true, .doc = "When it was last used."),
};
OWNED_RESOURCE(token_resource, ApiToken, "token", "tokens", "Token", "person_id",
               "Lets a program act for a person.");

static const Field passkey_resource_fields[] = {
    ROW_FIELDS(Passkey),
    FIELD(Passkey, person_id, .refers_to = "person", .doc = "Whom it signs in."),
    FIELD(Passkey, name, OWN, .required = true, .min = 1, .max = 100, .doc = "What its owner calls it."),
    FIELD(Passkey, credential_id, .max = 1400, .doc = "What the authenticator calls it, as base64url."),
    FIELD(Passkey, public_key, .secret = true, .max = 1400, .doc = "Its signatures are checked with it."),
    FIELD(Passkey, algorithm, .secret = true, .doc = "Of the key, as COSE numbers it."),
    FIELD(Passkey, sign_count, .secret = true, .doc = "The authenticator's counter at its last use."),
    FIELD(Passkey, last_used_at, .nullable = true, .doc = "When it was last used."),
    FIELD(Passkey, copied,
          .doc = "The authenticator's counter went back, so there may be a copy of it: it signs nobody in."),
};
OWNED_RESOURCE(passkey_resource, Passkey, "passkey", "passkeys", "Passkey", "person_id",
               "Signs its person in without a password.");

/* Everybody's to write, nobody's to propose. */
static const Field comment_resource_fields[] = {
    ROW_FIELDS(Comment),
    FIELD(Comment, item_id, OWN, .required = true, .create_only = true, .refers_to = "item",
          .doc = "About which item."),
    FIELD(Comment, text, OWN, .required = true, .min = 1, .max = 10000, .multiline = true,
          .doc = "Markdown. [@Name](/people?person=ID) tells somebody."),
    FIELD(Comment, author_id, .nullable = true, .refers_to = "person", .doc = "Who says it."),
};
RESOURCE(comment_resource, Comment, "comment", "comments", "Comment", "What somebody says about an item.");

static const Field attachment_resource_fields[] = {
    ROW_FIELDS(Attachment),
    FIELD(Attachment, item_id, .nullable = true, .refers_to = "item", .doc = "Where it is attached."),
    FIELD(Attachment, project_id, .nullable = true, .refers_to = "project", .doc = "Where it is attached."),
    FIELD(Attachment, name, .doc = "Of the file."),
    FIELD(Attachment, size_bytes, .unit = "bytes", .doc = "How large it is."),
    FIELD(Attachment, hash, .doc = "BLAKE2b of its content."),
    FIELD(Attachment, author_id, .nullable = true, .refers_to = "person", .doc = "Who attached it."),
};
RESOURCE(attachment_resource, Attachment, "attachment", "attachments", "Attachment",
         "A file with an item or a project.");

static const Field webhook_resource_fields[] = {
    ROW_FIELDS(Webhook),
    FIELD(Webhook, name, OF_ADMIN, .required = true, .min = 1, .max = 100, .doc = "What it is for."),
    FIELD(Webhook, url, OF_ADMIN, .required = true, .secret = true, .min = 8, .max = 1000,
          .doc =
              "Where events are posted to: https://..., in the public network or where the operator allows. "
              "It may hold a secret of the receiver, so it is never shown."),
    FIELD(Webhook, host, .doc = "Of the address: the part that is shown."),
    FIELD(Webhook, secret, .secret = true, .doc = "Signs what is sent."),
    FIELD(Webhook, resources, OF_ADMIN, .max = 50,
          .doc = "Only events of these: item, link ... Empty: of all."),
    FIELD(Webhook, active, OF_ADMIN, .initial = 1,
          .doc = "Off: what happens meanwhile is told when it is on again."),
};
RESOURCE(webhook_resource, Webhook, "webhook", "webhooks", "Webhook",
         "Another program that is told of events.");

static const Field delivery_resource_fields[] = {
    FIELD(Delivery, id, .doc = "For sending it again."),
    FIELD(Delivery, webhook_id, .refers_to = "webhook", .doc = "To whom."),
    FIELD(Delivery, seq, .doc = "The event; its webhook-id is evt_ and this number."),
    FIELD(Delivery, created_at, .doc = "When it was made."),
    FIELD(Delivery, due_at, .doc = "While it waits: when it is tried next."),
    FIELD(Delivery, state, .choices = delivery_state_names, .doc = "Failed: it is not tried any more."),
    FIELD(Delivery, attempts, .doc = "How often it was tried."),
    FIELD(Delivery, status, .nullable = true, .doc = "HTTP status of the last answer."),
    FIELD(Delivery, error, .max = 300, .doc = "Why there was no answer."),
};
RESOURCE(delivery_resource, Delivery, "delivery", "deliveries", "Delivery", "One event for one webhook.");

static const Field event_resource_fields[] = {
    FIELD(Event, seq, .doc = "Counts up over the whole database."),
    FIELD(Event, workspace_id, .refers_to = "workspace", .doc = "Where."),
    FIELD(Event, at, .doc = "When."),
    FIELD(Event, person_id, .nullable = true, .refers_to = "person", .doc = "Who; null: Trivet itself."),
    FIELD(Event, resource, .doc = "What sort of thing: item, link ..."),
    FIELD(Event, action, .doc = "created, updated, deleted or restored."),
    FIELD(Event, subject_id, .doc = "Which one."),
    FIELD(Event, revision, .doc = "Its revision afterwards."),
    FIELD(Event, changes, .doc = "A list of {field, from, to}."),
    FIELD(Event, proposal_id, .nullable = true, .refers_to = "proposal",
          .doc = "The proposal that was accepted with it."),
    FIELD(Event, decision_id, .nullable = true, .refers_to = "decision",
          .doc = "The decision that carried it."),
    FIELD(Event, owner_id, .nullable = true, .refers_to = "person",
          .doc = "Who alone sees it, as he does the thing itself; null: everybody."),
};
OWNED_RESOURCE(event_resource, Event, "event", "events", "Event", "owner_id",
               "One immutable line of history.");

/* clang-format off */
const Resource *const stored_resources[] = {
    &workspace_resource,
    &person_resource,
    &membership_resource,
    &calendar_resource,
    &product_line_resource,
    &program_resource,
    &product_resource,
    &project_resource,
    &release_resource,
    &item_resource,
    &risk_resource,
    &link_resource,
    &resource_resource,
    &assignment_resource,
    &proposal_resource,
    &decision_resource,
    &token_resource,
    &passkey_resource,
    &comment_resource,
    &attachment_resource,
    &webhook_resource,
    &baseline_resource,
    &time_entry_resource,
    &expense_resource,
    &formula_resource,
    &notice_resource,
    &tolerance_resource,
    &exception_resource,
    &scenario_resource,
    &promise_resource,
    &meeting_series_resource,
    &meeting_resource,
    &meeting_point_resource,
    &meeting_action_resource,
    &private_note_resource,
    NULL,
};
/* clang-format on */
