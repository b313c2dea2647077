import { type DecodedTransaction, operator } from "@ledgerscope/core";
import type { TxTrace } from "@ledgerscope/tracer-model";
import { trace } from "@ledgerscope/tracer-store";
import type { LedgerscopeConfig, Warehouse } from "@ledgerscope/warehouse";
import type { Command } from "commander";
import { decodedText } from "../decodedText.ts";
import { languageOf } from "../language.ts";
import { resolveNetwork } from "../network.ts";
import { note, print, toJson } from "../output.ts";
import { type ConfigOption, withSession } from "../session.ts";
import { TRANSACTION_WORDS } from "../transactionWords.ts";
import { drawWaterfall } from "../waterfall.ts";

interface Options extends ConfigOption {
  readonly network?: string;
  readonly json?: boolean;
  readonly lang?: string;
}

export async function traceAction(id: string, _options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  const language = languageOf(options.lang);
  const words = TRANSACTION_WORDS[language];
  process.exitCode = await withSession(options, async ({ warehouse, config }) => {
    const found = await trace(warehouse, operator, { id, ...(options.network ? { network: options.network } : {}) });
    if (!found) {
      note(words.notStored(id, options.network));
      return 1;
    }
    const decoded = await decode(found, config, warehouse);
    if (options.json) {
      print(toJson(decoded ? { ...found, decoded } : found));
      return 0;
    }
    const place = found.height === undefined ? words.neverInBlock : words.place(found.height, found.txIndex ?? null);
    print(`${found.id}  ${found.network}, ${place}, ${words.status[found.status] ?? found.status}`);
    print(`${words.trace} ${found.traceId}`);
    print("");
    for (const line of drawWaterfall(found, language, process.stdout.columns || 120)) print(line);
    if (decoded) for (const line of ["", ...decodedText(decoded, language)]) print(line);
    return 0;
  });
}

/** What the transaction called and emitted, in the words of ABIs; undefined where its family has none. */
async function decode(
  { network, height, txIndex }: TxTrace,
  config: LedgerscopeConfig,
  warehouse: Warehouse,
): Promise<DecodedTransaction | undefined> {
  if (height === undefined || txIndex === undefined || !config.networks[network]) return undefined;
  const { adapter, config: parsed } = resolveNetwork(config, network);
  const decoder = await adapter.decoder?.(parsed);
  return decoder?.decodeTransaction(warehouse, { network, height, txIndex });
}
