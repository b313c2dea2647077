import type { Account } from "./accounts.ts";
import { roleOf } from "./engineConfig.ts";
import { mayGiveSetting, RESTRICTED_SETTINGS } from "./profiles.ts";
import type { QueryRequest } from "./queryRequest.ts";
import { assertName, literal } from "./sqlText.ts";
import { RefusedStatement } from "./statement.ts";

const quoted = (name: string): string => `\`${name.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``;

const set = (assignments: Iterable<readonly [string, string | number]>): string => {
  const all = Array.from(assignments, ([name, value]) => `${name} = ${literal(String(value))}`);
  return all.length > 0 ? `SET ${all.join(", ")};` : "";
};

/** What {@link preparation} sets; undefined where a setting may change others with it (`compatibility`, `profile`). */
export function preparedNames(request: QueryRequest): string[] | undefined {
  if (request.readOnly || request.roles.length > 0 || ![...request.settings.keys()].every(mayGiveSetting))
    return undefined;
  return [
    ...(request.database ? ["database"] : []),
    ...request.settings.keys(),
    ...[...request.parameters.keys()].map((name) => `param_${name}`),
  ];
}

/**
 * Statements that prepare a request's session; the engine itself judges names and values.
 * @param keeps the session outlives the request: what cannot be taken back is left out.
 */
export function preparation(request: QueryRequest, keeps: boolean): string {
  // The engine gives ids of its own; the client's stands where it can be looked for.
  const assigned = new Map([["log_comment", request.queryId]]);
  for (const [name, value] of request.settings) {
    assertName("setting", name);
    assigned.set(name, value);
  }
  // A client may ask for less, not for more.
  if (request.readOnly) assigned.set("readonly", assigned.get("readonly") === "1" ? "1" : "2");
  // In a session that is kept it could not be taken back.
  if (request.readOnly && keeps) assigned.delete("readonly");
  for (const [name, value] of request.parameters) {
    assertName("parameter", name);
    assigned.set(`param_${name}`, value);
  }
  if (request.roles.length > 0 && keeps) {
    throw new RefusedStatement(48, "NOT_IMPLEMENTED", "role is not served within a session: use SET ROLE");
  }
  const roles = request.roles.length > 0 ? `SET ROLE ${request.roles.map(quoted).join(", ")};` : "";
  // Each statement takes the engine 0.1 ms: one for all.
  return `${roles} ${request.database ? `USE ${quoted(request.database)};` : ""} ${set(assigned)}`;
}

/**
 * The same for an account with few rights: its role and limits, then nothing can be set any more.
 * @throws RefusedStatement READONLY for a setting that it may not give.
 */
export function restrictedPreparation(request: QueryRequest, account: Account): string {
  if (request.roles.length > 0) {
    throw new RefusedStatement(
      512,
      "SET_NON_GRANTED_ROLE",
      `${account.name}: Role should be granted to set as current`,
    );
  }
  const limits = new Map(Object.entries(account.limits));
  const settings = new Map<string, string>();
  for (const [name, value] of request.settings) {
    const limit = limits.get(name);
    if (limit !== undefined && /^[1-9]\d{0,15}$/.test(value)) limits.set(name, Math.min(limit, Number(value)));
    else if (mayGiveSetting(name)) settings.set(name, value);
    // A client may say what holds anyway.
    else if (name !== "readonly" || !["1", "2"].includes(value)) {
      throw new RefusedStatement(164, "READONLY", `Cannot modify '${name}' setting in readonly mode`);
    }
  }
  return [
    `SET ROLE ${roleOf(account)};`,
    preparation({ ...request, settings, readOnly: false }, false),
    set([...Object.entries(RESTRICTED_SETTINGS), ...limits]),
    account.profile === "reader" ? "SET readonly = 1;" : "",
  ].join(" ");
}
