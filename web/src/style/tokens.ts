/* The computed colours of the tokens, for what is drawn on a canvas. */

/** "--accent" to "rgb(...)" in the theme that shows now. */
export function tokenColours<N extends string>(names: readonly N[]): Record<N, string> {
  const probe = document.createElement("span");
  document.body.append(probe);
  const colours = {} as Record<N, string>;
  for (const name of names) {
    probe.style.color = `var(${name})`;
    colours[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return colours;
}
