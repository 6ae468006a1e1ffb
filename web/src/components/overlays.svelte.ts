/* Which dialog is open over the page: at most one. */
import type { ItemCreate } from "../../../contract/types";

export type OverlayName = "palette" | "help" | "create" | "import" | "export" | "scheduling";

class Overlays {
  open: OverlayName | null = $state(null);
  /** What a new item starts with, from where the user is: its product, project, parent. */
  start: Partial<ItemCreate> = $state.raw({});
  /** Set by the page that shows: what a new item starts with there. */
  suggest: () => Partial<ItemCreate> = () => ({});

  /** The project that a dialog is about, where it was opened from one. */
  subject: string | null = $state(null);

  show(name: OverlayName, subject: string | null = null): void {
    this.open = name;
    this.subject = subject;
  }
  toggle(name: OverlayName): void {
    this.open = this.open === name ? null : name;
  }
  close(): void {
    this.open = null;
  }
  createItem(start?: Partial<ItemCreate>): void {
    this.start = start ?? this.suggest();
    this.open = "create";
  }
}

export const overlays = new Overlays();
