import { type Logger, pino } from "pino";
import { writeError } from "./liveView.ts";

/** JSON lines on standard error; `LOG_LEVEL` sets the level (default info). */
export const log: Logger = pino(
  { level: process.env["LOG_LEVEL"] ?? "info", base: { service: "indexer" } },
  { write: (line: string) => writeError(line) },
);
