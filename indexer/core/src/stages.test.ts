import { expect, test } from "vitest";
import { STAGES, stagePlace } from "./stages.ts";

test("each stage stands once, behind what it is a part of", () => {
  for (const stages of Object.values<readonly string[]>(STAGES)) {
    expect(new Set(stages).size).toBe(stages.length);
    for (const stage of stages) {
      const whole = stage.slice(0, stage.lastIndexOf("."));
      if (stages.includes(whole)) expect(stagePlace(stage), stage).toBeGreaterThan(stagePlace(whole));
    }
  }
  expect(stagePlace("fabric.node.started")).toBeGreaterThan(stagePlace("evm.finalize"));
});
