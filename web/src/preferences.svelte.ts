/* What a person chose for this browser: theme and language. */
import { getLocale, locales, setLocale } from "./paraglide/runtime";

export type Theme = "system" | "light" | "dark";
export type Locale = (typeof locales)[number];

const themeKey = "trivet.theme";

class Preferences {
  theme: Theme = $state("system");
  /** Rises when the colours on the screen change: canvases draw anew. */
  themeVersion = $state(0);

  start(): void {
    const kept = localStorage.getItem(themeKey);
    if (kept === "light" || kept === "dark") this.theme = kept;
    this.#show();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.themeVersion++);
    document.documentElement.lang = getLocale();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    if (theme === "system") localStorage.removeItem(themeKey);
    else localStorage.setItem(themeKey, theme);
    this.#show();
  }

  toggleTheme(): void {
    const dark =
      this.theme === "dark" || (this.theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
    this.setTheme(dark ? "light" : "dark");
  }

  get locale(): Locale {
    return getLocale();
  }

  /** The page loads anew: everything on it is text. */
  setLocale(locale: Locale): void {
    void setLocale(locale);
  }

  #show(): void {
    if (this.theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = this.theme;
    this.themeVersion++;
  }
}

export const preferences = new Preferences();
export { locales };
