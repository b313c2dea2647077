import { canonicalJson } from "../canonicalJson.ts";
import type { Appointment, NodeRecord, Report } from "./records.ts";
import type { ReliefContext } from "./reliefContext.ts";
import { ReliefContract } from "./reliefContract.ts";
import { Fields } from "./rules/fields.ts";
import { ReliefError } from "./rules/reliefError.ts";
import { reliefRoles } from "./rules/roles.ts";

/** What lies beside the flow of funds: who has which role, problems that somebody reports (申报), and where the network's nodes run. */
export class OversightContract extends ReliefContract {
  constructor() {
    super("oversight");
  }

  /**
   * Says once which organisations have which role: `{ "bank": ["Org3MSP"], … }`, all nine. The first transaction on a
   * new channel; until then no function works that asks for a role.
   */
  async appoint(ctx: ReliefContext, appointment: string): Promise<string> {
    const fields = Fields.parse(appointment, "appointment");
    const record = Object.fromEntries(reliefRoles.map((role) => [role, fields.ids(role)])) as unknown as Appointment;
    fields.end();
    const { Role, MspID } = ctx.caller;
    if (!record[Role].includes(MspID))
      throw new ReliefError("ROLE_ELSEWHERE", `${MspID} does not appoint itself ${Role}`);
    await ctx.store.assertNew("appointment", "roles");
    await ctx.store.put("appointment", "roles", record);
    ctx.tell("RolesAppointed", record);
    return canonicalJson(record);
  }

  async appointment(ctx: ReliefContext): Promise<string> {
    return canonicalJson(await ctx.store.get("appointment", "roles"));
  }

  /** Any role reports a problem with a bill, project or unit that no warning named. */
  async report(ctx: ReliefContext, report: string): Promise<string> {
    const fields = Fields.parse(report, "report");
    const given = { ReportID: fields.id("ReportID"), Subject: fields.id("Subject"), Text: fields.label("Text") };
    fields.end();
    const record: Report = { ...given, By: ctx.caller, At: ctx.now };
    await ctx.store.assertNew("report", record.ReportID);
    await ctx.store.put("report", record.ReportID, record);
    ctx.tell("ProblemReported", { ReportID: record.ReportID, Subject: record.Subject });
    return canonicalJson(record);
  }

  async reports(ctx: ReliefContext): Promise<string> {
    return canonicalJson(await ctx.store.list("report"));
  }

  /** Records or replaces where a node runs. */
  async recordNode(ctx: ReliefContext, node: string): Promise<string> {
    const fields = Fields.parse(node, "node");
    const given = {
      NodeID: fields.id("NodeID"),
      Name: fields.label("Name"),
      Kind: fields.oneOf("Kind", ["peer", "orderer", "ca", "explorer"]),
      MspID: fields.id("MspID"),
      Version: fields.id("Version"),
    };
    fields.end();
    const record: NodeRecord = { ...given, At: ctx.now };
    await ctx.store.put("node", record.NodeID, record);
    ctx.tell("NodeRecorded", { NodeID: record.NodeID, Kind: record.Kind, MspID: record.MspID });
    return canonicalJson(record);
  }

  async nodes(ctx: ReliefContext): Promise<string> {
    return canonicalJson(await ctx.store.list("node"));
  }
}
