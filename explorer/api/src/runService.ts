import { ConfigError, LedgerscopeError } from "@ledgerscope/core";
import { type Logger, pino } from "pino";
import type { Served } from "./serve.ts";

export interface Service extends Served {
  /** One line for the terminal. */
  readonly title: string;
}

/** Logs as JSON lines to stderr; stdout says only where the service is. */
export const createLog = (name: string): Logger =>
  pino({ name, level: process.env["LOG_LEVEL"] ?? "info" }, pino.destination(2));

/** Runs one service until SIGTERM or SIGINT. What the user can mend is told in one line. */
export async function runService(start: () => Promise<Service | undefined>): Promise<void> {
  try {
    const service = await start();
    if (!service) return;
    process.stdout.write(`${service.title}: ${service.url}\n`);
    await new Promise<void>((resolve) => {
      for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
    });
    await service.close();
  } catch (error) {
    const known =
      error instanceof LedgerscopeError || String((error as { code?: string }).code).startsWith("ERR_PARSE_ARGS");
    process.stderr.write(`${known ? (error as Error).message : String((error as Error).stack ?? error)}\n`);
    process.exitCode = 1;
  }
}

/** @throws ConfigError */
export function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new ConfigError(`--port takes 0 to 65535, got "${text}"`);
}
