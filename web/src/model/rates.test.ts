import { describe, expect, it } from "vitest";
import type { Resource, ResourceRate } from "../../../contract/types";
import { row } from "../engine/fixture";
import { priced, ratesOf, tablesOf, withRateFrom, withoutRate } from "./rates";

const rate = (rate_table: "a" | "b", effective_at: string | null, rate_cents_per_hour: number): ResourceRate => ({
  rate_table,
  effective_at,
  rate_cents_per_hour,
  overtime_rate_cents_per_hour: null,
  cost_per_use_cents: 0,
});
const ann = (rates: ResourceRate[] = []): Resource => row("resource", "ann", { rate_cents_per_hour: 6000, rates });
const rise = rate("a", "2026-07-01T00:00", 7500);

describe("rates", () => {
  it("begin in table a with what the resource says", () => {
    expect(ratesOf(ann([rise]), "a").map((one) => one.rate_cents_per_hour)).toEqual([6000, 7500]);
    expect(ratesOf(ann([rise]), "b")).toEqual([]);
    expect(tablesOf(ann([rise, rate("b", null, 9000)]))).toEqual(["a", "b"]);
  });
  it("are written where they stand", () => {
    expect(priced(ann([rise]), "a", 0, { rate_cents_per_hour: 6500 })).toEqual({ rate_cents_per_hour: 6500 });
    expect(priced(ann([rise]), "a", 1, { rate_cents_per_hour: 8000 }).rates).toEqual([{ ...rise, rate_cents_per_hour: 8000 }]);
  });
  it("are added with what holds until then, in order, once a day", () => {
    const more = withRateFrom(ann([rise, rate("b", null, 9000)]), "a", "2026-02-01");
    expect(more!.rates).toEqual([rate("a", "2026-02-01T00:00", 6000), rise, rate("b", null, 9000)]);
    expect(withRateFrom(ann([rise]), "a", "2026-07-01")).toBeNull();
    expect(withRateFrom(ann(), "a", "")).toBeNull();
    expect(withRateFrom(ann(), "b", "")!.rates).toEqual([rate("b", null, 6000)]);
  });
  it("are taken away", () => {
    expect(withoutRate(ann([rise]), "a", 1)).toMatchObject({ rates: [], rate_cents_per_hour: 6000 });
    expect(withoutRate(ann([rise, rate("b", null, 9000)]), "b", 0).rates).toEqual([rise]);
  });
});
