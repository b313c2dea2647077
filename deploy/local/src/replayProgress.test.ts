import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ReplayProgress } from "./replayProgress.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ledgerscope-progress-"));
  await writeFile(join(folder, "recording.json"), "{}");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a replay goes on where it was, and another recording is told from it", async () => {
  const first = new ReplayProgress(folder, folder);
  expect([first.exists(), first.isOfOther(), first.read()]).toEqual([false, false, undefined]);
  first.write(7);
  const next = new ReplayProgress(folder, folder);
  expect([next.exists(), next.isOfOther(), next.read()]).toEqual([true, false, 7]);
  await writeFile(join(folder, "recording.json"), '{"blocks":1}');
  const other = new ReplayProgress(folder, folder);
  expect(other.isOfOther()).toBe(true);
  other.forget();
  expect([other.exists(), other.isOfOther(), other.read()]).toEqual([false, false, undefined]);
});
