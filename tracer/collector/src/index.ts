export { type CollectOptions, type CollectProgress, type CollectSummary, collect } from "./collect.ts";
export { type ObserveConfig, parseObserve } from "./observeConfig.ts";
