/* The words for what the contract names: kinds, states, roles, fields. A name that has no message shows as
 * it is, with its underscores as blanks. */
import { m } from "./paraglide/messages";

type Plain = () => string;

export function word(prefix: "kind" | "state" | "field" | "role" | "constraint" | "stage" | "release" | "proposal" | "resource" | "side" | "source" | "outcome" | "aspect" | "link" | "lag" | "means" | "custody" | "task_type" | "contour" | "risk" | "response" | "roam" | "effect" | "estimate" | "notice" | "hint" | "progress_mode" | "lag_calendar" | "float_kind" | "critical_by" | "float_paths_by" | "moscow" | "kano" | "feeling" | "point" | "result" | "meeting" | "template" | "every" | "promised" | "figure" | "share" | "no_ways", name: string | null | undefined): string {
  if (!name) return "";
  const message = (m as unknown as Record<string, Plain>)[`${prefix}_${name}`];
  return message ? message() : name.replaceAll("_", " ");
}
