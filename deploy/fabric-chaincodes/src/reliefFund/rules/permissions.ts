import { ReliefError } from "./reliefError.ts";
import { type ReliefRole, reliefRoles } from "./roles.ts";

/** Whoever may read the channel may ask: even a caller without one of the nine roles. */
const anybody = "anybody";

/** Roles whose units can hold bills and have money. */
export const holders: readonly ReliefRole[] = ["province-fund", "county-fund", "township", "implementer", "payee"];

/** Function → the roles that may call it. A function that is not here can be called by nobody. */
export const permissions: Readonly<Record<string, readonly ReliefRole[] | typeof anybody>> = {
  "units:register": ["platform"],
  "units:get": anybody,
  "units:list": anybody,
  "projects:apply": ["township"],
  "projects:review": ["industry-authority", "county-fund", "province-fund"],
  "projects:progress": ["implementer"],
  "projects:close": ["supervisor"],
  "projects:get": anybody,
  "projects:byStatus": anybody,
  "projects:byEvidence": anybody,
  "bills:create": ["province-fund"],
  "bills:transfer": ["province-fund", "county-fund", "township"],
  "bills:accept": ["implementer", "payee"],
  "bills:refund": ["county-fund", "township", "implementer", "payee"],
  "bills:get": anybody,
  "bills:history": anybody,
  "bills:byProject": anybody,
  "bills:byStatus": anybody,
  "bills:byHolder": anybody,
  "remittances:register": holders,
  "remittances:push": ["bank"],
  "remittances:reverse": ["bank"],
  "remittances:get": anybody,
  "remittances:openItems": anybody,
  "oversight:appoint": ["platform"],
  "oversight:report": reliefRoles,
  "oversight:reports": anybody,
  "oversight:appointment": anybody,
  "oversight:recordNode": ["platform"],
  "oversight:nodes": anybody,
};

/** @throws ReliefError ROLE_UNKNOWN or ROLE_NOT_ALLOWED */
export function assertMayCall(name: string, role: ReliefRole | undefined): void {
  const open = permissions[name];
  if (open === anybody) return;
  if (role === undefined) throw new ReliefError("ROLE_UNKNOWN", `${name} needs one`);
  if (open?.includes(role)) return;
  throw new ReliefError("ROLE_NOT_ALLOWED", `${name} is open to ${open?.join(", ") ?? "nobody"}, not to ${role}`);
}
