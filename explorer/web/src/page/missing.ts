import { notFound } from "next/navigation";
import { ApiError } from "../graphql/apiError.ts";
import type { Problem } from "../graphql/query.ts";

/**
 * Where an answer lacks what the page is about: it is not there, unless something could not be read. Then nobody
 * knows, and the page says what went wrong.
 */
export function missing(problems: readonly Problem[]): never {
  const [problem] = problems;
  if (problem === undefined) notFound();
  throw new ApiError(`${problem.path} could not be read`, problem.code, { traceId: problem.traceId });
}
