/* The decisions behind the values of the thing that is shown: provided around its fields, read by each. */
import { getContext, setContext } from "svelte";

import type { Origin, Origins } from "../../../contract/types";
import { Answer } from "./answer.svelte";

const key = Symbol("origins");

type Find = (field: string) => Origin | undefined;

/** To be called while the component around the fields is made. */
export function provideOrigins(subject: () => string): void {
  const answer = new Answer<Origins>(() => (subject().startsWith("~") ? null : `/origins?subject_id=${subject()}`));
  setContext<Find>(key, (field) => answer.data?.fields.find((one) => one.field === field));
}

export function originsHere(): Find {
  return getContext<Find | undefined>(key) ?? (() => undefined);
}
