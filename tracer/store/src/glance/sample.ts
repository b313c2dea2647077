import type { Viewer } from "@ledgerscope/core";
import type { Scope } from "../scope.ts";
import { type Glance, type Reader, transactionsOf } from "./glance.ts";

/** Transactions whose spans are all looked at; of more, as many as these in stretches spread over the time. */
const MOST = 250_000;
/** Stretches of a sample: few, so that the engine reads little beside them; many enough to meet quiet and busy times. */
const STRETCHES = 16;

/** Some of a glance's transactions, as a condition. */
export interface Sample extends Scope {
  /** 1: all of them; n: one in n, in stretches of time that are spread evenly. */
  readonly oneIn: number;
}

const estimated = new WeakMap<Glance, WeakMap<Viewer, Promise<number>>>();

/**
 * One in how many of a glance's transactions `sampleOf` looks at. Estimated from the table's key, once for all that is
 * asked of the same glance; nothing is read.
 */
export function sampledOneIn(reader: Reader, viewer: Viewer, glance: Glance): Promise<number> {
  const ofGlance = estimated.get(glance) ?? new WeakMap<Viewer, Promise<number>>();
  estimated.set(glance, ofGlance);
  const oneIn = ofGlance.get(viewer) ?? estimate(reader, viewer, glance);
  ofGlance.set(viewer, oneIn);
  return oneIn;
}

async function estimate(reader: Reader, viewer: Viewer, glance: Glance): Promise<number> {
  const scope = transactionsOf(viewer, glance);
  const parts = await reader.query<{ rows: string }>(
    `EXPLAIN ESTIMATE SELECT duration_ns FROM store.trace_summaries WHERE ${scope.sql}`,
    scope.params,
  );
  const rows = parts.reduce((sum, part) => sum + Number(part.rows), 0);
  return Math.max(1, Math.floor(rows / MOST));
}

/**
 * The transactions that figures of spans rest on: all, or a sample, so that they cost as much of a year as of a day.
 * A span of time is a range of the table's key: what lies between the stretches is not read.
 * @param stretches so many, evenly spread: each begins where as many equal parts of the time do.
 */
export async function sampleOf(reader: Reader, viewer: Viewer, glance: Glance, stretches = STRETCHES): Promise<Sample> {
  const scope = transactionsOf(viewer, glance);
  const oneIn = await sampledOneIn(reader, viewer, glance);
  if (oneIn === 1) return { ...scope, oneIn };
  const { fromMs, toMs } = glance;
  const every = (toMs - fromMs) / stretches;
  const bounds = Array.from({ length: stretches }, (_, at) => {
    const from = Math.floor(fromMs + at * every);
    return { [`from${at}`]: from, [`to${at}`]: Math.ceil(from + every / oneIn) };
  });
  const within = bounds.map(
    (_, at) =>
      `(time >= fromUnixTimestamp64Milli({from${at}:Int64}) AND time < fromUnixTimestamp64Milli({to${at}:Int64}))`,
  );
  return {
    sql: `${scope.sql} AND (${within.join(" OR ")})`,
    params: Object.assign({}, scope.params, ...bounds),
    oneIn,
  };
}
