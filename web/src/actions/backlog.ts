/* The actions of the backlog, on the row of the cursor. */
import type { BacklogGridState } from "../components/backlog/grid.svelte";
import { overlays } from "../components/overlays.svelte";
import { workspace } from "../model/workspace.svelte";
import { m } from "../paraglide/messages";
import { router } from "../router.svelte";
import type { Action } from "./registry.svelte";

export function backlogActions(grid: BacklogGridState, focusFilter: () => void): Action[] {
  const onRow = (): boolean => grid.row !== undefined;
  const onRoot = (): boolean => grid.row?.depth === 0;
  const centre = { x: innerWidth / 2, y: innerHeight / 2 };
  const move = (by: -1 | 1) => grid.stepMove(by, centre.x, centre.y);
  return [
    { id: "row_next", label: () => m.action_row_next(), group: "row", keys: ["j"], run: () => grid.step(1) },
    { id: "row_previous", label: () => m.action_row_previous(), group: "row", keys: ["k"], run: () => grid.step(-1) },
    { id: "row_select", label: () => m.action_row_select(), group: "row", keys: ["x"], when: onRow, run: () => grid.toggleSelected() },
    { id: "row_edit", label: () => m.action_row_edit(), group: "row", keys: ["F2", "e"], when: onRow, run: () => void grid.startEditing() },
    { id: "row_open", label: () => m.action_row_open(), group: "row", keys: ["o"], when: onRow, run: () => router.openItem(grid.activeId!) },
    { id: "row_up", label: () => m.action_row_up(), group: "row", keys: ["alt+ArrowUp"], when: onRoot, run: () => move(-1) },
    { id: "row_down", label: () => m.action_row_down(), group: "row", keys: ["alt+ArrowDown"], when: onRoot, run: () => move(1) },
    {
      id: "move_drop",
      label: () => m.action_move_drop(),
      group: "row",
      keys: ["Enter"],
      when: () => grid.move !== null,
      run: () => grid.drop(),
    },
    {
      id: "move_cancel",
      label: () => m.action_move_cancel(),
      group: "row",
      keys: ["Escape"],
      when: () => grid.move !== null,
      run: () => grid.cancelMove(),
    },
    {
      id: "create_child",
      label: () => m.action_create_child(),
      group: "create",
      keys: ["shift+c"],
      when: onRow,
      run: () => overlays.createItem({ parent_id: grid.activeId, kind: "story" }),
    },
    {
      id: "row_delete",
      label: () => m.action_row_delete(),
      group: "row",
      keys: ["Delete"],
      when: onRow,
      run: () => {
        const { item } = grid.row!;
        workspace.remove("item", item.id, { label: m.undo_delete({ title: item.title }) });
      },
    },
    { id: "filter", label: () => m.action_filter(), group: "view", keys: ["/"], run: focusFilter },
  ];
}
