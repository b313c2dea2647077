#!/usr/bin/env node
import { parseArgs } from "node:util";
import { startAnvil } from "./startAnvil.ts";
import { runTraffic } from "./traffic.ts";

/** An EVM chain with traffic, until SIGINT or SIGTERM; prints one JSON line when it is ready. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "8545" },
      state: { type: "string", default: ".ledgerscope/anvil.json" },
      rate: { type: "string", default: "2" },
      seed: { type: "string", default: "1" },
      "block-time-ms": { type: "string", default: "1000" },
    },
  });
  const number = (name: keyof typeof values): number => {
    const value = Number(values[name]);
    if (!(value >= 0)) throw new Error(`--${name} takes a number, got "${values[name]}"`);
    return value;
  };
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stopping.abort());

  const anvil = await startAnvil({
    port: number("port"),
    statePath: values.state,
    blockTimeMs: number("block-time-ms"),
  });
  void anvil.died.then((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    stopping.abort();
  });
  try {
    process.stdout.write(`${JSON.stringify({ ready: true, url: anvil.url, anvilPid: anvil.pid })}\n`);
    const traffic = { url: anvil.url, ratePerSecond: number("rate"), seed: number("seed"), signal: stopping.signal };
    if (traffic.ratePerSecond > 0) await runTraffic(traffic);
    else await new Promise((settle) => stopping.signal.addEventListener("abort", settle, { once: true }));
  } finally {
    await anvil.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
