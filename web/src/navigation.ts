/* The pages of the sidebar, by what somebody comes for. A page's name is also its icon's. */
import type { IconName } from "./components/Icon.svelte";
import { m } from "./paraglide/messages";
import type { PageName } from "./route";

interface Group {
  title: () => string;
  pages: [PageName & IconName, () => string][];
}

export const groups: Group[] = [
  {
    title: m.pages_mine,
    pages: [["inbox", m.page_inbox]],
  },
  {
    title: m.pages_product,
    pages: [
      ["backlog", m.page_backlog],
      ["promises", m.page_promises],
    ],
  },
  {
    title: m.pages_project,
    pages: [
      ["charter", m.page_charter],
      ["plan", m.page_plan],
      ["workload", m.page_workload],
      ["forecast", m.page_forecast],
      ["flow", m.page_flow],
      ["budget", m.page_budget],
      ["time", m.page_time],
      ["check", m.page_check],
    ],
  },
  {
    title: m.pages_agree,
    pages: [
      ["trivet", m.page_trivet],
      ["exceptions", m.page_exceptions],
      ["ways", m.page_ways],
      ["scenarios", m.page_scenarios],
      ["proposals", m.page_proposals],
      ["decisions", m.page_decisions],
      ["meetings", m.page_meetings],
    ],
  },
  {
    title: m.pages_workspace,
    pages: [
      ["activity", m.page_activity],
      ["people", m.page_people],
      ["settings", m.page_settings],
    ],
  },
];
