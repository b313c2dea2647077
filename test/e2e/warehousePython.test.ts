import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type ServedWarehouse, serveWarehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, expect, test } from "vitest";

/**
 * `clickhouse-connect` from PyPI, in an environment of its own in a temporary folder, against the embedded
 * server. `support/clickhouseConnect.py` holds the features; each is a test here.
 */
const program = join(import.meta.dirname, "support", "clickhouseConnect.py");
const features = [...readFileSync(program, "utf8").matchAll(/^@feature\("(.+)"\)$/gm)].map(([, name]) => String(name));
const run = promisify(execFile);

interface Outcome {
  readonly feature: string;
  readonly ok: boolean;
  readonly detail?: string;
}

const folder = mkdtempSync(join(tmpdir(), "ledgerscope-python-"));
let server: ServedWarehouse | undefined;
let outcomes: readonly Outcome[] = [];
/** Why there is nothing to run. */
let absent: string | undefined;

beforeAll(async () => {
  const python = join(folder, "venv", "bin", "python");
  try {
    await run("python3", ["-m", "venv", join(folder, "venv")], { timeout: 60_000 });
    await run(
      python,
      [
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--timeout=10",
        "--retries=1",
        "clickhouse-connect==1.12.0",
      ],
      {
        timeout: 100_000,
      },
    );
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr || (error as Error).message).trim();
    absent = `clickhouse-connect cannot be installed: ${said.split("\n").at(-1)?.slice(0, 200)}`;
    return;
  }
  server = await serveWarehouse({ path: join(folder, "data") });
  const { stdout } = await run(python, [program, server.url], { timeout: 100_000, maxBuffer: 2 ** 24 });
  outcomes = stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Outcome);
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

test.for(features)("clickhouse-connect: %s", (feature, context) => {
  if (absent !== undefined) context.skip(absent);
  const outcome = outcomes.find((one) => one.feature === feature);
  expect(outcome?.detail ?? "").toBe("");
  expect(outcome?.ok).toBe(true);
});
