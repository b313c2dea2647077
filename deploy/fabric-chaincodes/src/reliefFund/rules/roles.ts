import type { Label } from "./label.ts";

/** The nine roles. Certificates carry a role and an organisation, never a person. */
export const roleLabels = {
  "province-fund": { zh: "省级资金管理机构", en: "Provincial fund office" },
  "county-fund": { zh: "县级资金管理机构", en: "County fund office" },
  township: { zh: "乡镇政府", en: "Township government" },
  "industry-authority": { zh: "行业主管部门", en: "Competent authority of the industry" },
  implementer: { zh: "项目实施单位", en: "Implementing unit" },
  payee: { zh: "收款单位", en: "Payee" },
  bank: { zh: "合作银行", en: "Partner bank" },
  supervisor: { zh: "审计监督机构", en: "Audit and supervision" },
  platform: { zh: "平台管理机构", en: "Platform administration" },
} as const satisfies Record<string, Label>;

export type ReliefRole = keyof typeof roleLabels;

export const reliefRoles = Object.keys(roleLabels) as ReliefRole[];

function isReliefRole(text: string): text is ReliefRole {
  return Object.hasOwn(roleLabels, text);
}

/**
 * The role that a certificate carries: the attribute `role` where there is one (Fabric CA's extension), else
 * the one organisational unit that names a role, else the common name up to an `@`.
 *
 * @param subject as Node writes it: one `KEY=value` per line or, within one level, per `+`; a `+` that belongs to a
 *   value has a backslash before it
 * @returns undefined where none of them is one of the nine, or where two units name different roles
 */
export function roleOf(attribute: string | null, subject: string): ReliefRole | undefined {
  if (attribute !== null) return isReliefRole(attribute) ? attribute : undefined;
  const parts = subject.split(/\n| ?(?<!\\)\+ ?/);
  const units = parts.filter((part) => part.startsWith("OU=")).map((part) => part.slice(3));
  const named = new Set(units.filter(isReliefRole));
  if (named.size > 1) return undefined;
  const [role] = named;
  if (role) return role;
  const name = parts
    .find((part) => part.startsWith("CN="))
    ?.slice(3)
    .split("@")[0];
  return name !== undefined && isReliefRole(name) ? name : undefined;
}
