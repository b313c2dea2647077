import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "./support/cli.ts";

let folder: string;

interface Program {
  readonly child: ChildProcess;
  /** The first line of standard output, or everything when it ended before. */
  readonly line: Promise<string>;
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

function start(main: string, ...args: string[]): Program {
  const child = spawn(process.execPath, [path.join(root, "explorer/api/dist", main), ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, stdout, stderr }));
  const line = new Promise<string>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      if (stdout.includes("\n")) resolve(stdout.split("\n", 1)[0] as string);
    });
    child.once("close", () => resolve(stdout));
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return { child, line, ended };
}

/** The status line that a server answers to what is sent, byte for byte; `fetch` would not send it. */
async function statusOf(url: string, sent: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.setEncoding("utf8").end(sent);
  let received = "";
  for await (const text of socket) received += text;
  return received.split("\r\n", 1)[0] as string;
}

const unreadable: readonly [string, string, RegExp][] = [
  ["a target of two slashes", "GET // HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", / 400 /],
  ["a target with half an address", "GET http://[ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", / 400 /],
  ["half an address as host", "GET /graphql HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n", / [45]\d\d /],
];

const config = (name: string, text: string): Promise<void> => writeFile(path.join(folder, name), text);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ledgerscope-api-process-"));
  await config("open.yaml", "warehouse: { path: ./data }\nnetworks: {}\n");
  await config(
    "closed.yaml",
    'warehouse: { path: ./data }\nnetworks: {}\nviewers: { s3cret: { name: one, networks: "*" } }\n',
  );
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 }));

describe("the API as a program", () => {
  let program: Program;
  let url: string;

  beforeAll(async () => {
    program = start("main.js", "--config", "open.yaml", "--port", "0");
    url = new URL(/http:\S+/.exec(await program.line)?.[0] ?? (await program.ended).stderr).origin;
  });
  afterAll(async () => {
    program.child.kill();
    await program.ended;
  });

  test("answers, says that it is well, and counts what it does", async () => {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "query Home { viewer { name } networks { name } }" }),
    });
    expect(await response.json()).toMatchObject({ data: { viewer: { name: "local" }, networks: [] } });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('ledgerscope_api_requests_total{operation="Home",outcome="ok"} 1');
    expect(metrics).toContain('ledgerscope_api_request_duration_seconds_count{operation="Home"} 1');
  });

  test("shows GraphiQL to a browser, with nothing from another host", async () => {
    const page = await (await fetch(`${url}/graphql`, { headers: { accept: "text/html" } })).text();
    expect(page).toContain("YogaGraphiQL");
    expect(page).not.toMatch(/<(?:script|link)[^>]+(?:src|href)=["']?https?:/);
  });

  test("does not answer to a name that is not this machine's", async () => {
    const status = await new Promise((resolve, reject) => {
      const asked = request(
        `${url}/graphql?query={__typename}`,
        { headers: { host: "rebound.example" } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      asked.once("error", reject).end();
    });
    expect(status).toBe(403);
  });

  test.each(unreadable)("%s is refused, and the program goes on", async (_, sent, status) => {
    expect(await statusOf(url, sent)).toMatch(status);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test("a taken port is one clear sentence", async () => {
    const port = new URL(url).port;
    const second = await start("main.js", "--config", "open.yaml", "--port", port).ended;
    expect(second.code).toBe(1);
    expect(second.stderr).toBe(
      `port ${port} on 127.0.0.1 is taken: stop what uses it, or choose another with --port\n`,
    );
  });

  test("SIGTERM ends it at once, also with a subscription open", async () => {
    const subscription = await fetch(
      `${url}/graphql?query=${encodeURIComponent("subscription { headAdvanced { cursor } }")}`,
      {
        headers: { accept: "text/event-stream" },
      },
    );
    const closed = subscription.text().catch(() => "cut");
    const started = performance.now();
    program.child.kill("SIGTERM");
    const { code, stderr } = await program.ended;
    expect(code, stderr).toBe(0);
    expect(performance.now() - started).toBeLessThan(10_000);
    await closed;
  });
});

describe("the public API as a program", () => {
  let program: Program;
  let url: string;

  beforeAll(async () => {
    // No warehouse is needed to turn a request away.
    program = start("publicMain.js", "--warehouse-url", "http://127.0.0.1:9", "--port", "0");
    url = new URL(/http:\S+/.exec(await program.line)?.[0] ?? (await program.ended).stderr).origin;
  });
  afterAll(async () => {
    program.child.kill();
    await program.ended;
  });

  test.each(unreadable)("%s is refused, and the program goes on", async (_, sent, status) => {
    expect(await statusOf(url, sent)).toMatch(status);
    expect((await fetch(`${url}/metrics`)).status).toBe(200);
  });
});

test("without viewers it refuses to listen on more than this machine, with them it does not", async () => {
  const refused = await start("main.js", "--config", "open.yaml", "--host", "0.0.0.0", "--port", "0").ended;
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/has no `viewers:`.*listens on this machine only/);
  const allowed = start("main.js", "--config", "closed.yaml", "--host", "0.0.0.0", "--port", "0");
  const { port } = new URL(/http:\S+/.exec(await allowed.line)?.[0] ?? (await allowed.ended).stderr);
  const ask = async (token?: string) =>
    fetch(
      `http://127.0.0.1:${port}/graphql?query={viewer{name}}`,
      token ? { headers: { authorization: `Bearer ${token}` } } : {},
    );
  expect(await (await ask("s3cret")).json()).toMatchObject({ data: { viewer: { name: "one" } } });
  expect(await (await ask()).json()).toMatchObject({ data: { viewer: { name: "anonymous" } } });
  expect((await ask("wrong")).status).toBe(401);
  allowed.child.kill("SIGTERM");
  expect((await allowed.ended).code).toBe(0);
}, 60_000);

test.each([
  ["main.js", "--config"],
  ["publicMain.js", "--warehouse-url"],
])("%s --help says how it is called", async (main, option) => {
  const { code, stdout } = await start(main, "--help").ended;
  expect(code).toBe(0);
  expect(stdout).toContain(option);
});

test.each<[string, string[], RegExp]>([
  ["main.js", ["--prot", "1"], /--prot/],
  ["main.js", ["--port", "ninety"], /--port takes 0 to 65535/],
  ["main.js", ["--config", "absent.yaml"], /absent\.yaml/],
  ["publicMain.js", [], /--warehouse-url is missing.*for example/],
])("%s %j is refused with what to do", async (main, args, message) => {
  const { code, stderr } = await start(main, ...args).ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
});
