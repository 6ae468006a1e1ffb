/* Who is signed in. Everything else is loaded only when somebody is. */
import type { SetupState } from "../../contract/types";
import { ApiError, get, post, request, type SessionView } from "./api/client";
import { canPasskeys, signInByPasskey } from "./api/passkeys";
import { workspace } from "./model/workspace.svelte";

export type SessionState = "asking" | "choosing-password" | "setup" | "signed-out" | "signed-in" | "unreachable";

export interface SetupRequest {
  token: string;
  workspace_name: string;
  person_name: string;
  email: string;
  password: string;
  time_zone: string;
  example: boolean;
}

class Session {
  state: SessionState = $state("asking");

  /** The server can renew a forgotten password by mail. */
  mails = $state(false);
  /** The server takes passkeys at its address, and this browser has them. */
  passkeys = $state(false);

  async start(): Promise<void> {
    this.state = location.pathname === "/welcome" ? "choosing-password" : "asking";
    if (this.state === "choosing-password") return;
    try {
      this.#begin(await get<SessionView>("/v1/session"));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) await this.#askSetup();
      else this.state = "unreachable";
    }
  }

  async #askSetup(): Promise<void> {
    try {
      const { needed, mails, passkeys } = await get<SetupState>("/v1/setup");
      this.mails = mails;
      this.passkeys = passkeys && canPasskeys();
      this.state = needed ? "setup" : "signed-out";
    } catch {
      this.state = "unreachable";
    }
  }

  async signIn(email: string, password: string, code: string): Promise<void> {
    this.#begin(await post<SessionView>("/v1/session", { email, password, code: code || null }));
  }

  async signInByPasskey(): Promise<void> {
    this.#begin(await signInByPasskey());
  }

  async setUp(given: SetupRequest): Promise<void> {
    this.#begin(await post<SessionView>("/v1/setup", given));
  }

  async signOut(): Promise<void> {
    await request("DELETE", "/v1/session");
    location.assign("/");
  }

  /** After a lost connection: is it only the network, or has the session ended? */
  async check(): Promise<void> {
    try {
      await get<SessionView>("/v1/session");
      workspace.wake();
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) location.reload();
    }
  }

  #begin(view: SessionView): void {
    this.state = "signed-in";
    void workspace.open(view);
  }
}

export const session = new Session();
