import { join } from "node:path";
import type { Service } from "./service.ts";
import { startGuardian } from "./startGuardian.ts";
import { type RunningService, startService } from "./startService.ts";
import { waitUntilReady } from "./waitUntilReady.ts";

/** How long a service may take to end before it is killed, in milliseconds. */
const PATIENCE_MS = 8_000;

/** A step that is shown while it lasts. */
interface Step {
  update(text: string): void;
  done(text?: string): void;
  fail(text?: string): void;
}

/** Where a user sees what happens. */
export interface Display {
  step(title: string): Step;
  print(line: string): void;
}

export interface Supervision {
  /** A service comes after those that it needs. */
  readonly services: readonly Service[];
  /** Folder of the log files (absolute, exists). */
  readonly logs: string;
  readonly display: Display;
  /** Everything answers. */
  onReady(): void;
  /** Asks for the end. */
  readonly stop: AbortSignal;
  /** Ends everything at once, without patience. */
  readonly hurry?: AbortSignal;
}

/**
 * Starts every service as soon as those that it needs are ready, and runs until `stop` or until one of them
 * ends; then ends them all, in reverse order. Nothing is left running when this resolves, nor when this
 * process is killed.
 *
 * @returns whether the end was asked for; if not, what happened has been printed.
 */
export async function supervise({ services, logs, display, onReady, stop, hurry }: Supervision): Promise<boolean> {
  const started: RunningService[] = [];
  const guardian = startGuardian();
  const over = new AbortController();
  const readiness = new Map<string, Promise<void>>();
  const failure = await new Promise<Failure | undefined>((resolve) => {
    if (stop.aborted) resolve(undefined);
    stop.addEventListener("abort", () => resolve(undefined), { once: true });
    for (const service of services) {
      const needed = service.needs.map((name) => readiness.get(name));
      const start = async () => {
        await Promise.all(needed);
        over.signal.throwIfAborted();
        const running = startService(service, logs);
        started.push(running);
        guardian.watch(running.pid);
        void running.ended.then((how) => resolve({ running, message: `${service.title} ${how}` }));
        await showUntilReady(running, display, over.signal).catch((error: Error) => {
          resolve({ running, message: error.message });
          throw error;
        });
      };
      readiness.set(service.name, start());
    }
    Promise.all(readiness.values()).then(onReady, () => {}); // A failure has been resolved with above.
  });
  over.abort();
  await Promise.allSettled(readiness.values());
  if (failure) await explain(failure, logs, display);

  const rush = () => started.map((running) => running.stop(0));
  hurry?.addEventListener("abort", rush, { once: true });
  const stopping = display.step("Stopping");
  for (const running of started.toReversed()) {
    stopping.update(running.service.title);
    await running.stop(PATIENCE_MS);
  }
  stopping.done();
  guardian.release();
  return failure === undefined;
}

interface Failure {
  readonly running: RunningService;
  readonly message: string;
}

async function showUntilReady(running: RunningService, { step }: Display, signal: AbortSignal): Promise<void> {
  const shown = step(running.service.title);
  try {
    await waitUntilReady(running, signal);
    shown.done();
  } catch (error) {
    shown.fail(signal.aborted && !running.hasEnded() ? "stopped" : undefined);
    throw error;
  }
}

async function explain({ running, message }: Failure, logs: string, { print }: Display): Promise<void> {
  print(`\n${message}. The last lines of ${join(logs, `${running.service.name}.log`)}:`);
  for (const line of await running.lastLines(20)) print(`  ${line.slice(0, 300)}`);
}
