import type { StoredReader } from "./storedReader.ts";

/** What a call, a log or an error says in the words of an interface description. Text is as hostile as the chain's data. */
export interface DecodedCall {
  readonly name: string;
  /** With types: `transfer(address,uint256)`. */
  readonly signature: string;
  /** Values as text; lists and structures as JSON. */
  readonly arguments: readonly { readonly name: string; readonly type: string; readonly value: string }[];
  /**
   * - `abi`: the description is of that very contract.
   * - `standard`: a well-known event, known by the hash of its whole signature.
   * - `guess`: a well-known function or error with the same few bytes; the contract may mean another.
   */
  readonly source: "abi" | "standard" | "guess";
  /** Whose description: a file of the configuration, or a package. */
  readonly origin: string;
  /** Other known signatures that fit the same bytes. */
  readonly others: readonly string[];
}

export interface DecodedTransaction {
  /** Undefined when it calls nothing, or nothing known. */
  readonly call?: DecodedCall;
  readonly logs: readonly {
    /** Position in the block. */
    readonly index: number;
    /** Contract that emitted it. */
    readonly address: string;
    readonly decoded?: DecodedCall;
  }[];
  /** Why it failed, where the node told the bytes and they are known. */
  readonly error?: DecodedCall;
}

/** What a selector or a topic stands for. */
export interface DeclaredName {
  /** With types: `transfer(address,uint256)`. */
  readonly signature: string;
  readonly source: DecodedCall["source"];
}

/** Puts what transactions asked for into words, when somebody looks at them. Bytes that fit nothing give undefined. */
export interface CallDecoder {
  /** @param call 0x-hex; `to` undefined: creates a contract. */
  decodeCall(call: { readonly to: string | undefined; readonly input: string }): DecodedCall | undefined;
  /** @param log 0x-hex. */
  decodeLog(log: {
    readonly address: string;
    readonly topics: readonly string[];
    readonly data: string;
  }): DecodedCall | undefined;
  /** @param error 0x-hex; `address`: the contract that failed. */
  decodeError(error: { readonly address?: string; readonly data: string }): DecodedCall | undefined;
  /**
   * What functions or events of a contract are called, where no bytes are at hand to be decoded.
   * @param of 0x-hex; `key`: four bytes of a function, the whole hash of an event.
   */
  nameOf(of: {
    readonly kind: "function" | "event";
    readonly address: string;
    readonly key: string;
  }): DeclaredName | undefined;
  /** A stored transaction; undefined when there is none at that place. */
  decodeTransaction(
    stored: StoredReader,
    at: { readonly network: string; readonly height: number; readonly txIndex: number },
  ): Promise<DecodedTransaction | undefined>;
}
