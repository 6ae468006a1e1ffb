/* Which figures of which item its panel explains. The plan opens them from its own actions, so that this is
 * kept outside of the panel; another item begins with none. */
export const figures = ["start", "finish", "late_finish", "total_float", "cost"] as const;
export type Figure = (typeof figures)[number];

class Explained {
  #open: { item: string; figures: readonly Figure[] } = $state.raw({ item: "", figures: [] });

  of(item: string): readonly Figure[] {
    return this.#open.item === item ? this.#open.figures : [];
  }

  open(item: string, opened: readonly Figure[]): void {
    this.#open = { item, figures: opened };
  }

  toggle(item: string, figure: Figure): void {
    const before = this.of(item);
    this.open(item, before.includes(figure) ? before.filter((one) => one !== figure) : [...before, figure]);
  }
}

export const explained = new Explained();
