export { type Anvil, type AnvilOptions, startAnvil } from "./startAnvil.ts";
export { runTraffic, type SentTransaction, type TrafficKind, type TrafficOptions } from "./traffic.ts";
