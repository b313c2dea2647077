import { describe, test } from "vitest";

/**
 * `describe` for tests that need something that may be absent: `body` is given it. Where it is undefined, one
 * test is skipped in their place, with the reason.
 */
export function describeGiven<T>(given: T | undefined, absent: string, name: string, body: (given: T) => void): void {
  describe(name, () => {
    if (given !== undefined) body(given);
    else test("needs what is absent", (context) => context.skip(absent));
  });
}
