import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "@ledgerscope/core";
import { type Fragment, Interface } from "ethers/abi";

/** An ABI out of a folder. */
export interface AbiFile {
  /** Its name without `.json`. */
  readonly name: string;
  /** Contracts that it is of, lower case; empty: it may be of any. */
  readonly addresses: readonly string[];
  readonly fragments: readonly Fragment[];
}

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;

/**
 * The ABIs of a folder: each file a JSON ABI, or an object with one under `abi` (as compilers write). It is of the
 * contract that its name or its `address` says, or of those under `addresses`.
 * @throws ConfigError naming the file.
 */
export async function readAbiFiles(folder: string): Promise<AbiFile[]> {
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  } catch (cause) {
    throw new ConfigError(`abis: ${folder} cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause });
  }
  return Promise.all(names.map((name) => readAbiFile(join(folder, name), name.slice(0, -".json".length))));
}

async function readAbiFile(path: string, name: string): Promise<AbiFile> {
  const wrong = (what: string, cause?: unknown): ConfigError =>
    new ConfigError(`abis: ${path} ${what}; it must be a JSON ABI, or { "abi": [...], "address": "0x…" }`, { cause });
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw wrong(`is not JSON: ${(cause as Error).message}`, cause);
  }
  const { abi, address, addresses } = Array.isArray(content)
    ? { abi: content, address: undefined, addresses: undefined }
    : ((content ?? {}) as { abi?: unknown; address?: unknown; addresses?: unknown });
  if (!Array.isArray(abi)) throw wrong("holds no ABI");
  const named = [name, address, ...(Array.isArray(addresses) ? addresses : [])];
  let fragments: readonly Fragment[];
  try {
    // What ethers does not understand, it leaves out; a list of other things gives nothing at all.
    fragments = new Interface(abi).fragments;
  } catch (cause) {
    throw wrong("holds no ABI", cause);
  }
  if (abi.length > 0 && fragments.length === 0) throw wrong("holds no ABI");
  return {
    name,
    addresses: named.filter((one) => typeof one === "string" && ADDRESS.test(one)).map((one) => one.toLowerCase()),
    fragments,
  };
}
