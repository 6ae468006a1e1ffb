/* My notices: what they lead to and how they are marked. The server shows me mine alone. */
import type { Notice } from "../../../contract/types";
import { m } from "../paraglide/messages";
import { workspace } from "./workspace.svelte";

const pages: Record<string, string> = {
  proposal: "/proposals/",
  meeting: "/meetings/",
  exception: "/exceptions/",
  promise: "/promises/",
  item: "/items/",
};

/** Where the thing is that a notice tells of; null: nowhere in particular. */
export function addressOf(notice: Pick<Notice, "resource" | "subject_id">): string | null {
  const page = pages[notice.resource ?? ""];
  return page && notice.subject_id ? page + notice.subject_id : null;
}

export function unread(): Notice[] {
  return [...workspace.rows("notice").values()].filter((one) => !one.read);
}

export function mark(notice: Notice, read: boolean): void {
  workspace.update("notice", notice.id, { read });
}

export function markAll(): void {
  workspace.group(m.inbox_mark_all(), () => unread().forEach((one) => mark(one, true)));
}

export function clearRead(): void {
  for (const notice of workspace.rows("notice").values()) if (notice.read) workspace.remove("notice", notice.id);
}
