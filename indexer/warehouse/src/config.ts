import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { ConfigError, type Viewer } from "@ledgerscope/core";
import type { Retention } from "@ledgerscope/schema";
import { parseDocument } from "yaml";
import { z } from "zod";
import { READER_LIMITS } from "./embedded/profiles.ts";
import type { WarehouseTarget, WarehouseUser } from "./target.ts";

export interface NetworkConfig {
  /** `evm`, `fabric`. */
  readonly family: string;
  /** A ledger that does not grow any more, shown as a recording. */
  readonly recorded: boolean;
  /** A recording that its nodes serve anew: it is followed as it grows, at times that are long past. */
  readonly replayed?: boolean;
  /** The network's value as it stands in the file; its family's adapter reads it. */
  readonly input: unknown;
}

export interface LedgerscopeConfig {
  /** Absolute path of the file. */
  readonly path: string;
  /** Folder of the file: relative paths in it start here. */
  readonly baseDir: string;
  readonly warehouse: WarehouseTarget;
  readonly networks: Readonly<Record<string, NetworkConfig>>;
  /** How long the rows of some tables stay, in days; `forever` takes an earlier limit back. */
  readonly retention: Retention;
  /** By token. Undefined: one viewer who sees all, on loopback only. */
  readonly viewers: Readonly<Record<string, Viewer>> | undefined;
  readonly disclosure: { readonly warehouse: WarehouseTarget /** Absolute. */; readonly policy: string } | undefined;
}

const EXAMPLE = `warehouse: { path: ./data }
networks:
  mainnet: { family: evm, rpc: ["http://127.0.0.1:8545"] }`;

/** Names stand in URLs, tokens and metric labels. */
const NETWORK_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

/** Names of users and databases stand in the engine's configuration. */
const ENGINE_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

const LIMITS = Object.keys(READER_LIMITS) as (keyof typeof READER_LIMITS)[];

const user = z.strictObject({
  profile: z.enum(["admin", "writer", "reader"]).optional(),
  password: z.string().default(""),
  databases: z.array(z.string().regex(ENGINE_NAME, "is no name for a database")).default(["default", "store"]),
  limits: z.partialRecord(z.enum(LIMITS), z.int().positive()).optional(),
});

const PROFILES = ["admin", "writer", "reader"] as const;

const users = z.record(z.string().regex(ENGINE_NAME, "is no name for a user"), user).transform((given, context) =>
  Object.fromEntries(
    Object.entries(given).map(([name, { profile, limits, ...rest }]): [string, WarehouseUser] => {
      // A user that is called so needs no further word; `default` is the administrator.
      const meant = name === "default" ? "admin" : (profile ?? PROFILES.find((each) => each === name));
      const wrong = name === "default" && profile !== undefined && profile !== "admin";
      if (!meant || wrong) {
        const message = wrong ? "must be admin for the user default" : "must be admin, writer or reader";
        context.addIssue({ code: "custom", path: [name, "profile"], message });
      }
      return [name, { ...rest, profile: meant ?? "reader", limits: { ...limits } }];
    }),
  ),
);

const target = z.union(
  [
    z.strictObject({ path: z.string().min(1), users: users.optional() }),
    z.strictObject({
      url: z.url({ protocol: /^https?$/ }),
      username: z.string().optional(),
      password: z.string().optional(),
      database: z.string().optional(),
      analyst: z.strictObject({ username: z.string().min(1), password: z.string().default("") }).optional(),
    }),
  ],
  { error: 'must be { path: ./data } or { url: "http://127.0.0.1:8123" }' },
);

const scope = z.union([z.literal("*"), z.array(z.string())], { error: 'must be "*" or a list of names' });

const viewer = z.strictObject({
  name: z.string().optional(),
  networks: scope,
  channels: scope.default("*"),
  roles: z.array(z.string()).default([]),
});

const file = z.strictObject({
  warehouse: target,
  networks: z
    .record(
      z.string().regex(NETWORK_NAME, "is no name for a network: use letters, digits, dot, dash and underscore"),
      z.looseObject({
        family: z.string({ error: "must name the chain's family, such as evm or fabric" }),
        recorded: z.boolean().default(false),
        replayed: z.boolean().default(false),
      }),
    )
    .nullish(),
  retention: z
    .record(
      z.string(),
      z.union([z.literal("forever"), z.int().positive()], { error: 'must be a number of days or "forever"' }),
    )
    .nullish(),
  viewers: z.record(z.string().min(1), viewer).optional(),
  disclosure: z.strictObject({ warehouse: target, policy: z.string().min(1) }).optional(),
});

type Target = z.infer<typeof target>;

function resolveTarget(given: Target, baseDir: string): WarehouseTarget {
  if ("path" in given) {
    return { path: resolve(baseDir, given.path), ...(given.users === undefined ? {} : { users: given.users }) };
  }
  const { url, username, password, database, analyst } = given;
  return {
    url,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(database === undefined ? {} : { database }),
    ...(analyst === undefined ? {} : { analyst }),
  };
}

function describe(issue: z.core.$ZodIssue): string {
  const key = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    const names = issue.keys.map((name) => [...issue.path, name].join(".")).join(", ");
    return `unknown key ${names}; known here: ${key === "" ? Object.keys(file.shape).join(", ") : "see the README"}`;
  }
  if (issue.code === "invalid_key") return `${key} ${issue.issues[0]?.message ?? "is no name"}`;
  return key === "" ? issue.message : `${key}: ${issue.message}`;
}

/**
 * Reads the configuration file.
 * @param path relative to the working directory.
 * @throws ConfigError naming the key, with an example.
 */
export async function loadConfig(path = "./ledgerscope.yaml"): Promise<LedgerscopeConfig> {
  const absolute = resolve(path);
  let text: string;
  try {
    text = await readFile(absolute, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const what = code === "ENOENT" ? "does not exist" : `cannot be read (${code})`;
    throw new ConfigError(
      `the configuration ${absolute} ${what}; write it, or name another with --config:\n${EXAMPLE}`,
      {
        cause,
      },
    );
  }
  const document = parseDocument(text);
  const [syntax] = document.errors;
  if (syntax) throw new ConfigError(`${absolute}: ${syntax.message}`);
  const content: unknown = document.toJS() ?? {};
  const parsed = file.safeParse(content);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(describe).join("; ");
    throw new ConfigError(`${absolute}: ${problems}. For example:\n${EXAMPLE}`);
  }
  const { warehouse, networks, retention, viewers, disclosure } = parsed.data;
  const baseDir = dirname(absolute);
  return {
    path: absolute,
    baseDir,
    warehouse: resolveTarget(warehouse, baseDir),
    networks: Object.fromEntries(
      Object.entries(networks ?? {}).map(([name, input]) => [
        name,
        {
          family: input.family,
          recorded: input.recorded,
          replayed: input.replayed,
          // As written: without what this reader adds.
          input: (content as { networks: Record<string, unknown> }).networks[name],
        },
      ]),
    ),
    retention: retention ?? {},
    viewers:
      viewers &&
      Object.fromEntries(
        Object.entries(viewers).map(([token, { name, ...rest }], index) => [
          token,
          // Saved queries and the record of statements belong to a name: two who are not named are not one.
          { name: name ?? `viewer ${index + 1}`, ...rest },
        ]),
      ),
    disclosure: disclosure && {
      warehouse: resolveTarget(disclosure.warehouse, baseDir),
      policy: resolve(baseDir, disclosure.policy),
    },
  };
}
