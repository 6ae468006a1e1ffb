/* Keyboard shortcuts as text: "c", "?", "mod+k", "alt+ArrowUp", "g b" (one after the other). "mod" is Ctrl,
 * or Cmd on Apple's machines. */

export const apple = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** The press as one step of a shortcut. Shift counts for letters and named keys, not for "?" and kin. */
export function stepOf(press: KeyPress, onApple = apple): string {
  const letter = press.key.length === 1 && press.key.toLowerCase() !== press.key.toUpperCase();
  const named = press.key.length > 1;
  let step = "";
  if (onApple ? press.metaKey : press.ctrlKey) step += "mod+";
  if (press.altKey) step += "alt+";
  if (press.shiftKey && (letter || named)) step += "shift+";
  return step + (letter ? press.key.toLowerCase() : press.key);
}

/** How the shortcut is written for people, one text for each key of it. */
export function keyCaps(shortcut: string, onApple = apple): string[] {
  const names: Record<string, string> = {
    mod: onApple ? "⌘" : "Ctrl",
    alt: onApple ? "⌥" : "Alt",
    shift: "⇧",
    ArrowUp: "↑",
    ArrowDown: "↓",
    ArrowLeft: "←",
    ArrowRight: "→",
    Escape: "Esc",
    Enter: "↵",
    Delete: "Del",
  };
  return shortcut
    .split(" ")
    .flatMap((step) => (step === "+" ? ["+"] : step.split("+")))
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}

/** Whether keys belong to what has the focus: text is being typed there, or a menu is open. */
export function takesText(target: EventTarget | null): boolean {
  if (typeof Element === "undefined" || !(target instanceof Element)) return false;
  if (target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]")) return true;
  return target.closest("[role=menu], [role=listbox]") !== null;
}
