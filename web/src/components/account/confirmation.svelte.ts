/* The password once more: one question at a time, however many requests wait for it. */
class Confirmation {
  asking = $state(false);
  #answer: ((given: boolean) => void) | null = null;
  #question: Promise<boolean> | null = null;

  ask(): Promise<boolean> {
    this.#question ??= new Promise((resolve) => {
      this.#answer = resolve;
      this.asking = true;
    });
    return this.#question;
  }

  answer(given: boolean): void {
    this.asking = false;
    this.#answer?.(given);
    this.#answer = this.#question = null;
  }
}

export const confirmation = new Confirmation();
