import { pino } from "pino";

/** JSON lines on standard error; `LOG_LEVEL` sets the level (default info). */
export const log = pino(
  { level: process.env["LOG_LEVEL"] ?? "info", base: { service: "indexer" } },
  pino.destination({ fd: 2, sync: true }),
);
