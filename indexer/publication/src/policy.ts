import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { ConfigError } from "@ledgerscope/core";
import { parse } from "yaml";
import { z } from "zod";

/** The same sentence in both languages of the public site. */
const text = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });

const rule = z.strictObject({
  network: z.string().min(1),
  channel: z.string().min(1),
  blocks: z.enum(["whole", "counts"]),
  reason: text,
});

const policyFile = z.strictObject({
  version: z.number().int().positive(),
  title: text,
  publish: z.array(rule),
});

/**
 * What becomes public of one channel.
 * - `whole`: block facts, every transaction's outcome, and the raw block with everything in it, which is
 *   what a proof needs. A Fabric data hash covers all envelopes of a block, so there is no proof of one
 *   transaction that hides its neighbours: only a channel without anything to hide may be named so.
 * - `counts`: how many transactions each block has, all of them withheld. No hash, no time, no id.
 */
export type Treatment = z.infer<typeof rule>["blocks"];

export type PublicationRule = Readonly<z.infer<typeof rule>>;

export interface PublicationPolicy {
  /** Raised with every change of the text. */
  readonly version: number;
  readonly title: Readonly<{ en: string; zh: string }>;
  /** What is published. A network or channel that no rule names does not exist for the public. */
  readonly publish: readonly PublicationRule[];
  /** The file as it stands, byte for byte: it is published too. */
  readonly text: string;
  /** SHA-256 of the file, lower-case hex. */
  readonly sha256: string;
}

const EXAMPLE = `version: 1
title: { en: "…", zh: "…" }
publish:
  - network: relief
    channel: mychannel
    blocks: counts   # or whole
    reason: { en: "…", zh: "…" }`;

/**
 * @param source YAML. Unknown keys are refused: a rule that this version does not understand must not
 *   be read as a weaker one.
 * @throws ConfigError naming the key, with an example.
 */
export function parsePolicy(source: string, path = "policy"): PublicationPolicy {
  let yaml: unknown;
  try {
    yaml = parse(source);
  } catch (cause) {
    throw new ConfigError(`${path} is not YAML: ${(cause as Error).message}`, { cause });
  }
  const result = policyFile.safeParse(yaml);
  if (!result.success) {
    const issues = result.error.issues.map((issue) => `${issue.path.join(".") || "(file)"}: ${issue.message}`);
    throw new ConfigError(`${path} is not a publication policy: ${issues.join("; ")}. Example:\n${EXAMPLE}`);
  }
  const { version, title, publish } = result.data;
  const named = new Set<string>();
  for (const { network, channel } of publish) {
    const key = JSON.stringify([network, channel]);
    if (named.has(key)) throw new ConfigError(`${path}: ${network}/${channel} is named twice; keep one rule`);
    named.add(key);
  }
  return { version, title, publish, text: source, sha256: createHash("sha256").update(source).digest("hex") };
}

/** @throws ConfigError when the file is missing or is not a policy. */
export async function loadPolicy(path: string): Promise<PublicationPolicy> {
  let source: string;
  try {
    source = await readFile(path, "utf8");
  } catch (cause) {
    throw new ConfigError(`cannot read the publication policy ${path}: write one, for example:\n${EXAMPLE}`, { cause });
  }
  return parsePolicy(source, path);
}
