import { Contract } from "fabric-contract-api";
import { ReliefContext } from "./reliefContext.ts";
import { assertMayCall, permissions } from "./rules/permissions.ts";

/** A contract whose every function is open to the roles that the table of permissions names. */
export abstract class ReliefContract extends Contract {
  override createContext(): ReliefContext {
    return new ReliefContext();
  }

  override async beforeTransaction(ctx: ReliefContext): Promise<void> {
    const { fcn } = ctx.stub.getFunctionAndParameters();
    const name = fcn.includes(":") ? fcn : `${this.getName()}:${fcn}`;
    assertMayCall(name, ctx.role);
    if (permissions[name] !== "anybody" && name !== "oversight:appoint") await ctx.assertAppointed();
  }
}
