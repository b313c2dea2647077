// biome-ignore lint/performance/noBarrelFile: entrypoint module
export { type LogContext, type ParsedLogLine, parseFabricLog } from "./logs/parseFabricLog.ts";
export { fabricSchema } from "./schema.ts";
