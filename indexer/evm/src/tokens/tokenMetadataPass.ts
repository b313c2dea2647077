import { setMaxListeners } from "node:events";
import {
  type Check,
  LedgerscopeError,
  type Pass,
  type PassStep,
  RetryableError,
  type StoredReader,
} from "@ledgerscope/core";
import { encodeRows, type Row } from "@ledgerscope/schema";
import type { EvmConfig } from "../config.ts";
import type { EvmNode } from "../evmNode.ts";
import { fromHex } from "../hex.ts";
import { RpcError } from "../rpc/rpcError.ts";
import { evmTokenMetadata } from "../tables/evmTokenMetadata.ts";
import { answeredDecimals, answeredText, NAME_BYTES, SYMBOL_BYTES } from "./tokenAnswers.ts";

/** Blocks whose tokens are looked for together. */
const STEP_BLOCKS = 1000;
/** Tokens asked for at a time, three questions each. */
const TOGETHER = 20;
/** A node that does not answer such a question for so long is left alone for this run. */
const PATIENCE_MS = 15_000;
/** What a contract may burn to say its name: a hundred times what those behind a proxy need. */
const GAS = "0xf4240";

/** name(), symbol(), decimals() (EIP-20, EIP-721). */
const NAME = "0x06fdde03";
const SYMBOL = "0x95d89b41";
const DECIMALS = "0x313ce567";

// Known is what was met below: what was met above may be taken back without this stretch.
const NEW_TOKENS = `SELECT lower(hex(x.token)) AS token, toUInt32(max(x.standard != 'erc721')) AS divides
FROM store.evm_token_transfers AS x
WHERE network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}
  AND x.token NOT IN (SELECT m.token FROM store.evm_token_metadata AS m
    WHERE m.network = {network:String} AND m.height < {from:UInt64})
GROUP BY token ORDER BY token`;

/**
 * Asks tokens for their names, symbols and decimals once they have moved in a final block. Without a node that answers, or
 * that offers `eth_call`, nothing is stored and the blocks are `unchecked`: such a token is asked when it moves next.
 */
export const tokenMetadataPass: Pass<EvmConfig> = {
  name: "token_metadata",
  version: 1,
  unit: "tokens",
  tables: ["evm_token_metadata"],
  wants: ({ datasets }) => datasets.tokenTransfers && datasets.tokenMetadata,
  async *run(config, { network, from, to, stored, signal }): AsyncGenerator<PassStep, void, void> {
    const asker = new TokenAsker(config);
    try {
      for (let at = from; at < to; ) {
        signal.throwIfAborted();
        const end = Math.min(to, (Math.floor(at / STEP_BLOCKS) + 1) * STEP_BLOCKS);
        const tokens = await newTokens(stored, { network, from: at, to: end });
        const rows: Row<typeof evmTokenMetadata>[] = [];
        for (let next = 0; next < tokens.length && !asker.givenUp; next += TOGETHER) {
          const answers = await asker.ask(tokens.slice(next, next + TOGETHER), signal);
          const asked_at = Date.now();
          rows.push(...answers.map((answer) => ({ ...answer, network, height: end - 1, asked_at })));
        }
        const checks = rows.length < tokens.length ? [unasked(at, tokens.length - rows.length, asker.givenUp)] : [];
        const payloads = rows.length > 0 ? [encodeRows(evmTokenMetadata, rows)] : [];
        yield { from: at, to: end, items: rows.length, checks, payloads, derived: [] };
        at = end;
      }
    } finally {
      await asker.close();
    }
  },
};

interface NewToken {
  /** Hex without 0x. */
  readonly token: string;
  /** Whether it has amounts, and so may have decimals. */
  readonly divides: number;
}

async function newTokens(stored: StoredReader, range: Readonly<Record<string, unknown>>): Promise<NewToken[]> {
  const tokens: NewToken[] = [];
  for await (const row of stored.rows<NewToken>(NEW_TOKENS, range)) tokens.push(row);
  return tokens;
}

function unasked(height: number, tokens: number, why: string | undefined): Check {
  const detail = `${tokens} tokens did not say their names: ${why ?? "the node gave no answer"}`;
  return { check: "token_metadata", state: "unchecked", height, detail };
}

type Answer = Pick<Row<typeof evmTokenMetadata>, "token" | "name" | "symbol" | "decimals">;

/** One node, opened when the first token is new. */
class TokenAsker {
  readonly #config: EvmConfig;
  #node: EvmNode | undefined;
  /** Why no node is asked any more in this run. */
  givenUp: string | undefined;

  constructor(config: EvmConfig) {
    this.#config = config;
  }

  /** Of those that could be asked; a token that has no words of its own is an answer too. */
  async ask(tokens: readonly NewToken[], signal: AbortSignal): Promise<Answer[]> {
    try {
      // Loaded when something is to be asked.
      this.#node ??= await (await import("../evmNode.ts")).EvmNode.open(this.#config);
    } catch (error) {
      if (!(error instanceof LedgerscopeError)) throw error;
      this.givenUp = error.message;
      return [];
    }
    const node = this.#node;
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    setMaxListeners(0, patience);
    let trouble = `no answer within ${PATIENCE_MS / 1000} s`;
    const answers = await Promise.all(
      tokens.map((token) =>
        askToken(node, token, patience).catch((error: unknown) => {
          signal.throwIfAborted();
          if (error instanceof LedgerscopeError) trouble = error.message;
          else if (!patience.aborted) throw error;
          return undefined;
        }),
      ),
    );
    const given = answers.filter((answer) => answer !== undefined);
    // One contract may upset a node; where none is answered, it is the node.
    if (given.length === 0) this.givenUp = trouble;
    return given;
  }

  async close(): Promise<void> {
    await this.#node?.close();
  }
}

/**
 * Three questions to one contract.
 * @throws RetryableError when the node does not answer them.
 */
async function askToken(node: EvmNode, { token, divides }: NewToken, signal: AbortSignal): Promise<Answer> {
  const call = async (data: string): Promise<Uint8Array> => {
    try {
      const answer = await node.ask("eth_call", [{ to: `0x${token}`, data, gas: GAS }, "latest"], { signal });
      if (answer === undefined) throw new RetryableError("no endpoint offers eth_call");
      const hex: unknown = JSON.parse(Buffer.from(answer).toString("latin1"));
      return typeof hex === "string" ? fromHex(hex) : new Uint8Array();
    } catch (error) {
      // That the contract refuses the question is an answer.
      if (error instanceof RpcError || error instanceof SyntaxError) return new Uint8Array();
      throw error;
    }
  };
  const [name, symbol, decimals] = await Promise.all([
    call(NAME),
    call(SYMBOL),
    divides ? call(DECIMALS) : new Uint8Array(),
  ]);
  return {
    token: fromHex(token),
    name: answeredText(name, NAME_BYTES),
    symbol: answeredText(symbol, SYMBOL_BYTES),
    decimals: answeredDecimals(decimals),
  };
}
