import { execFile } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ConfigError } from "@ledgerscope/core";
import { openWarehouse } from "@ledgerscope/warehouse";
import { afterAll, expect, test } from "vitest";
import { root } from "./support/cli.ts";

/** Folders that cannot be what a warehouse needs: one clear sentence each, and nothing lost. */
const folder = mkdtempSync(join(tmpdir(), "ledgerscope-folder-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 }));
const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

/** Rows of one incompressible string of about `megabytes`. */
const noise = (megabytes: number): Buffer => {
  const text = Buffer.alloc(megabytes * 1e6);
  for (let at = 0; at < text.length; at += 65536) crypto.getRandomValues(text.subarray(at, at + 65536));
  return Buffer.from(`{"a":"${text.toString("hex")}"}`);
};

const configError = async (work: Promise<unknown>): Promise<Error> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConfigError);
  const { message } = error as Error;
  expect(message).not.toContain("\n");
  expect(message.length).toBeLessThan(400);
  return error as Error;
};

/** A server ends some seconds after its last user, and writes until then. */
const serverEnds = (path: string): Promise<void> =>
  expect.poll(() => readdirSync(join(path, "run")).includes("server.json"), { timeout: 10_000 }).toBe(false);

test("a full disk: inserts are refused in one sentence, reads go on, and once there is space again so do inserts", async (context) => {
  const disk = join(folder, "disk");
  mkdirSync(disk);
  try {
    if (!isRoot) throw new Error("not root");
    await run("mount", ["-t", "tmpfs", "-o", "size=48m", "tmpfs", disk]);
  } catch (error) {
    context.skip(`no small disk can be mounted: ${(error as Error).message.trim()}`);
  }
  try {
    const path = join(disk, "data");
    const warehouse = await openWarehouse({ path });
    try {
      await warehouse.command("CREATE TABLE t (a String) ENGINE = MergeTree ORDER BY tuple()");
      const insert = (bytes: Uint8Array, token: string): Promise<void> =>
        warehouse.insert({ table: "default.t", format: "JSONEachRow", columns: ["a"], bytes }, { token });
      let stored = 0;
      const fill = async (): Promise<void> => {
        for (; stored < 50; stored++) await insert(noise(3), `noise:${stored}`);
      };
      const error = await configError(fill());
      expect(error.message).toContain(`no space left on the disk of the warehouse ${path}: free some`);
      expect(stored).toBeGreaterThan(2);
      expect(await warehouse.query("SELECT count() AS n FROM t")).toEqual([{ n: String(stored) }]);
      await warehouse.command("TRUNCATE TABLE t SYNC");
      const small = (): Promise<void> => insert(Buffer.from('{"a":"x"}'), "small");
      await expect
        .poll(
          () =>
            small().then(
              () => "stored",
              (e: Error) => e.message,
            ),
          { timeout: 10_000 },
        )
        .toBe("stored");
    } finally {
      await warehouse.close();
    }
    await serverEnds(path);
    const other = join(disk, "other");
    await run("dd", ["if=/dev/zero", `of=${join(disk, "filler")}`, "bs=64k"]).catch(() => {});
    expect((await configError(openWarehouse({ path: other }))).message).toMatch(
      /^no space left on the disk of the warehouse/,
    );
  } finally {
    await run("umount", ["-l", disk]).catch(() => {});
  }
});

test("no permission: one sentence that names the folder", async (context) => {
  const path = join(folder, "forbidden");
  mkdirSync(path);
  if (!isRoot) {
    chmodSync(path, 0o500);
    const error = await configError(openWarehouse({ path }));
    expect(error.message).toBe(
      `no permission to write the warehouse folder ${path}: change its owner or warehouse.path`,
    );
    return;
  }
  // Root may write everything: the command line runs as nobody.
  chmodSync(folder, 0o755);
  chmodSync(path, 0o755);
  const project = join(folder, "project");
  mkdirSync(project);
  chownSync(project, 65534, 65534);
  writeFileSync(join(project, "ledgerscope.yaml"), `warehouse: { path: ${path} }\n`);
  const nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
  const command = [process.execPath, join(root, "indexer/cli/bin/ledgerscope.mjs"), "sql", "SELECT 1"];
  const outcome = await run("setpriv", [...nobody, ...command], { cwd: project }).then(
    () => "it worked",
    (error: { code?: unknown; stderr?: string }) => error.stderr ?? String(error.code),
  );
  if (/setpriv: |ENOENT/.test(outcome)) context.skip(`cannot run as another user: ${outcome.trim()}`);
  if (/Cannot find module|EACCES.*node_modules/.test(outcome)) context.skip("the checkout is not readable to nobody");
  expect(outcome).toContain(`no permission to write the warehouse folder ${path}: change its owner or warehouse.path`);
  expect(readdirSync(path)).toEqual([]);
});

/** Paths of the files below a folder whose name is this. */
const filesNamed = (below: string, name: string): string[] =>
  readdirSync(below, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(`/${name}`))
    .map((path) => join(below, path));

test("data of an engine that this one does not know is refused in one sentence, and opens again with the engine that does", async () => {
  const path = join(folder, "newer");
  const first = await openWarehouse({ path });
  await first.command("CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a");
  await first.command("INSERT INTO t SELECT number FROM numbers(1000)");
  await first.close();
  const [definition] = filesNamed(join(path, "engine", "store"), "t.sql") as [string];
  const sql = readFileSync(definition, "utf8");
  await serverEnds(path);
  writeFileSync(definition, sql.replace("MergeTree", "NextMergeTree"));
  const error = await configError(openWarehouse({ path }));
  expect(error.message).toContain(`the warehouse ${path} cannot be opened by this version`);
  expect(error.message).toContain("NextMergeTree");
  writeFileSync(definition, sql);
  const again = await openWarehouse({ path });
  expect(await again.query("SELECT count() AS n FROM t")).toEqual([{ n: "1000" }]);
  await again.close();
});

test("files that are no warehouse's stay as they are", async () => {
  const path = join(folder, "mine");
  mkdirSync(join(path, "photos"), { recursive: true });
  writeFileSync(join(path, "notes.txt"), "mine");
  writeFileSync(join(path, "photos", "1.raw"), noise(1));
  const warehouse = await openWarehouse({ path });
  await warehouse.command("CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a");
  await warehouse.close();
  expect(readdirSync(path).sort()).toEqual(["engine", "notes.txt", "photos", "run"]);
  expect(readFileSync(join(path, "notes.txt"), "utf8")).toBe("mine");
});
