/** Microseconds since the Unix epoch by this process's clock, which never steps back. */
export function nowUs(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000);
}
