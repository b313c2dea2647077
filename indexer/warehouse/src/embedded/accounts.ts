import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { ANALYST, analystUser } from "../analyst.ts";
import type { WarehouseUser } from "../target.ts";
import { type Limits, limitsOf } from "./profiles.ts";
import { RefusedStatement } from "./statement.ts";

/** Environment of the server process, in which it gets its accounts: other users of the machine cannot read it. */
export const ACCOUNTS_VARIABLE = "LEDGERSCOPE_WAREHOUSE_ACCOUNTS";

/** A user as the server knows it. */
export interface Account {
  readonly name: string;
  readonly profile: WarehouseUser["profile"];
  /** SHA-256 in hex; undefined: no password. */
  readonly passwordHash: string | undefined;
  readonly databases: readonly string[];
  readonly limits: Limits;
}

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();

const DEFAULT: Account = { name: "default", profile: "admin", passwordHash: undefined, databases: [], limits: {} };

/** @param users of the configuration; the analyst is one of them in any case. */
export function writeAccounts(users: Readonly<Record<string, WarehouseUser>>): string {
  const accounts = Object.entries({ ...users, [ANALYST]: analystUser(users) }).map(
    ([name, user]): Account => ({
      name,
      profile: name === DEFAULT.name ? "admin" : user.profile,
      passwordHash: user.password === "" ? undefined : sha256(user.password).toString("hex"),
      databases: user.databases,
      limits: limitsOf(user),
    }),
  );
  return JSON.stringify(accounts);
}

/** Always with `default`. */
export function readAccounts(written: string | undefined): Account[] {
  const accounts = JSON.parse(written ?? "[]") as Account[];
  return accounts.some((account) => account.name === DEFAULT.name) ? accounts : [DEFAULT, ...accounts];
}

interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** From the headers, basic authentication or the URL, in ClickHouse's order. */
function credentials(request: IncomingMessage, url: URL): Credentials {
  const header = (name: string): string | undefined => request.headers[name] as string | undefined;
  const basic = /^Basic (.*)$/i.exec(request.headers.authorization ?? "")?.[1];
  const [basicUser, ...basicPassword] = basic ? Buffer.from(basic, "base64").toString().split(":") : [];
  const user = header("x-clickhouse-user") ?? basicUser ?? url.searchParams.get("user") ?? "";
  const password =
    header("x-clickhouse-key") ?? (basic ? basicPassword.join(":") : url.searchParams.get("password")) ?? "";
  return { user: user === "" ? DEFAULT.name : user, password };
}

/** @throws RefusedStatement AUTHENTICATION_FAILED, the same for an unknown name and a wrong password. */
export function authenticate(request: IncomingMessage, url: URL, accounts: readonly Account[]): Account {
  const { user, password } = credentials(request, url);
  const account = accounts.find(({ name }) => name === user);
  const given = sha256(password);
  const expected = account?.passwordHash === undefined ? sha256("") : Buffer.from(account.passwordHash, "hex");
  if (timingSafeEqual(given, expected) && account) return account;
  throw new RefusedStatement(
    516,
    "AUTHENTICATION_FAILED",
    `${user}: Authentication failed: password is incorrect, or there is no user with such name`,
  );
}
