import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withLock } from "./withLock.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fabric-devnet-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("changes of several processes do not undo each other", async () => {
  const file = join(folder, "count");
  await writeFile(file, "0");
  const script = `
    import { readFileSync, writeFileSync } from "node:fs";
    import { withLock } from ${JSON.stringify(join(import.meta.dirname, "withLock.ts"))};
    for (let i = 0; i < 50; i++)
      withLock(${JSON.stringify(`${file}.lock`)}, () => {
        writeFileSync(${JSON.stringify(file)}, String(Number(readFileSync(${JSON.stringify(file)}, "utf8")) + 1));
      });
  `;
  const program = join(folder, "count.mts");
  await writeFile(program, script);
  const run = () => promisify(execFile)(process.execPath, ["--import", "tsx", program], { cwd: import.meta.dirname });
  await Promise.all([run(), run(), run()]);
  expect(await readFile(file, "utf8")).toBe("150");
});

test("the lock of somebody who was killed does not last", async () => {
  const lock = join(folder, "stale.lock");
  await writeFile(lock, "");
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(lock, longAgo, longAgo);
  expect(withLock(lock, () => "done")).toBe("done");
});
