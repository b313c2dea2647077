import { ErrorFragment, EventFragment, Fragment, FunctionFragment, type ParamType } from "ethers/abi";
import { toHex } from "../hex.ts";
import { keccak256 } from "../keccak256.ts";
import { type AbiFile, readAbiFiles } from "./abiFiles.ts";
import { type AbiValue, decodeValues, isDynamic, NotThisAbi, wordValue } from "./abiValue.ts";
import { knownDeclarations } from "./declarations.ts";

export interface AbiArgument {
  /** Empty where the ABI gives none. */
  readonly name: string;
  readonly type: string;
  readonly value: AbiValue;
  /** An event's argument that stands in a topic. */
  readonly indexed?: true;
  /** The topic holds only the hash of the argument, which is `value`. */
  readonly hashed?: true;
}

/** What a call, log or error says in the words of an ABI. */
export interface Decoding {
  readonly name: string;
  /** `transfer(address,uint256)`. */
  readonly signature: string;
  readonly args: readonly AbiArgument[];
  /** Whose words: the ABI's file, an npm package, or `common`. */
  readonly origin: string;
  /** `abi`: of that very contract; `standard`: an event, by the hash of its whole signature; otherwise a guess. */
  readonly source: "abi" | "standard" | "guess";
  /** Other known signatures that fit the same bytes. */
  readonly others: readonly string[];
}

/** One function, event or error that some ABI declares. */
interface Candidate {
  readonly origin: string;
  /** Contracts that it is known to be of, lower case. */
  readonly addresses: readonly string[];
  fragment(): Fragment;
}

type Read = (fragment: Fragment) => { readonly args: readonly AbiArgument[]; readonly exact: boolean };

const SELECTOR_BYTES = 4;

/**
 * The ABIs at hand: those of a folder, and what well-known packages declare. Decodes at query time whatever bytes
 * chains hold: bytes that fit no ABI give undefined, never an error, in time linear in their size.
 */
export class Abis {
  readonly #candidates: ReadonlyMap<string, readonly Candidate[]>;

  private constructor(files: readonly AbiFile[]) {
    const candidates = new Map<string, Candidate[]>();
    const add = (key: string, candidate: Candidate): void => {
      const same = candidates.get(key);
      if (same) same.push(candidate);
      else candidates.set(key, [candidate]);
    };
    for (const { name, addresses, fragments } of files) {
      for (const fragment of fragments) {
        const candidate = { origin: `${name}.json`, addresses, fragment: () => fragment };
        const key = keyOf(fragment.type, fragment.format("sighash"));
        if (key) add(key, candidate);
      }
    }
    for (const { kind, signature, text, origin } of knownDeclarations()) {
      const key = keyOf(kind, signature);
      if (key) add(key, { origin, addresses: [], fragment: () => Fragment.from(text) });
    }
    this.#candidates = candidates;
  }

  /**
   * @param folder of JSON ABIs; without it only what is well known.
   * @throws ConfigError naming the file that is no ABI.
   */
  static async open(folder?: string): Promise<Abis> {
    return new Abis(folder === undefined ? [] : await readAbiFiles(folder));
  }

  /** What a call asks for; undefined for plain transfers and creations, and when no ABI fits. */
  decodeCall({ to, input }: { readonly to: Uint8Array | undefined; readonly input: Uint8Array }): Decoding | undefined {
    if (!to || input.length < SELECTOR_BYTES) return undefined;
    const key = `function ${toHex(input.subarray(0, SELECTOR_BYTES))}`;
    return this.#best(key, to, (fragment) => readArguments(fragment.inputs, input.subarray(SELECTOR_BYTES)));
  }

  /** What a call of that selector returned. */
  decodeOutput(call: {
    readonly to: Uint8Array;
    readonly selector: Uint8Array;
    readonly output: Uint8Array;
  }): Decoding | undefined {
    return this.#best(`function ${toHex(call.selector)}`, call.to, (fragment) => {
      const outputs = fragment instanceof FunctionFragment ? fragment.outputs : [];
      return readArguments(outputs, call.output);
    });
  }

  /** What a log tells; undefined when no ABI fits. */
  decodeLog(log: {
    readonly address: Uint8Array;
    readonly topics: readonly Uint8Array[];
    readonly data: Uint8Array;
  }): Decoding | undefined {
    const [event, ...indexed] = log.topics;
    if (!event) return undefined;
    return this.#best(`event ${toHex(event)}`, log.address, (fragment) => readEvent(fragment, indexed, log.data));
  }

  /** Why a call failed, out of the bytes that it returned; undefined when no ABI fits. */
  decodeError({ address, data }: { readonly address?: Uint8Array; readonly data: Uint8Array }): Decoding | undefined {
    if (data.length < SELECTOR_BYTES) return undefined;
    const key = `error ${toHex(data.subarray(0, SELECTOR_BYTES))}`;
    return this.#best(key, address, (fragment) => readArguments(fragment.inputs, data.subarray(SELECTOR_BYTES)));
  }

  /**
   * What a function or an event is called: by the ABI of that contract, else as it is well known.
   * @param of 0x-hex, lower case; `key`: four bytes of a function, the whole hash of an event.
   */
  nameOf({
    kind,
    address,
    key,
  }: {
    readonly kind: "function" | "event";
    readonly address: string;
    readonly key: string;
  }): { readonly signature: string; readonly source: Decoding["source"] } | undefined {
    const candidates = this.#candidates.get(`${kind} ${key}`) ?? [];
    const own = candidates.find(({ addresses }) => addresses.includes(address));
    const known = own ?? candidates.find(({ addresses }) => addresses.length === 0);
    if (!known) return undefined;
    const source = own ? "abi" : kind === "event" ? "standard" : "guess";
    return { signature: known.fragment().format("sighash"), source };
  }

  #best(key: string, contract: Uint8Array | undefined, read: Read): Decoding | undefined {
    const address = contract && toHex(contract);
    const fitting = (this.#candidates.get(key) ?? []).flatMap((candidate) => {
      const isOf = address !== undefined && candidate.addresses.includes(address);
      // An ABI of other contracts says nothing about this one that the well-known ones would not.
      if (!isOf && candidate.addresses.length > 0) return [];
      const fragment = candidate.fragment();
      try {
        return [{ candidate, fragment, isOf, ...read(fragment) }];
      } catch (error) {
        if (error instanceof NotThisAbi) return [];
        throw error;
      }
    });
    const best =
      fitting.find(({ isOf }) => isOf) ?? fitting.find(({ exact }) => exact) ?? fitting.find(({ exact }) => !exact);
    if (!best) return undefined;
    const signature = best.fragment.format("sighash");
    const signatures = new Set(fitting.map(({ fragment }) => fragment.format("sighash")));
    signatures.delete(signature);
    return {
      name: nameOf(best.fragment),
      signature,
      args: best.args,
      origin: best.candidate.origin,
      source: best.isOf ? "abi" : best.fragment instanceof EventFragment ? "standard" : "guess",
      others: [...signatures],
    };
  }
}

/** Under what its calls, logs or errors are found: the hash of the signature, or its first bytes. */
function keyOf(kind: string, signature: string): string | undefined {
  if (kind !== "function" && kind !== "event" && kind !== "error") return undefined;
  const hash = keccak256(Buffer.from(signature));
  return `${kind} ${toHex(kind === "event" ? hash : hash.subarray(0, SELECTOR_BYTES))}`;
}

const nameOf = (fragment: Fragment): string =>
  fragment instanceof FunctionFragment || fragment instanceof EventFragment || fragment instanceof ErrorFragment
    ? fragment.name
    : "";

function readArguments(types: readonly ParamType[], data: Uint8Array) {
  const { values, exact } = decodeValues(types, data);
  const args = types.map(({ name, type }, index) => ({ name, type, value: values[index] as AbiValue }));
  return { args, exact };
}

function readEvent(fragment: Fragment, topics: readonly Uint8Array[], data: Uint8Array) {
  const { inputs } = fragment;
  const inTopics = inputs.filter(({ indexed }) => indexed);
  if (inTopics.length !== topics.length) throw new NotThisAbi("the log has another number of topics");
  const { values, exact } = decodeValues(
    inputs.filter(({ indexed }) => !indexed),
    data,
  );
  let topic = 0;
  let value = 0;
  const args = inputs.map((type): AbiArgument => {
    const { name } = type;
    if (!type.indexed) return { name, type: type.type, value: values[value++] as AbiValue };
    const word = Buffer.from(topics[topic++] as Uint8Array);
    const isHashed = isDynamic(type) || type.baseType === "array" || type.baseType === "tuple";
    if (isHashed) return { name, type: type.type, value: toHex(word), indexed: true, hashed: true };
    return { name, type: type.type, value: wordValue(type, word), indexed: true };
  });
  return { args, exact };
}
