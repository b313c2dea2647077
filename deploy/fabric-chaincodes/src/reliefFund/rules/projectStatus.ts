import type { ProjectStatus } from "../records.ts";
import { ReliefError } from "./reliefError.ts";
import type { ReliefRole } from "./roles.ts";

/** Approval goes through three hands, in this order. */
const reviews: Partial<Record<ProjectStatus, { readonly by: ReliefRole; readonly next: ProjectStatus }>> = {
  applied: { by: "industry-authority", next: "reviewed" },
  reviewed: { by: "county-fund", next: "endorsed" },
  endorsed: { by: "province-fund", next: "approved" },
};

/** @throws ReliefError STATUS_FORBIDS where nothing is to be reviewed, ROLE_NOT_ALLOWED where it is another role's turn */
export function afterReview(status: ProjectStatus, role: ReliefRole, decision: "approve" | "reject"): ProjectStatus {
  const review = reviews[status];
  if (!review) throw new ReliefError("STATUS_FORBIDS", `a project that is ${status} has nothing to review`);
  if (review.by !== role) {
    throw new ReliefError(
      "ROLE_NOT_ALLOWED",
      `a project that is ${status} is reviewed by ${review.by}, not by ${role}`,
    );
  }
  return decision === "approve" ? review.next : "rejected";
}

/** @throws ReliefError STATUS_FORBIDS unless the project is approved or underway and the percentage does not fall */
export function afterProgress(status: ProjectStatus, before: number, percent: number): ProjectStatus {
  if (status !== "approved" && status !== "underway") {
    throw new ReliefError("STATUS_FORBIDS", `progress needs a project approved or underway, this one is ${status}`);
  }
  if (percent < before) throw new ReliefError("STATUS_FORBIDS", `progress went from ${before} to ${percent} percent`);
  return "underway";
}

/** @throws ReliefError STATUS_FORBIDS unless the work is done */
export function afterClose(status: ProjectStatus, percent: number): ProjectStatus {
  if (status === "underway" && percent === 100) return "completed";
  throw new ReliefError(
    "STATUS_FORBIDS",
    `closing needs 100 percent of a project underway, this one is ${status} at ${percent}`,
  );
}
