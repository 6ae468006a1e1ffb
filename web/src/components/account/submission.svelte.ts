/* A form on its way to the server: whether it is being sent, and what the server had against it. */
import { ApiError, type Problem } from "../../api/client";
import { PasskeyError } from "../../api/passkeys";
import { m } from "../../paraglide/messages";

function problemOf(cause: unknown): Problem {
  if (cause instanceof ApiError) return cause.problem;
  return { status: -1, title: cause instanceof PasskeyError ? m.passkey_broken_off() : String(cause) };
}

export class Submission {
  busy = $state(false);
  problem: Problem | null = $state.raw(null);

  get text(): string {
    const { detail, title = "", hint = "" } = this.problem ?? {};
    return `${detail ?? title} ${hint}`.trim();
  }
  at(field: string): boolean {
    return this.problem?.field === field;
  }

  /** Answers whether it worked. */
  async send(work: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (cause) {
      this.problem = problemOf(cause);
    }
    this.busy = false;
    return this.problem === null;
  }
}
