/** Unix milliseconds with fractions, by a clock that does not jump. */
export const nowMs = (): number => performance.timeOrigin + performance.now();
