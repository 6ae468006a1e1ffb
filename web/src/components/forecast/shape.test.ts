import { describe, expect, it } from "vitest";

import type { ForecastDriver } from "../../../../contract/types";
import { finishBins, msOf, spanOf, tornado } from "./shape";

const bin = (from_at: string, trials: number, up_to: number) => ({ from_at, trials, up_to });
const driver = (risk_id: string, p80_minutes: number): ForecastDriver => ({
  risk_id,
  p50_minutes: 0,
  p80_minutes,
  mean_minutes: 0,
  p50_cents: 0,
  p80_cents: 0,
  mean_cents: 0,
});

describe("the shape of a forecast", () => {
  it("gives each bar its width and its share", () => {
    const made = finishBins([bin("2026-01-05T00:00", 25, 25), bin("2026-01-06T00:00", 75, 100)]);
    expect(made.map((one) => one.share)).toEqual([0.25, 0.75]);
    expect(made.map((one) => one.upTo)).toEqual([0.25, 1]);
    expect(made[0]!.to).toBe(made[1]!.from);
    expect(made[1]!.to - made[1]!.from).toBe(86400000);
  });

  it("makes room for marks beside the bars", () => {
    const made = finishBins([bin("2026-01-05T00:00", 1, 1)]);
    expect(spanOf(made, [msOf("2026-01-01T00:00"), null])[0]).toBe(msOf("2026-01-01T00:00"));
  });

  it("sorts the tornado by what moves most, chances as well as threats", () => {
    expect(tornado([driver("a", 10), driver("b", -500), driver("c", 0)], "date").map((one) => one.risk_id)).toEqual(["b", "a"]);
  });
});
