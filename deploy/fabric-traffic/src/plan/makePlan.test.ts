import { expect, test } from "vitest";
import { intents } from "./intents.ts";
import { makePlan, type PlanOptions } from "./makePlan.ts";
import { defaultMix, parseMix } from "./mix.ts";

const options: PlanOptions = {
  seed: 3,
  rate: 50,
  seconds: 40,
  mix: defaultMix,
  organisations: ["Org1MSP", "Org2MSP", "Org3MSP"],
  timeMs: Date.UTC(2026, 10, 21),
};

test("the same seed makes the same submissions, another seed makes others", () => {
  expect(makePlan(options)).toEqual(makePlan(options));
  expect(makePlan({ ...options, seed: 4 })).not.toEqual(makePlan(options));
});

test("a longer run begins with the submissions of a shorter one", () => {
  const short = makePlan({ ...options, seconds: 10 });
  expect(makePlan(options).slice(0, short.length)).toEqual(short);
});

test("submissions come at the rate asked for, half through each library", () => {
  const plan = makePlan(options);
  expect(plan.length / (options.rate * options.seconds)).toBeGreaterThan(0.9);
  expect(plan.length / (options.rate * options.seconds)).toBeLessThan(1.1);
  const gateway = plan.filter(({ client }) => client === "fabric-gateway").length;
  expect(Math.abs(gateway - plan.length / 2)).toBeLessThanOrEqual(1);
  const due = plan.map(({ atMs }) => atMs);
  expect(due).toEqual([...due].sort((a, b) => a - b));
});

test("every kind of traffic of the default mix is in a long run", () => {
  const groups = new Set(makePlan(options).map(({ group }) => group.replace(/-\d+$/, "")));
  expect([...groups].sort()).toEqual(Object.keys(intents).sort());
});

test("what a submission waits for is of its own group, or the setup of the relief fund; nothing waits in a circle", () => {
  const plan = makePlan({ ...options, seconds: 10, mix: parseMix("all,relief-fund=5") });
  const byNumber = new Map(plan.map((one) => [one.n, one]));
  for (const one of plan) {
    expect(byNumber.get(one.n)).toBe(one);
    for (const n of one.after ?? []) {
      expect(n).toBeLessThan(one.n);
      expect([one.group, "setup"]).toContain(byNumber.get(n)?.group);
    }
    // A held-back envelope may wait for a later one, which must not wait for it.
    for (const n of one.submitAfter ?? []) expect(byNumber.get(n)?.after ?? []).not.toContain(one.n);
  }
});

test("no two groups of a run write the same fresh key", () => {
  const keys = new Map<string, string>();
  for (const { intends, args, group } of makePlan({
    ...options,
    mix: parseMix("put,phantom,mvccAcrossBlocks,duplicate"),
  })) {
    if (!["put", "phantom", "duplicate"].includes(intends)) continue;
    const key = args[0] ?? "";
    expect(keys.get(key) ?? group).toBe(group);
    keys.set(key, group);
  }
  expect(keys.size).toBeGreaterThan(500);
});

test("roles submit the relief fund's steps: setup first, then stories, each step after the one before", () => {
  const plan = makePlan({ ...options, rate: 5, mix: { "relief-fund": 1 } });
  const setup = plan.filter(({ group }) => group === "setup");
  expect(setup.map(({ n }) => n)).toEqual(setup.map((_, place) => place));
  expect(setup.map(({ after }) => after)).toEqual(setup.map((_, place) => (place === 0 ? undefined : [0])));
  expect(new Set(plan.map(({ as }) => as.user)).size).toBeGreaterThan(5);
  const story = plan.filter(({ group }) => group === plan[setup.length]?.group);
  expect(story[0]?.after).toEqual(setup.map(({ n }) => n));
  for (const [place, step] of story.entries())
    if (place > 0) expect(Math.max(...(step.after ?? []))).toBeGreaterThanOrEqual(story[0]?.n ?? 0);
});

test("the relief fund's roles are shared out among the organisations there are", () => {
  const organisationsOf = (organisations: string[]): string[] => {
    const plan = makePlan({ ...options, rate: 5, organisations, mix: { "relief-fund": 1 } });
    return [...new Set(plan.map(({ as }) => as.mspId))].sort();
  };
  for (const organisations of [["Org1MSP"], ["Org1MSP", "Org2MSP"], ["Org1MSP", "Org2MSP", "Org3MSP"]])
    expect(organisationsOf(organisations)).toEqual(organisations);
});

test("a mix that names what does not exist says what exists", () => {
  expect(() => parseMix("put=1,nonsense=2")).toThrow(/"nonsense".*phantom/);
  expect(() => parseMix("put=-1")).toThrow(/share/);
  expect(() => parseMix("put=0")).toThrow(/empty/);
  expect(parseMix("put=4, phantom")).toEqual({ put: 4, phantom: 1 });
});
