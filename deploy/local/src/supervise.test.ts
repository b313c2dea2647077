import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { url } from "./ports.ts";
import type { Service } from "./service.ts";
import { supervise } from "./supervise.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ledgerscope-local-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A service that answers HTTP and notes in `events` when it starts and ends. */
async function service(name: string, needs: string[] = [], also = ""): Promise<Service> {
  const port = await freePort();
  const source = `
    import { appendFileSync } from "node:fs";
    import { createServer } from "node:http";
    const note = (what) => appendFileSync(${JSON.stringify(join(folder, "events"))}, what + " ${name}\\n");
    note("start");
    process.on("SIGTERM", () => { note("end"); process.exit(0); });
    ${also}
    console.log("${name} speaks");
    createServer((_, response) => response.end("ok")).listen(${port}, "127.0.0.1");
  `;
  const ready = { url: url(port) };
  return {
    name,
    title: name,
    command: [process.execPath, "--input-type=module", "-e", source],
    cwd: folder,
    needs,
    ready,
  };
}

const events = async (): Promise<string[]> => (await readFile(join(folder, "events"), "utf8")).trim().split("\n");

function display() {
  const lines: string[] = [];
  const step = (title: string) => ({
    update() {},
    done: () => void lines.push(`done ${title}`),
    fail: () => void lines.push(`fail ${title}`),
  });
  return { lines, step, print: (line: string) => void lines.push(line) };
}

test("services start after what they need, and end in reverse order", async () => {
  const services = [await service("a"), await service("b", ["a"]), await service("c", ["b"])];
  const stop = new AbortController();
  const shown = display();
  const wanted = await supervise({
    services,
    logs: folder,
    display: shown,
    onReady: () => stop.abort(),
    stop: stop.signal,
  });
  expect(wanted).toBe(true);
  expect(shown.lines).toEqual(["done a", "done b", "done c", "done Stopping"]);
  expect(await events()).toEqual(["start a", "start b", "start c", "end c", "end b", "end a"]);
  expect(await readFile(join(folder, "b.log"), "utf8")).toBe("b speaks\n");
});

test("a service that ends by itself is named with its last lines, and the others end", async () => {
  const services = [
    await service("a"),
    await service("b", ["a"], "setTimeout(() => { console.log('no!'); process.exit(7); }, 500);"),
  ];
  const shown = display();
  const wanted = await supervise({
    services,
    logs: folder,
    display: shown,
    onReady() {},
    stop: new AbortController().signal,
  });
  expect(wanted).toBe(false);
  expect(shown.lines.join("\n")).toMatch(
    /b ended with exit code 7\. The last lines of .*b\.log:\n {2}b speaks\n {2}no!/,
  );
  expect(await events()).toEqual(["start a", "start b", "end a"]);
});

test("a service that fails to start keeps back those that need it", async () => {
  const services = [await service("a", [], "process.exit(3);"), await service("b", ["a"])];
  const shown = display();
  await supervise({ services, logs: folder, display: shown, onReady() {}, stop: new AbortController().signal });
  expect(shown.lines[0]).toBe("fail a");
  expect(shown.lines.join("\n")).toContain("a ended with exit code 3");
  expect(await events()).toEqual(["start a"]);
});

test("a service that ignores the request to end is killed when the user hurries", async () => {
  const services = [
    await service("a", [], "process.removeAllListeners('SIGTERM'); process.on('SIGTERM', () => note('deaf'));"),
  ];
  const stop = new AbortController();
  const hurry = new AbortController();
  const run = supervise({
    services,
    logs: folder,
    display: display(),
    onReady: () => stop.abort(),
    stop: stop.signal,
    hurry: hurry.signal,
  });
  while (!(await events().catch((): string[] => [])).includes("deaf a")) await sleep(20);
  hurry.abort();
  expect(await run).toBe(true);
  await expect(fetch(services[0]?.ready.url ?? "")).rejects.toThrow();
});

test("when the supervisor itself is killed, no service is left", async () => {
  const services = [await service("a"), await service("b", ["a"])];
  const program = join(folder, "supervisor.mts");
  await writeFile(
    program,
    `import { supervise } from ${JSON.stringify(join(import.meta.dirname, "supervise.ts"))};
     const quiet = { step: () => ({ update() {}, done() {}, fail() {} }), print() {} };
     await supervise({ services: ${JSON.stringify(services)}, logs: ${JSON.stringify(folder)}, display: quiet,
       onReady: () => console.log("ready"), stop: new AbortController().signal });`,
  );
  const child: ChildProcess = spawn(process.execPath, ["--import=tsx", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => child.stdout?.once("data", resolve));
  child.kill("SIGKILL");
  const deadline = Date.now() + 10_000;
  while ((await events()).length < 4 && Date.now() < deadline) await sleep(50);
  expect((await events()).slice(-2).sort()).toEqual(["end a", "end b"]);
  const answers = ({ ready }: Service) =>
    fetch(ready.url).then(
      () => true,
      () => false,
    );
  for (const item of services) await expect.poll(() => answers(item)).toBe(false);
});
