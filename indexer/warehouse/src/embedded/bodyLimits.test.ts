import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, type ClientRequest, IncomingMessage, request } from "node:http";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type ServedWarehouse, serveWarehouse } from "../serveWarehouse.ts";
import { BodyBudget, HeldBytes } from "./bodyLimits.ts";
import { watchReceiving } from "./receiveTimer.ts";
import { readServerFile } from "./serverFile.ts";

const MIB = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), "ledgerscope-bodies-"));
const databases = ["default"];
let server: ServedWarehouse;
beforeAll(async () => {
  server = await serveWarehouse({
    path: folder,
    users: {
      analyst: { profile: "reader", password: "pw", databases, limits: {} },
      loader: { profile: "writer", password: "pw", databases, limits: {} },
    },
  });
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

const as = (user: string, headers = {}): Record<string, string> =>
  user === "default" ? headers : { "X-ClickHouse-User": user, "X-ClickHouse-Key": "pw", ...headers };

async function post(
  user: string,
  body: string | Uint8Array<ArrayBuffer> | FormData,
  headers = {},
  search = "",
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${server.url}/${search}`, { method: "POST", body, headers: as(user, headers) });
  return { status: response.status, text: await response.text() };
}

const LONG = `SELECT 1 ${" ".repeat(256 * 1024)}`;

test.each(["analyst", "loader"])("a statement of %s longer than max_query_size is refused as such", async (user) => {
  for (const { status, text } of [
    await post(user, LONG),
    await post(user, new Uint8Array(gzipSync(LONG)), { "Content-Encoding": "gzip" }),
  ]) {
    expect(text).toMatch(/^Code: 62\..*Max query size exceeded.*262144 bytes/);
    expect(status).toBe(400);
  }
  const form = new FormData();
  form.set("query", `${LONG}${" ".repeat(64 * 1024)}`);
  expect((await post(user, form)).text).toMatch(/^Code: (62|229)\..*larger than/);
});

test("an administrator's statement may be longer, and a writer's data", async () => {
  expect(await post("default", `SELECT length('${"a".repeat(8 * MIB)}') SETTINGS max_query_size = 100000000`)).toEqual({
    status: 200,
    text: `${8 * MIB}\n`,
  });
  await post("default", "CREATE TABLE default.loaded (a String) ENGINE = MergeTree ORDER BY a");
  expect((await post("loader", `INSERT INTO loaded FORMAT TSV\n${"row\n".repeat(MIB)}`)).text).toBe("");
  expect((await post("loader", "row\n".repeat(MIB), {}, "?query=INSERT+INTO+loaded+FORMAT+TSV")).text).toBe("");
  expect((await post("default", "SELECT count() FROM loaded")).text).toBe(`${2 * MIB}\n`);
});

// Its connections stay open behind an answer that comes while the body is sent.
const agent = new Agent({ keepAlive: true });
afterAll(() => agent.destroy());

/** A request whose body never ends. */
function open(user: string, bytes: number): { request: ClientRequest; answer: Promise<string> } {
  const sending = request(server.url, { method: "POST", headers: as(user), agent });
  const answer = new Promise<string>((resolve) => {
    sending.once("error", (error) => resolve(error.message));
    sending.once("response", (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.once("end", () => resolve(text));
    });
  });
  sending.write("SELECT 1 ");
  for (let sent = 0; sent < bytes; sent += 64 * 1024) sending.write(" ".repeat(Math.min(64 * 1024, bytes - sent)));
  return { request: sending, answer };
}

test("readers that send without an end hold little memory, beyond a bound they get 503, others are served", async () => {
  const pid = readServerFile(folder)?.pid;
  const resident = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
  await post("analyst", "SELECT 1");
  const before = resident();
  const large = Array.from({ length: 20 }, () => open("analyst", 20 * MIB));
  for (const { answer } of large) expect(await answer).toContain("Max query size exceeded");
  expect(resident() - before).toBeLessThan(300);
  for (const each of large) each.request.destroy();

  const many = Array.from({ length: 400 }, () => open("analyst", 200 * 1024));
  expect(await Promise.race(many.map(({ answer }) => answer))).toMatch(
    /^Code: 202\..*Bodies of readers .* limited to 67108864 bytes/,
  );
  expect((await post("default", "SELECT 1")).text).toBe("1\n");
  expect((await post("loader", "INSERT INTO loaded FORMAT TSV\nrow\n")).text).toBe("");
  for (const each of many) each.request.destroy();
  await expect.poll(async () => (await post("analyst", "SELECT 1")).text).toBe("1\n");
});

test("a budget gives back what a request held, and names its limit", () => {
  const budget = new BodyBudget("readers", 10);
  const [one, other] = [new HeldBytes(budget), new HeldBytes(budget)];
  one.add(6);
  other.add(4);
  expect(() => other.add(1)).toThrow(/Code: 202\..*limited to 10 bytes/);
  one.release();
  one.release();
  one.add(100);
  other.add(6);
  expect(budget.bytes).toBe(10);
});

test("a body that comes too slowly is given up; one that waits for the server, or flows, is not", () => {
  vi.useFakeTimers();
  try {
    const watched = (wholeMs: number): { body: IncomingMessage; errors: Error[] } => {
      const body = new IncomingMessage(new Socket());
      const errors: Error[] = [];
      watchReceiving(body, { idleMs: 1000, wholeMs }, (error) => errors.push(error));
      return { body, errors };
    };
    const flowing = watched(Number.POSITIVE_INFINITY);
    const dripping = watched(3000);
    const paused = watched(Number.POSITIVE_INFINITY);
    paused.body.pause();
    for (let step = 0; step < 10; step++) {
      vi.advanceTimersByTime(500);
      flowing.body.emit("data", Buffer.alloc(1));
      dripping.body.emit("data", Buffer.alloc(1));
    }
    expect(flowing.errors).toEqual([]);
    expect(paused.errors).toEqual([]);
    expect(dripping.errors.map(String).join()).toMatch(/Code: 209\..*not complete after 3 seconds/);
    vi.advanceTimersByTime(1000);
    expect(flowing.errors.map(String).join()).toMatch(/Code: 209\..*no byte came for 1 seconds/);
    expect(dripping.errors.length).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});
