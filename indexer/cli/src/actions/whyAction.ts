import { ConfigError, operator } from "@ledgerscope/core";
import type { Diagnosis } from "@ledgerscope/tracer-model";
import { why, whyFailed, whySlow } from "@ledgerscope/tracer-store";
import type { Command } from "commander";
import { errorDecoder } from "../errorDecoder.ts";
import { type Language, languageOf } from "../language.ts";
import { resolveNetwork } from "../network.ts";
import { note, print, toJson } from "../output.ts";
import { type ConfigOption, type Session, withSession } from "../session.ts";
import { escapeControls } from "../sql/terminalText.ts";
import { TRANSACTION_WORDS } from "../transactionWords.ts";

interface Options extends ConfigOption {
  readonly network?: string;
  readonly json?: boolean;
  readonly lang?: string;
}

export async function whyAction(id: string | undefined, _options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  const language = languageOf(options.lang);
  process.exitCode = await withSession(options, (session) =>
    id === undefined ? explainAll(session, options, language) : explainOne(session, options, id, language),
  );
}

async function explainAll({ config, warehouse }: Session, options: Options, language: Language): Promise<number> {
  if (options.network === undefined)
    throw new ConfigError("write a transaction id, or --network NAME for every failed one");
  const network = resolveNetwork(config, options.network);
  const words = TRANSACTION_WORDS[language];
  let count = 0;
  const abis = await errorDecoder(config, network.name);
  for await (const failed of whyFailed(warehouse, operator, network.name, abis)) {
    count++;
    if (options.json) {
      print(toJson(failed));
      continue;
    }
    const place = failed.height === null ? words.neverInBlock : words.place(failed.height, failed.tx_index);
    const culprits = failed.culprits.length > 0 ? `  ${words.because(failed.culprits)}` : "";
    const cause = failed.sub_cause === null ? "" : `/${failed.sub_cause}`;
    const line = `${failed.id}  ${place}  ${failed.diagnosis}${cause} (${failed.confidence.toFixed(2)})${culprits}`;
    print(escapeControls(line));
  }
  note(words.failures(network.name, count));
  return 0;
}

async function explainOne(
  { config, warehouse }: Session,
  options: Options,
  id: string,
  language: Language,
): Promise<number> {
  const ref = { id, ...(options.network ? { network: options.network } : {}) };
  const first = await why(warehouse, operator, ref);
  const abis = first ? await errorDecoder(config, first.trace.network) : {};
  // Whose contracts' descriptions count is known with its network.
  const found = first && abis.decodeError ? await why(warehouse, operator, ref, abis) : first;
  if (!found) {
    note(TRANSACTION_WORDS[language].notStored(id, options.network));
    return 1;
  }
  const slow = await whySlow(warehouse, operator, found.trace);
  if (options.json) {
    print(toJson({ ...found, slow }));
    return 0;
  }
  if (!found.diagnosis) {
    const { id: stored, status } = found.trace;
    print(`${stored}: ${TRANSACTION_WORDS[language].status[status] ?? status}`);
  }
  const all = [...(found.diagnosis ? [found.diagnosis] : []), ...slow];
  for (const [index, diagnosis] of all.entries()) {
    if (index > 0 || !found.diagnosis) print("");
    for (const line of describe(diagnosis, language)) print(escapeControls(line));
  }
  return 0;
}

const WORDS = {
  en: {
    confidence: "confidence",
    culprits: "Caused by",
    proof: "Evidence",
    advice: "What to do",
    runbook: "Step by step",
    causes: "Also",
    unseen: "Could not be seen",
    block: "block",
    index: "index",
  },
  zh: {
    confidence: "可信度",
    culprits: "引起冲突的交易",
    proof: "证据",
    advice: "处理建议",
    runbook: "操作步骤",
    causes: "另有",
    unseen: "未能看到",
    block: "区块",
    index: "序号",
  },
} as const;

function describe(diagnosis: Diagnosis, language: Language): readonly string[] {
  const words = WORDS[language];
  const { code, subCause, subCauses = [], runbook = [] } = diagnosis;
  const name = subCause === undefined ? code : `${code}/${subCause}`;
  const others = subCauses.filter((cause) => cause !== subCause);
  const lines = [
    `${diagnosis.title[language]} (${name}, ${words.confidence} ${diagnosis.confidence.toFixed(2)})`,
    diagnosis.summary[language],
    ...(others.length > 0 ? [`${words.causes}: ${others.join(", ")}`] : []),
  ];
  if (diagnosis.culprits.length > 0) lines.push("", `${words.culprits}:`);
  for (const culprit of diagnosis.culprits) {
    const key =
      culprit.key === undefined
        ? ""
        : `  ${culprit.namespace ?? ""}/${culprit.key}  ${culprit.readVersion ?? ""} → ${culprit.writtenVersion ?? ""}`;
    lines.push(`  ${culprit.id}  ${words.block} ${culprit.height} ${words.index} ${culprit.txIndex}${key}`);
  }
  if (diagnosis.proof.length > 0) lines.push("", `${words.proof}:`);
  for (const row of diagnosis.proof) lines.push(`  ${row.label}: ${row.value}`);
  lines.push("", `${words.advice}: ${diagnosis.advice[language]}`);
  if (runbook.length > 0) lines.push("", `${words.runbook}:`);
  for (const [index, step] of runbook.entries()) lines.push(`  ${index + 1}. ${step[language]}`);
  if (diagnosis.unseen.length > 0) lines.push("");
  for (const text of diagnosis.unseen) lines.push(`${words.unseen}: ${text[language]}`);
  return lines;
}
