import { apiError } from "../../errors.ts";

export const MAX_BUCKETS = 200;

/**
 * How many stretches a time is divided into.
 * @throws GraphQLError BAD_INPUT
 */
export function checkedBuckets(argument: string, buckets: number): number {
  if (buckets >= 1 && buckets <= MAX_BUCKETS) return buckets;
  throw apiError("BAD_INPUT", `\`${argument}\` must be 1 to ${MAX_BUCKETS}, got ${buckets}.`);
}
