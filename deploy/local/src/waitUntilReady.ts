import { setTimeout as sleep } from "node:timers/promises";
import type { RunningService } from "./startService.ts";

/** How long a service may take to answer its first request, in milliseconds. */
const PATIENCE_MS = 90_000;

/**
 * Asks until the service answers.
 *
 * @throws Error saying how the service ended, or that it did not answer in time.
 */
export async function waitUntilReady(running: RunningService, signal: AbortSignal): Promise<void> {
  const { service } = running;
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    if (running.hasEnded()) throw new Error(`${service.title} ${await running.ended}`);
    if (await answers(service.ready)) return;
    await sleep(100, undefined, { signal });
  }
  throw new Error(`${service.title} did not answer ${service.ready.url} within ${PATIENCE_MS / 1000} s`);
}

async function answers({ url, body }: { readonly url: string; readonly body?: unknown }): Promise<boolean> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(20_000),
      ...(body === undefined
        ? {}
        : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
