import { X509Certificate } from "node:crypto";
import { Context } from "fabric-contract-api";
import { canonicalJson } from "../canonicalJson.ts";
import type { Actor, Unit } from "./records.ts";
import { ReliefError } from "./rules/reliefError.ts";
import { type ReliefRole, roleOf } from "./rules/roles.ts";
import { Store } from "./store.ts";

/** What a transaction function works with. */
export class ReliefContext extends Context {
  get store(): Store {
    return new Store(this.stub);
  }

  /** Time that the client wrote into its proposal, the same for every endorser; no function reads a clock. */
  get now(): string {
    return this.stub.getDateTimestamp().toISOString();
  }

  /** Role of the caller's certificate; undefined where it carries none of the nine. */
  get role(): ReliefRole | undefined {
    const certificate = new X509Certificate(Buffer.from(this.clientIdentity.getIDBytes()));
    return roleOf(this.clientIdentity.getAttributeValue("role"), certificate.subject);
  }

  /** @throws ReliefError ROLE_UNKNOWN */
  get caller(): Actor {
    const { role } = this;
    if (role === undefined) throw new ReliefError("ROLE_UNKNOWN", this.clientIdentity.getMSPID());
    return { Role: role, MspID: this.clientIdentity.getMSPID() };
  }

  /**
   * A certificate says what its authority likes; which organisations have a role, the channel has agreed.
   *
   * @throws ReliefError ROLE_ELSEWHERE; NOT_FOUND before the roles were appointed
   */
  async assertAppointed(): Promise<void> {
    const { Role, MspID } = this.caller;
    const organisations = (await this.store.get("appointment", "roles"))[Role];
    if (organisations.includes(MspID)) return;
    throw new ReliefError("ROLE_ELSEWHERE", `${Role} is of ${organisations.join(", ")}, not of ${MspID}`);
  }

  /**
   * The unit of that id, if the caller acts for it: same organisation, same role.
   *
   * @throws ReliefError NOT_FOUND, UNIT_NOT_YOURS
   */
  async ownUnit(unitId: string): Promise<Unit> {
    const unit = await this.store.get("unit", unitId);
    const { Role, MspID } = this.caller;
    if (unit.MspID === MspID && unit.Role === Role) return unit;
    throw new ReliefError(
      "UNIT_NOT_YOURS",
      `${unitId} is of ${unit.Role} in ${unit.MspID}, the caller is ${Role} in ${MspID}`,
    );
  }

  /** Sets the transaction's one event: what happened, who did it. */
  tell(name: string, details: Readonly<Record<string, unknown>>): void {
    this.stub.setEvent(name, Buffer.from(canonicalJson({ ...details, By: this.caller, At: this.now })));
  }
}
