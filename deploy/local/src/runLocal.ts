import { mkdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { localServices } from "./localServices.ts";
import { type Ports, url } from "./ports.ts";
import type { Service } from "./service.ts";
import { startGuardian } from "./startGuardian.ts";
import { type RunningService, startService } from "./startService.ts";
import { waitUntilReady } from "./waitUntilReady.ts";
import { writeConfig } from "./writeConfig.ts";

/** How long a service may take to end before it is killed, in milliseconds. */
const PATIENCE_MS = 8_000;

/** A step that is shown while it lasts. */
export interface Step {
  update(text: string): void;
  done(text?: string): void;
  fail(text?: string): void;
}

export interface LocalOptions {
  /** Folder that everything is kept in (absolute). */
  readonly data: string;
  readonly ports: Ports;
  step(title: string): Step;
  print(line: string): void;
}

const root = resolve(import.meta.dirname, "../../..");

/**
 * Starts every service, prints the addresses and runs until Ctrl-C, SIGTERM or the end of any service;
 * then ends them all. Nothing is left running when this returns.
 *
 * @returns exit code: 0 after a requested stop, 1 after a failure, which has been printed.
 */
export async function runLocal({ data, ports, step, print }: LocalOptions): Promise<number> {
  const logs = join(data, "logs");
  await mkdir(logs, { recursive: true });
  const config = await writeConfig({ root, data, ports });
  const services = localServices({ root, data, ports, config });
  const started: RunningService[] = [];
  const guardian = startGuardian();
  const stop = new AbortController();
  const release = onStopSignals(
    () => stop.abort(),
    () => started.map((running) => running.stop(0)),
  );

  const failure = await Promise.race([
    runAll({
      services,
      logs,
      started,
      guardian,
      step,
      signal: stop.signal,
      ready: () => announce({ data, logs, ports, print }),
    }),
    new Promise<undefined>((resolve) => stop.signal.addEventListener("abort", () => resolve(undefined))),
  ]);
  stop.abort();
  if (failure) await explain(failure, { logs, started, print });

  const stopping = step("Stopping");
  for (const running of started.toReversed()) {
    stopping.update(running.service.name);
    await running.stop(PATIENCE_MS);
  }
  stopping.done();
  guardian.release();
  release();
  return failure ? 1 : 0;
}

interface Failure {
  readonly message: string;
  readonly service: Service;
}

/** Starts everything and resolves when the first service fails or ends; never rejects. */
function runAll(options: {
  readonly services: readonly Service[];
  readonly logs: string;
  readonly started: RunningService[];
  readonly guardian: { watch(group: number): void };
  readonly step: LocalOptions["step"];
  readonly signal: AbortSignal;
  readonly ready: () => void;
}): Promise<Failure> {
  const { services, logs, started, guardian, step, signal, ready } = options;
  const readiness = new Map<string, Promise<void>>();
  return new Promise((resolve) => {
    for (const service of services) {
      const needed = service.needs.map((name) => readiness.get(name));
      const start = async () => {
        await Promise.all(needed);
        signal.throwIfAborted();
        const shown = step(service.title);
        try {
          const running = startService(service, logs);
          started.push(running);
          guardian.watch(running.pid);
          void running.ended.then((how) => resolve({ message: `${service.title} ${how}`, service }));
          await waitUntilReady(running, signal);
          shown.done();
        } catch (error) {
          shown.fail(signal.aborted ? "stopped" : undefined);
          resolve({ message: (error as Error).message, service });
          throw error;
        }
      };
      readiness.set(service.name, start());
    }
    Promise.all(readiness.values()).then(ready, () => {}); // A failure has been resolved with above.
  });
}

function onStopSignals(first: () => void, again: () => void): () => void {
  let asked = false;
  const handle = () => {
    if (asked) again();
    else first();
    asked = true;
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, handle);
  return () => {
    for (const signal of signals) process.off(signal, handle);
  };
}

function announce({
  data,
  logs,
  ports,
  print,
}: {
  data: string;
  logs: string;
  ports: Ports;
  print(line: string): void;
}) {
  const lines = [
    ["Explorer", url(ports.explorer)],
    ["Disclosure site", url(ports.disclosure)],
    ["GraphQL", `${url(ports.api)}/graphql`],
    ["Warehouse", `${url(ports.warehouse)}  (ClickHouse's HTTP protocol)`],
    ["EVM chain", `${url(ports.chain)}  (JSON-RPC)`],
    ["Metrics", `${url(ports.metrics)}/metrics`],
    ["Data, logs", `${relative(process.cwd(), data) || data}, ${relative(process.cwd(), logs) || logs}`],
  ];
  print("");
  for (const [what = "", where = ""] of lines) print(`  ${what.padEnd(17)}${where}`);
  print("\nReady. Ctrl-C stops everything.");
}

async function explain(
  { message, service }: Failure,
  { logs, started, print }: { logs: string; started: readonly RunningService[]; print(line: string): void },
): Promise<void> {
  const running = started.find((item) => item.service === service);
  print(`\n${message}. The last lines of ${join(logs, `${service.name}.log`)}:`);
  for (const line of (await running?.lastLines(20)) ?? []) print(`  ${line}`);
}
