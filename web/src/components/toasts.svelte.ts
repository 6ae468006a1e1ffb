/* Short messages at the lower edge: what happened, and one thing to do about it. */

export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "good" | "bad";
  action: { label: string; run(): void } | null;
}

const shownFor = 6000;

class Toasts {
  list: readonly Toast[] = $state.raw([]);
  #next = 1;

  show(text: string, options: Partial<Omit<Toast, "id" | "text">> = {}): void {
    const toast: Toast = { id: this.#next++, text, tone: "plain", action: null, ...options };
    this.list = [...this.list.filter((one) => one.text !== text), toast].slice(-3);
    setTimeout(() => this.dismiss(toast.id), toast.tone === "bad" ? 2 * shownFor : shownFor);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
