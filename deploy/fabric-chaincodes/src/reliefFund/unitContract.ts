import { createPublicKey } from "node:crypto";
import { canonicalJson } from "../canonicalJson.ts";
import type { Unit } from "./records.ts";
import type { ReliefContext } from "./reliefContext.ts";
import { ReliefContract } from "./reliefContract.ts";
import { Fields, readId } from "./rules/fields.ts";
import { maskTransient } from "./rules/maskAccount.ts";
import { ReliefError } from "./rules/reliefError.ts";
import { reliefRoles } from "./rules/roles.ts";

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Institutions that hold bills and accounts. Each belongs to an organisation and is acted for in one role. */
export class UnitContract extends ReliefContract {
  constructor() {
    super("units");
  }

  /**
   * Registers a unit. One with a bank carries its account in the transient map (`account`, `accountSalt`); the
   * ledger keeps the last four digits and a salted digest.
   */
  async register(ctx: ReliefContext, unit: string): Promise<string> {
    const fields = Fields.parse(unit, "unit");
    const given = {
      UnitID: fields.id("UnitID"),
      Name: fields.label("Name"),
      Level: fields.oneOf("Level", ["province", "county", "township", "village", "enterprise"]),
      Role: fields.oneOf("Role", reliefRoles),
      MspID: fields.id("MspID"),
      Region: fields.label("Region"),
      Parent: fields.nullOr("Parent", () => fields.id("Parent")),
      Bank: fields.nullOr("Bank", () => fields.label("Bank")),
      PublicKey: fields.nullOr("PublicKey", () => readPublicKey(fields.matching("PublicKey", BASE64))),
    } as const;
    fields.end();
    const account = given.Bank ? maskTransient(ctx.stub.getTransient(), "account") : undefined;
    const record: Unit = {
      ...given,
      Account: account?.masked ?? null,
      AccountDigest: account?.digest ?? null,
      SaltDigest: account?.saltDigest ?? null,
      RegisteredAt: ctx.now,
    };
    await ctx.store.assertNew("unit", record.UnitID);
    await ctx.store.put("unit", record.UnitID, record);
    ctx.tell("UnitRegistered", { UnitID: record.UnitID, Role: record.Role, MspID: record.MspID });
    return canonicalJson(record);
  }

  async get(ctx: ReliefContext, unitId: string): Promise<string> {
    return canonicalJson(await ctx.store.get("unit", readId(unitId, "UnitID")));
  }

  async list(ctx: ReliefContext): Promise<string> {
    return canonicalJson(await ctx.store.list("unit"));
  }
}

function readPublicKey(base64: string): string {
  try {
    const key = createPublicKey({ key: Buffer.from(base64, "base64"), format: "der", type: "spki" });
    if (key.asymmetricKeyType === "ed25519") return base64;
  } catch {
    // Said below, like any other key that is not one of these.
  }
  throw new ReliefError("INPUT_INVALID", "unit.PublicKey must be an Ed25519 key, SubjectPublicKeyInfo as base64");
}
