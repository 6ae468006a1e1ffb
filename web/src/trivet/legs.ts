/* The three legs of a release or a project: scope, time and budget against what was agreed and tolerated, as the live
 * plan has them and as they would be. Pure; the server's tolerances stand by the same rules. */
import type { Standing, Tolerance } from "../../../contract/types";
import type { Schedule } from "../engine/engine";
import { MINUTE_NONE, minuteOf } from "../engine/minutes";
import type { PlanSource } from "../engine/source";
import { deliveredOf, figuresOf, outlineOfRows, outlineOfSchedule, rowsOf, type Level, type Part, type Rows } from "./outline";

export const aspects = ["scope", "time", "cost"] as const;
export type LegAspect = (typeof aspects)[number];
export type State = Standing["state"];

/** What was agreed: frozen rows, and the projects that they cover. */
export interface Agreed {
  rows: Rows;
  projects: ReadonlySet<string>;
}
export const nothingAgreed: Agreed = { rows: outlineOfRows([]), projects: new Set() };

export interface Leg {
  aspect: LegAspect;
  /** Features, minutes since 1970 or cents; null: nothing was agreed, or nothing is planned. */
  reference: number | null;
  forecast: number | null;
  /** Features in or out, elapsed minutes, cents; positive is worse. */
  deviation: number;
  /** The date or budget that is promised, whatever the baseline says; null: none. */
  limit: number | null;
  /** Null: nobody has set a tolerance. */
  allowed: number | null;
  state: State;
  /** Scope: what is gone, and what is new. */
  gone: string[];
  added: string[];
}

export function stateOf(deviation: number, tolerance: Pick<Tolerance, "allowed" | "warning_percent">): State {
  if (deviation > tolerance.allowed) return "beyond";
  const near = deviation > 0 && tolerance.warning_percent < 100 && deviation * 100 >= tolerance.allowed * tolerance.warning_percent;
  return near ? "warning" : "within";
}

/** The date or budget that counts where no baseline does. */
function agreedDate(level: Level, source: PlanSource): number {
  if (level.item_id !== null) return minuteOf(source.items.get(level.item_id)?.deadline_at);
  if (level.project_id !== null) return minuteOf(source.projects.get(level.project_id)?.must_finish_at);
  const target = level.release_id === null ? null : source.releases.get(level.release_id)?.target_on;
  return target ? minuteOf(target) + 1440 : MINUTE_NONE;
}

function known(minute: number): number | null {
  return minute === MINUTE_NONE ? null : minute;
}

function scopeOf(then: Part, now: Part): Omit<Leg, "allowed" | "state"> {
  const agreed = then.at.length > 0;
  const features = then.at.some((row) => then.rows.feature[row]);
  const [before, after] = [deliveredOf(then, features), deliveredOf(now, features || !agreed)];
  const gone = agreed ? [...before].filter((id) => !after.has(id)) : [];
  const added = agreed ? [...after].filter((id) => !before.has(id)) : [];
  const reference = agreed ? before.size : null;
  return { aspect: "scope", reference, forecast: after.size, deviation: gone.length + added.length, limit: null, gone, added };
}

export function legsOf(schedule: Schedule, agreed: Agreed, level: Level, tolerances: Iterable<Tolerance>): Leg[] {
  const { source } = schedule.plan;
  const then = rowsOf(agreed.rows, level);
  const now = rowsOf(outlineOfSchedule(schedule), level, then.at.length ? agreed.projects : null);
  const [was, is] = [figuresOf(then), figuresOf(now)];
  const budget = level.project_id === null ? null : (source.projects.get(level.project_id)?.budget_cents ?? null);
  const promised = known(agreedDate(level, source));
  const plain = (aspect: LegAspect, reference: number | null, forecast: number | null, limit: number | null): Omit<Leg, "allowed" | "state"> => ({
    limit,
    aspect,
    reference,
    forecast,
    deviation: reference === null || forecast === null ? 0 : forecast - reference,
    gone: [],
    added: [],
  });
  const legs = [
    scopeOf(then, now),
    plain("time", then.at.length ? known(was.finish) : promised, known(is.finish), promised),
    plain("cost", then.at.length ? was.cost : budget, now.at.length ? is.cost : null, budget),
  ];
  const set = [...tolerances].filter(
    (one) => one.project_id === level.project_id && one.release_id === level.release_id && one.item_id === level.item_id,
  );
  return legs.map((leg) => {
    const tolerance = set.find((one) => one.aspect === leg.aspect);
    const judged = tolerance !== undefined && leg.reference !== null && leg.forecast !== null;
    return { ...leg, allowed: tolerance?.allowed ?? null, state: judged ? stateOf(leg.deviation, tolerance) : "unknown" };
  });
}
