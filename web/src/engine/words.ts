/* Why there is no schedule, in words that a planner can mend it by. */
import { m } from "../paraglide/messages";
import type { Fault } from "./engine";
import { OwnAncestorError } from "./outline";
import { NoCalendarError } from "./plan";

const SHOWN = 6;

/** "Design → Build → Design" */
export function cycleText(titles: readonly string[]): string {
  const shown = titles.length > SHOWN ? [...titles.slice(0, SHOWN - 1), "…"] : [...titles];
  return [...shown, titles[0] ?? ""].join(" → ");
}

export function faultText(fault: Fault): string {
  switch (fault.kind) {
    case "cycle":
      return m.plan_fault_cycle({ circle: cycleText(fault.cycle.map((task) => fault.plan.items[task]!.title)) });
    case "calendar":
      return m.plan_fault_calendar({ name: fault.plan.calendars[fault.row]?.name ?? "" });
    case "value":
    case "range":
      return m.plan_fault_value({ name: nameOf(fault), field: fault.field });
    default:
      return m.plan_fault_engine({ kind: fault.kind });
  }
}

function nameOf({ plan, table, row }: Fault): string {
  if (table === "tasks") return plan.items[row]?.title ?? "";
  if (table === "projects") return plan.projects[row]?.name ?? "";
  if (table === "resources") return plan.resources[row]?.name ?? "";
  const item = table === "links" ? plan.links[row]?.successor_id : plan.assignments[row]?.item_id;
  const task = plan.taskOf.get(item ?? "");
  return task === undefined ? "" : plan.items[task]!.title;
}

export function errorText(error: unknown): string {
  if (error instanceof OwnAncestorError) return m.plan_fault_ancestor({ name: error.item.title });
  if (error instanceof NoCalendarError) return m.plan_fault_no_calendar({ name: error.project.name });
  return error instanceof Error ? error.message : String(error);
}
