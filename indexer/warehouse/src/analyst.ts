import { createHash } from "node:crypto";
import type { WarehouseTarget, WarehouseUser } from "./target.ts";

/** Name of the reader by whom people ask SQL of their own. */
export const ANALYST = "analyst";

/** How long a statement of the analyst's may run, in seconds: exports are long. Callers ask for less. */
const MAX_EXECUTION_TIME_S = 3600;

/** Who asks a warehouse on behalf of people: an account that only reads. */
export interface AnalystAccount {
  readonly username: string;
  readonly password: string;
}

/**
 * The analyst of a folder's warehouse, who is there without being configured, as `default` is: a reader whose result
 * has no bound but time, since it is streamed. Whoever knows the administrator's password can work out the analyst's;
 * the other way round nobody can.
 */
export function analystUser(users: Readonly<Record<string, WarehouseUser>>): WarehouseUser {
  const administrators = users["default"]?.password ?? "";
  return (
    users[ANALYST] ?? {
      profile: "reader",
      password:
        administrators === "" ? "" : createHash("sha256").update(`${ANALYST} of ${administrators}`).digest("hex"),
      databases: ["default", "store"],
      limits: {
        max_execution_time: MAX_EXECUTION_TIME_S,
        max_result_rows: Number.MAX_SAFE_INTEGER,
        max_result_bytes: Number.MAX_SAFE_INTEGER,
      },
    }
  );
}

/** @returns undefined where nobody has been named, or not as a reader: then nobody asks SQL of his own. */
export function analystOf(target: WarehouseTarget): AnalystAccount | undefined {
  if (!("path" in target)) return target.analyst;
  const user = analystUser(target.users ?? {});
  return user.profile === "reader" ? { username: ANALYST, password: user.password } : undefined;
}
