import { WireError, WireReader } from "@ledgerscope/proof";
import { configPolicy, configValue } from "./messages/configMessages.ts";
import { decodeMessage, type Json, type JsonObject } from "./messages/decodeMessage.ts";
import { policyText } from "./policyText.ts";
import { valueText } from "./valueText.ts";

/** One group, value or policy of a channel configuration. */
export interface ConfigElement {
  readonly kind: "group" | "value" | "policy";
  /** As policies refer to it: `/Channel/Application/Org1MSP/Admins`. */
  readonly path: string;
  readonly name: string;
  /** Grows with every change of the element. */
  readonly version: bigint;
  /** Policy that a change of it must satisfy. */
  readonly modPolicy: string;
  /** What it holds, decoded; null for a group. */
  readonly value: Json;
  /** The same in words. */
  readonly text: string;
  /** Bytes of `ConfigValue` or `ConfigPolicy`; empty for a group. */
  readonly bytes: Uint8Array;
  /** Why it could not be decoded; empty when it could. */
  readonly problem: string;
}

const EMPTY: Uint8Array = new Uint8Array(0);
/** Groups nest four deep in Fabric (Channel, Consortiums, consortium, organisation). */
const MAX_DEPTH = 16;

/**
 * Every element of a `common.Config`, in order of paths. A value or policy that cannot be read is there with its
 * bytes and the reason.
 * @throws WireError when the tree itself cannot be read.
 */
export function configElements(config: Uint8Array): { sequence: bigint; elements: ConfigElement[] } {
  let sequence = 0n;
  const elements: ConfigElement[] = [];
  const reader = new WireReader(config);
  while (reader.next()) {
    if (reader.field === 1) sequence = BigInt.asUintN(64, reader.int64());
    else if (reader.field === 2) addGroup("Channel", "/Channel", reader.bytes(), elements, 0);
    else reader.skip();
  }
  const order = ({ path, kind }: ConfigElement): string => `${path}\n${kind}`;
  elements.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return { sequence, elements };
}

function addGroup(name: string, path: string, bytes: Uint8Array, elements: ConfigElement[], depth: number): void {
  if (depth > MAX_DEPTH) throw new WireError("configuration groups nest too deeply", 0);
  let version = 0n;
  let modPolicy = "";
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) version = BigInt.asUintN(64, reader.int64());
    else if (reader.field === 5) modPolicy = reader.text();
    else if (reader.field >= 2 && reader.field <= 4) {
      const kind = reader.field;
      const [key, value] = entry(reader.bytes());
      const inner = `${path}/${key}`;
      if (kind === 2) addGroup(key, inner, value, elements, depth + 1);
      else elements.push(kind === 3 ? valueElement(key, inner, value) : policyElement(key, inner, value));
    } else reader.skip();
  }
  elements.push({ kind: "group", path, name, version, modPolicy, value: null, text: "", bytes: EMPTY, problem: "" });
}

function entry(bytes: Uint8Array): [string, Uint8Array] {
  let key = "";
  let value: Uint8Array = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) key = reader.text();
    else if (reader.field === 2) value = reader.bytes();
    else reader.skip();
  }
  return [key, value];
}

function valueElement(name: string, path: string, bytes: Uint8Array): ConfigElement {
  return element("value", name, path, bytes, () => {
    const decoded = decodeMessage(configValue, bytes, name);
    return { decoded, value: decoded["value"] ?? null, text: valueText(decoded["value"] ?? null) };
  });
}

function policyElement(name: string, path: string, bytes: Uint8Array): ConfigElement {
  return element("policy", name, path, bytes, () => {
    const decoded = decodeMessage(configPolicy, bytes);
    const policy = decoded["policy"] as JsonObject | null;
    return { decoded, value: policy, text: policyText(policy) };
  });
}

function element(
  kind: ConfigElement["kind"],
  name: string,
  path: string,
  bytes: Uint8Array,
  decode: () => { decoded: JsonObject; value: Json; text: string },
): ConfigElement {
  try {
    const { decoded, value, text } = decode();
    const version = BigInt(String(decoded["version"]));
    return { kind, path, name, version, modPolicy: String(decoded["mod_policy"]), value, text, bytes, problem: "" };
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return { kind, path, name, version: 0n, modPolicy: "", value: null, text: "", bytes, problem: error.message };
  }
}
