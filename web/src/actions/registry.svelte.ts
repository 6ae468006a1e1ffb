/* The one list of what a person can do. Menus, the command palette, the shortcuts and the help sheet are
 * all made from it; a page adds its own actions while it shows. */
import { untrack } from "svelte";

import { stepOf, takesText } from "./keys";

export type ActionGroup = "create" | "go" | "edit" | "row" | "view" | "plan" | "workspace";
export const actionGroups: readonly ActionGroup[] = ["create", "go", "row", "edit", "plan", "view", "workspace"];

export interface Action {
  id: string;
  label(): string;
  group: ActionGroup;
  /** Any of them runs it; the first is shown. */
  keys?: readonly string[];
  /** Absent: always. */
  when?(): boolean;
  run(): void;
}

const sequencePause = 1200;

class Registry {
  #lists: readonly (readonly Action[])[] = $state.raw([]);
  #begun = "";
  #begunAt = 0;

  /** Answers what takes the actions away again. An effect that registers does not depend on the list. */
  register(list: readonly Action[]): () => void {
    this.#lists = [...untrack(() => this.#lists), list];
    return () => {
      this.#lists = untrack(() => this.#lists).filter((one) => one !== list);
    };
  }

  get all(): readonly Action[] {
    return this.#lists.flat();
  }

  get usable(): readonly Action[] {
    return this.all.filter((action) => action.when?.() ?? true);
  }

  find(id: string): Action | undefined {
    return this.all.find((action) => action.id === id);
  }

  run(id: string): void {
    const action = this.find(id);
    if (action && (action.when?.() ?? true)) action.run();
  }

  /** Runs the action of the key pressed; the later registered wins. */
  press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
    const step = stepOf(event);
    if (takesText(event.target) && !step.startsWith("mod+")) return;
    const begun = event.timeStamp - this.#begunAt < sequencePause ? this.#begun : "";
    const action = (begun && this.#keyed(`${begun} ${step}`)) || this.#keyed(step);
    this.#begun = "";
    if (action) {
      event.preventDefault();
      action.run();
    } else if (this.#opens(step)) {
      this.#begun = step;
      this.#begunAt = event.timeStamp;
    }
  }

  #keyed(keys: string): Action | undefined {
    return this.all.findLast((action) => action.keys?.includes(keys) && (action.when?.() ?? true));
  }

  #opens(step: string): boolean {
    return this.all.some((action) => action.keys?.some((keys) => keys.startsWith(`${step} `)));
  }
}

export const actions = new Registry();
