/** Unix nanoseconds, to the microsecond, by a clock that does not jump. */
export const nowNs = (): bigint => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1_000)) * 1_000n;
