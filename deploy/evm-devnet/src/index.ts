export { anvilBinary } from "./anvilBinary.ts";
export { demoTill, demoToken } from "./contracts.gen.ts";
export { jsonRpc } from "./jsonRpc.ts";
export { type Anvil, type AnvilOptions, startAnvil } from "./startAnvil.ts";
export { runTraffic, type SentTransaction, type TrafficKind, type TrafficOptions } from "./traffic.ts";
