let last = 0n;

/** Unix nanoseconds by this machine's clock, each later than the one before: the order of writing of one process. */
export function unixNanoseconds(): bigint {
  const now = BigInt(Date.now()) * 1_000_000n;
  last = now > last ? now : last + 1n;
  return last;
}
