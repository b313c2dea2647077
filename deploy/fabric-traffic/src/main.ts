#!/usr/bin/env node
// First of all, before the libraries are loaded.
import "./clients/quietLibraries.ts";
import { setMaxListeners } from "node:events";
import { createWriteStream } from "node:fs";
import { parseArgs } from "node:util";
import { readDevnet } from "@ledgerscope/fabric-devnet";
import { drive } from "./drive/drive.ts";
import { parseFaults } from "./drive/faults.ts";
import { help } from "./help.ts";
import { parseMix } from "./plan/mix.ts";
import { record } from "./recording/record.ts";

const say = (sentence: string): boolean => process.stderr.write(`${sentence}\n`);

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      devnet: { type: "string" },
      channel: { type: "string" },
      mix: { type: "string", default: "all" },
      rate: { type: "string", default: "20" },
      seconds: { type: "string", default: "60" },
      seed: { type: "string", default: "1" },
      faults: { type: "string", default: "" },
      out: { type: "string" },
      hide: { type: "string", multiple: true, default: [] },
      "title-en": { type: "string", default: "A recorded run" },
      "title-zh": { type: "string", default: "一次运行的记录" },
      help: { type: "boolean", default: false },
    },
  });
  const [command] = positionals;
  if (values.help || command === undefined) return void process.stdout.write(help);
  if (command !== "drive" && command !== "record")
    throw new Error(`"${command}" is no command; there are drive and record`);
  if (!values.devnet) throw new Error("--devnet takes the folder of a network that `fabric-devnet up` made");
  const number = (name: "rate" | "seconds" | "seed"): number => {
    const value = Number(values[name]);
    if (!(value >= 0 && Number.isFinite(value))) throw new Error(`--${name} takes a number, got "${values[name]}"`);
    return value;
  };
  const stopping = new AbortController();
  // Every wait of the run listens.
  setMaxListeners(0, stopping.signal);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stopping.abort());

  const devnet = await readDevnet(values.devnet);
  const channel = values.channel ?? devnet.description.channels[0];
  if (!channel) throw new Error("the network has no channel");
  const traffic = {
    channel,
    seed: number("seed"),
    rate: number("rate"),
    seconds: number("seconds"),
    mix: parseMix(values.mix),
    faults: parseFaults(values.faults),
    signal: stopping.signal,
  };
  if (command === "drive") {
    const file = createWriteStream(values.out ?? "clients.jsonl");
    const line = (value: unknown): boolean => file.write(`${JSON.stringify(value)}\n`);
    await drive(devnet, { ...traffic, onSeen: line, onFault: (fault) => say(JSON.stringify(fault)) });
    await new Promise<void>((resolve) => file.end(resolve));
  } else {
    if (!values.out) throw new Error("--out takes the folder of the recording");
    const title = { en: values["title-en"], zh: values["title-zh"] };
    const made = await record(devnet, { ...traffic, out: values.out, title, hide: values.hide, onStep: say });
    say(`${values.out}: ${made.blocks} blocks, codes ${JSON.stringify(made.codes)}`);
  }
}

main().then(
  // fabric-network keeps timers and connections of its own after it was told to disconnect.
  () => process.exit(),
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
