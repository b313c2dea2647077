import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { descriptionPath, readDescription } from "./description.ts";
import { type Devnet, readDevnet } from "./devnet.ts";
import { parseDuration, parseLifetimes } from "./duration.ts";
import { statusTable } from "./printStatus.ts";
import { startDevnet } from "./startDevnet.ts";

const FOLDER = ".ledgerscope/fabric-devnet";
const INTERRUPTED = 130;

const program = new Command("fabric-devnet")
  .description("A Hyperledger Fabric network of plain processes on this machine, with your own Fabric binaries")
  .showHelpAfterError("(run with --help for examples)")
  .addHelpText("after", examples("up", "up --consensus bft --organisations 3", "status", "down"));

command("up", "brings a network up, or the one that was stopped in the folder again")
  .addOption(
    new Option("--consensus <type>", "raft (default): 3 orderers; bft: 4, Fabric 3.x").choices(["raft", "bft"]),
  )
  .option("--organisations <count>", "organisations, one peer each (default: 2)", integer)
  .option("--channel <name>", "the channel (default: mychannel)")
  .option("--base-port <port>", "the 300 ports from here on are the network's (default: 20000)", integer)
  .option("--bin <folder>", "Fabric's programs (default: FABRIC_BIN, else PATH)")
  .option("--batch-timeout <duration>", "a block is cut after this time (default: 500ms)", duration)
  .option("--batch-size <count>", "a block has at most so many transactions (default: 100)", integer)
  .option("--chaincode-timeout <duration>", "a chaincode may take so long for one call (default: 10s)", duration)
  .option(
    "--certificate-lifetime <[name=]duration...>",
    "of all identities, or of one: User1@org1=90s, tls:peer0.org2=1h (default: ten years)",
  )
  .option("--mutual-tls", "clients must show a TLS certificate, too")
  .option("--debug", "nodes also log what traces single transactions")
  .option("--fresh", "delete the stopped network that the folder holds")
  .addHelpText(
    "after",
    examples(
      "up",
      "up --consensus bft --organisations 3 --debug",
      "up --batch-timeout 2s --batch-size 10 --certificate-lifetime User1@org1=5m",
    ),
  )
  .action(async (options) => {
    const stopping = new AbortController();
    const interrupted = () => {
      if (!stopping.signal.aborted) say("interrupted: ending what has been started");
      stopping.abort(new Error("interrupted; nothing runs"));
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupted);
    const startedMs = performance.now();
    let isEarlier = !options.fresh && holdsNetwork(options.folder);
    try {
      const devnet = await startDevnet({
        ...options,
        batchTimeoutMs: options.batchTimeout,
        maxMessageCount: options.batchSize,
        chaincodeTimeoutMs: options.chaincodeTimeout,
        ...(options.certificateLifetime ? { certificateLifetimesMs: parseLifetimes(options.certificateLifetime) } : {}),
        signal: stopping.signal,
        onStep: (step, milliseconds) => {
          if (isEarlier) say("the network of before, as it was made (--fresh makes a new one)");
          isEarlier = false;
          say(`${(milliseconds / 1000).toFixed(1).padStart(6)} s  ${step}`);
        },
      });
      say(`${((performance.now() - startedMs) / 1000).toFixed(1).padStart(6)} s  in all\n`);
      await describe(devnet);
    } finally {
      if (stopping.signal.aborted) process.exitCode = INTERRUPTED;
    }
  });

command("down", "ends every process of the network; ledgers and logs stay")
  .addHelpText("after", examples("down", "down --folder /tmp/net"))
  .action(async ({ folder }) => {
    const devnet = await readDevnet(folder);
    const running = (await devnet.status()).filter((status) => status.running);
    await devnet.stop();
    say(`${running.length} processes ended; \`up\` starts the same network again, \`up --fresh\` a new one`);
  });

command("status", "what runs where: memory, heights, who leads")
  .option("--json", "as JSON")
  .addHelpText("after", examples("status", "status --json"))
  .action(async ({ folder, json }) => {
    const status = await (await readDevnet(folder)).status();
    say(json ? JSON.stringify(status, undefined, 2) : statusTable(status));
  });

command("deploy <name> [command...]", "installs, approves and commits a chaincode and runs its program")
  .option("--version <version>", "another version is an upgrade (default: that which runs, else 1.0)")
  .option("--policy <policy>", "endorsement policy (default: the one that stands, else a majority of organisations)")
  .option("--collections <file>", "collections_config.json (default: the collections that stand)")
  .addHelpText(
    "after",
    examples(
      "deploy bench -- node deploy/fabric-chaincodes/dist/bench/server.js",
      `deploy bench --policy "AND('Org1MSP.peer','Org2MSP.peer')"`,
    ),
  )
  .action(async (name: string, words: string[], { folder, version, policy, collections }) => {
    const chaincode = await (await readDevnet(folder)).deployChaincode({
      name,
      ...(words.length ? { command: words } : {}),
      ...(version ? { version } : {}),
      ...(policy ? { policy } : {}),
      ...(collections ? { collections: JSON.parse(await readFile(collections, "utf8")) } : {}),
    });
    say(`${name} ${chaincode.version} (sequence ${chaincode.sequence}) serves on ${chaincode.address}`);
  });

command("identity <mspId> <name> <lifetime>", "makes a user whose certificate lives so long; prints its MSP folder")
  .addHelpText("after", examples("identity Org1MSP auditor 90s"))
  .action(async (mspId: string, name: string, lifetime: string, { folder }) => {
    const lifetimeMs = parseDuration(lifetime);
    say((await (await readDevnet(folder)).issueIdentity({ mspId, name, lifetimeMs })).msp);
  });

for (const [verb, description] of [
  ["kill", "ends a node or chaincode at once (kill -9)"],
  ["restart", "starts a node or chaincode again"],
  ["pause", "stops a process without ending it (SIGSTOP)"],
  ["resume", "lets a paused process go on (SIGCONT)"],
] as const)
  command(`${verb} <name>`, description)
    .addHelpText("after", examples(`${verb} orderer1`, `${verb} peer0.org1`))
    .action(async (name: string, { folder }) => {
      await (await readDevnet(folder))[verb](name);
      say(`${verb}: ${name}`);
    });

function command(name: string, description: string): Command {
  return program.command(name).description(description).option("--folder <folder>", "where the network lies", FOLDER);
}

async function describe(devnet: Devnet): Promise<void> {
  const { description, folder } = devnet;
  const short = relative(process.cwd(), folder);
  const place = resolve(FOLDER) === folder ? "" : ` --folder ${short.startsWith("..") ? folder : short}`;
  say(statusTable(await devnet.status()));
  say(`
Fabric ${description.fabric}, ${description.consensus}, channel ${description.channels.join(", ")}, in ${folder}:
  profiles/    a connection profile for each organisation
  crypto/      certificates and keys, laid out as Fabric's samples lay them out
  logs/        one JSON log for each node
  devnet.json  all of it, for programs

Next:
  fabric-devnet deploy bench${place} -- node deploy/fabric-chaincodes/dist/bench/server.js
  ledgerscope run --config ${short.startsWith("..") ? folder : short}/ledgerscope.yaml
  fabric-devnet down${place}`);
}

function holdsNetwork(folder: string): boolean {
  return existsSync(descriptionPath(folder)) && readDescription(folder).ready;
}

function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  fabric-devnet ${line}`).join("\n")}`;
}

function integer(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("a whole number is wanted.");
  return Number(text);
}

function duration(text: string): number {
  try {
    return parseDuration(text);
  } catch (error) {
    throw new InvalidArgumentError(`${(error as Error).message}.`);
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

// Whoever reads our output may have gone: the network comes up all the same.
process.stdout.on("error", () => {});

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`fabric-devnet: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode ||= 1;
});
