/* The actions that are there on every page. */
import { m } from "../paraglide/messages";
import { preferences } from "../preferences.svelte";
import type { PageName } from "../route";
import { router } from "../router.svelte";
import { session } from "../session.svelte";
import { workspace } from "../model/workspace.svelte";
import { overlays } from "../components/overlays.svelte";
import type { Action } from "./registry.svelte";

function goTo(page: PageName, key: string, label: () => string): Action {
  return { id: `go_${page}`, label, group: "go", keys: [`g ${key}`], run: () => router.go(`/${page}`) };
}

export const appActions: readonly Action[] = [
  {
    id: "create_item",
    label: () => m.action_create_item(),
    group: "create",
    keys: ["c"],
    run: () => overlays.createItem(),
  },
  { id: "import", label: () => m.action_import(), group: "create", run: () => overlays.show("import") },
  { id: "export", label: () => m.action_export(), group: "workspace", run: () => overlays.show("export") },
  { id: "scheduling", label: () => m.action_scheduling(), group: "workspace", run: () => overlays.show("scheduling") },
  goTo("inbox", "i", () => m.action_go_inbox()),
  goTo("meetings", "e", () => m.action_go_meetings()),
  goTo("promises", "o", () => m.action_go_promises()),
  goTo("backlog", "b", () => m.action_go_backlog()),
  goTo("charter", "c", () => m.action_go_charter()),
  goTo("plan", "p", () => m.action_go_plan()),
  goTo("workload", "w", () => m.action_go_workload()),
  goTo("forecast", "f", () => m.action_go_forecast()),
  goTo("flow", "l", () => m.action_go_flow()),
  goTo("budget", "m", () => m.action_go_budget()),
  goTo("time", "t", () => m.action_go_time()),
  goTo("check", "k", () => m.action_go_check()),
  goTo("ways", "o", () => m.action_go_ways()),
  goTo("trivet", "v", () => m.action_go_trivet()),
  goTo("exceptions", "x", () => m.action_go_exceptions()),
  goTo("scenarios", "n", () => m.action_go_scenarios()),
  goTo("proposals", "r", () => m.action_go_proposals()),
  goTo("decisions", "d", () => m.action_go_decisions()),
  goTo("activity", "a", () => m.action_go_activity()),
  goTo("people", "u", () => m.action_go_people()),
  goTo("settings", "s", () => m.action_go_settings()),
  { id: "go_account", label: () => m.action_go_account(), group: "go", run: () => router.go("/settings?tab=account") },
  {
    id: "palette",
    label: () => m.action_palette(),
    group: "view",
    keys: ["mod+k"],
    run: () => overlays.toggle("palette"),
  },
  { id: "help", label: () => m.action_help(), group: "view", keys: ["?"], run: () => overlays.toggle("help") },
  {
    id: "undo",
    label: () => (workspace.undoLabel ? m.action_undo_what({ what: workspace.undoLabel }) : m.action_undo()),
    group: "edit",
    keys: ["mod+z"],
    when: () => workspace.undoLabel !== null,
    run: () => workspace.undo(),
  },
  {
    id: "redo",
    label: () => (workspace.redoLabel ? m.action_redo_what({ what: workspace.redoLabel }) : m.action_redo()),
    group: "edit",
    keys: ["mod+shift+z", "mod+y"],
    when: () => workspace.redoLabel !== null,
    run: () => workspace.redo(),
  },
  {
    id: "retry_writes",
    label: () => m.action_retry_writes(),
    group: "edit",
    when: () => workspace.writes.some((write) => write.state === "failed"),
    run: () => workspace.retry(),
  },
  { id: "theme", label: () => m.action_theme(), group: "view", keys: ["t t"], run: () => preferences.toggleTheme() },
  {
    id: "language",
    label: () => m.action_language(),
    group: "view",
    run: () => preferences.setLocale(preferences.locale === "en" ? "de" : "en"),
  },
  { id: "sign_out", label: () => m.action_sign_out(), group: "workspace", run: () => void session.signOut() },
];
