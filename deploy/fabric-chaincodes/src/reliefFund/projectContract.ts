import { canonicalJson } from "../canonicalJson.ts";
import type { Evidence, Project, ProjectStatus, ProjectStep } from "./records.ts";
import type { ReliefContext } from "./reliefContext.ts";
import { ReliefContract } from "./reliefContract.ts";
import { Fields, readId } from "./rules/fields.ts";
import type { Label } from "./rules/label.ts";
import { afterClose, afterProgress, afterReview } from "./rules/projectStatus.ts";
import { ReliefError } from "./rules/reliefError.ts";

const SHA256 = /^[0-9a-f]{64}$/;
const MOST_BYTES = 4 * 1024 ** 3;

/** Projects: application, three approvals, progress with hashes of evidence, acceptance. */
export class ProjectContract extends ReliefContract {
  constructor() {
    super("projects");
  }

  /** Applies for a project in the name of a township that the caller acts for. */
  async apply(ctx: ReliefContext, project: string): Promise<string> {
    const fields = Fields.parse(project, "project");
    const given = {
      ProjectID: fields.id("ProjectID"),
      Name: fields.label("Name"),
      Category: fields.label("Category"),
      Region: fields.label("Region"),
      Applicant: fields.id("Applicant"),
      Implementer: fields.id("Implementer"),
      Households: fields.integer("Households", 1, 1_000_000),
      Budget: fields.amount("Budget"),
      PlannedEnd: fields.time("PlannedEnd"),
    };
    const note = fields.label("Note");
    const evidence = fields.objects("Evidence", readEvidence);
    fields.end();
    await ctx.ownUnit(given.Applicant);
    await ctx.store.get("unit", given.Implementer);
    const record: Project = {
      ...given,
      Issued: "0.00",
      Status: "applied",
      Percent: 0,
      Steps: [step(ctx, "apply", "applied", 0, note, evidence)],
    };
    await ctx.store.assertNew("project", record.ProjectID);
    await ctx.store.put("project", record.ProjectID, record);
    await ctx.store.addTo("project~status", "applied", record.ProjectID);
    await indexEvidence(ctx, record.ProjectID, evidence);
    ctx.tell("ProjectApplied", { ProjectID: record.ProjectID, Applicant: record.Applicant, Budget: record.Budget });
    return canonicalJson(record);
  }

  /** Approves or rejects; whose turn it is follows from the project's status. */
  async review(ctx: ReliefContext, projectId: string, review: string): Promise<string> {
    const fields = Fields.parse(review, "review");
    const decision = fields.oneOf("Decision", ["approve", "reject"]);
    const note = fields.label("Note");
    fields.end();
    const project = await ctx.store.get("project", readId(projectId, "ProjectID"));
    const status = afterReview(project.Status, ctx.caller.Role, decision);
    return save(ctx, project, step(ctx, decision, status, project.Percent, note, []), "ProjectReviewed");
  }

  /** Reports how far the work is, with hashes of the files that show it. */
  async progress(ctx: ReliefContext, projectId: string, progress: string): Promise<string> {
    const fields = Fields.parse(progress, "progress");
    const percent = fields.integer("Percent", 0, 100);
    const note = fields.label("Note");
    const evidence = fields.objects("Evidence", readEvidence);
    fields.end();
    if (evidence.length === 0) throw new ReliefError("INPUT_INVALID", "progress.Evidence must name a file");
    const project = await ctx.store.get("project", readId(projectId, "ProjectID"));
    await ctx.ownUnit(project.Implementer);
    const status = afterProgress(project.Status, project.Percent, percent);
    await indexEvidence(ctx, project.ProjectID, evidence);
    return save(ctx, project, step(ctx, "progress", status, percent, note, evidence), "ProjectProgressed");
  }

  /** Acceptance of the finished work by the supervisor. */
  async close(ctx: ReliefContext, projectId: string, closing: string): Promise<string> {
    const fields = Fields.parse(closing, "closing");
    const note = fields.label("Note");
    fields.end();
    const project = await ctx.store.get("project", readId(projectId, "ProjectID"));
    const status = afterClose(project.Status, project.Percent);
    return save(ctx, project, step(ctx, "close", status, project.Percent, note, []), "ProjectClosed");
  }

  async get(ctx: ReliefContext, projectId: string): Promise<string> {
    return canonicalJson(await ctx.store.get("project", readId(projectId, "ProjectID")));
  }

  /** @returns ids */
  async byStatus(ctx: ReliefContext, status: string): Promise<string> {
    return canonicalJson(await ctx.store.idsIn("project~status", readId(status, "status")));
  }

  /** @returns ids of the projects that name a file of this SHA-256 */
  async byEvidence(ctx: ReliefContext, sha256: string): Promise<string> {
    return canonicalJson(await ctx.store.idsIn("project~evidence", readId(sha256, "sha256")));
  }
}

function readEvidence(fields: Fields): Evidence {
  return {
    Name: fields.label("Name"),
    MediaType: fields.matching("MediaType", /^[a-z]+\/[a-z0-9.+-]+$/),
    Bytes: fields.integer("Bytes", 1, MOST_BYTES),
    Sha256: fields.matching("Sha256", SHA256),
  };
}

function step(
  ctx: ReliefContext,
  name: ProjectStep["Step"],
  status: ProjectStatus,
  percent: number,
  note: Label,
  evidence: readonly Evidence[],
): ProjectStep {
  const entry = { Step: name, Status: status, Percent: percent, Note: note, Evidence: evidence };
  return { ...entry, ...ctx.caller, At: ctx.now, TxID: ctx.stub.getTxID() };
}

async function save(ctx: ReliefContext, before: Project, done: ProjectStep, event: string): Promise<string> {
  const { Status, Percent } = done;
  const after: Project = { ...before, Status, Percent, Steps: [...before.Steps, done] };
  await ctx.store.put("project", after.ProjectID, after);
  await ctx.store.move("project~status", before.Status, Status, after.ProjectID);
  ctx.tell(event, { ProjectID: after.ProjectID, Step: done.Step, Status, Percent });
  return canonicalJson(after);
}

async function indexEvidence(ctx: ReliefContext, projectId: string, evidence: readonly Evidence[]): Promise<void> {
  for (const { Sha256 } of evidence) await ctx.store.addTo("project~evidence", Sha256, projectId);
}
