import { describe, expect, it } from "vitest";

import type { Forecast } from "../../../contract/types";
import { oddsOf } from "./promises";

const forecast = {
  groups: [
    { subject: "project", subject_id: "r1", p50_at: "no", p80_at: "no" },
    { subject: "release", subject_id: "r1", p50_at: "2026-03-02T17:00", p80_at: "2026-03-09T17:00" },
  ],
  tasks: [{ item_id: "i1", p50_at: "2026-02-02T17:00", p80_at: "2026-02-03T17:00" }],
} as unknown as Forecast;

describe("a promise's odds", () => {
  it("are those of its release, or of its item", () => {
    expect(oddsOf(forecast, { release_id: "r1", item_id: null })).toMatchObject({ p50_at: "2026-03-02T17:00", p80_at: "2026-03-09T17:00" });
    expect(oddsOf(forecast, { release_id: null, item_id: "i1" })).toMatchObject({ p50_at: "2026-02-02T17:00" });
  });

  it("are none without a forecast, or when it does not have it", () => {
    expect(oddsOf(null, { release_id: "r1", item_id: null })).toBeNull();
    expect(oddsOf(forecast, { release_id: "r2", item_id: null })).toBeNull();
  });
});
