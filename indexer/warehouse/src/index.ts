export { type LedgerscopeConfig, loadConfig, type NetworkConfig } from "./config.ts";
export { type MigrateOptions, pendingMigrations } from "./migrate.ts";
export { type PassProgress, passProgress } from "./passLog.ts";
export { type PassesOptions, type PassOptions, runPass, runPasses } from "./runPass.ts";
export { type ServedWarehouse, type ServeOptions, serveWarehouse } from "./serveWarehouse.ts";
export { createSink, type SinkOptions } from "./sink.ts";
export type { WarehouseTarget } from "./target.ts";
export { type InsertRows, type OpenOptions, openWarehouse, type QueryParams, type Warehouse } from "./warehouse.ts";
