import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type DevnetDescription, readDescription } from "./description.ts";
import { programPath } from "./fabricBinaries.ts";
import { isRunning } from "./ownProcess.ts";
import { orderingArguments, peerCommand } from "./peerCommand.ts";
import { runProgram } from "./runProgram.ts";

/** JSON as `configtxlator proto_decode --type common.Config` writes it. */
// biome-ignore lint/suspicious/noExplicitAny: a configuration's shape is Fabric's, different at every path
export type ChannelConfig = any;

export interface ChannelUpdate {
  /** @default the network's channel */
  readonly channel?: string;
  readonly batchTimeoutMs?: number;
  readonly maxMessageCount?: number;
  /** Any other change, made to the configuration in force. */
  readonly change?: (config: ChannelConfig) => void;
}

const IN_FORCE_MS = 30_000;

/**
 * Changes a channel's configuration, signed by every organisation's administrator; resolves when the ordering
 * service has the new configuration in force.
 * @throws Error when nothing changes, or with what Fabric's tools said
 */
export async function updateChannel(folder: string, update: ChannelUpdate): Promise<void> {
  const description = readDescription(folder);
  const channel = update.channel ?? (description.channels[0] as string);
  const scratch = await mkdtemp(join(tmpdir(), "fabric-devnet-"));
  try {
    const file = (name: string): string => join(scratch, name);
    const before = await configInForce(description, channel, scratch);
    const after = structuredClone(before);
    applyUpdate(after, update);
    await encode(description, "common.Config", before, file("before.pb"));
    await encode(description, "common.Config", after, file("after.pb"));
    await runProgram(programPath(description.bin, "configtxlator"), [
      ...["compute_update", "--channel_id", channel],
      ...["--original", file("before.pb"), "--updated", file("after.pb"), "--output", file("update.pb")],
    ]);
    const configUpdate = await decode(description, "common.ConfigUpdate", file("update.pb"), file("update.json"));
    const envelope = {
      payload: {
        header: { channel_header: { channel_id: channel, type: 2 } },
        data: { config_update: configUpdate },
      },
    };
    await encode(description, "common.Envelope", envelope, file("envelope.pb"));
    await submit(description, channel, file("envelope.pb"));
    await untilInForce(description, channel, scratch, Number(before.sequence));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Every organisation signs, ordering ones too: whatever part is changed, its administrators agree. */
async function submit(description: DevnetDescription, channel: string, envelope: string): Promise<void> {
  const [last, ...others] = description.organisations.map((organisation) => organisation.mspId).reverse();
  for (const mspId of others) await peerCommand(description, mspId, ["channel", "signconfigtx", "--file", envelope]);
  const mspId = last as string;
  await peerCommand(description, mspId, [
    ...["channel", "update", "--channelID", channel, "--file", envelope],
    ...(await orderingArguments(description, mspId)),
  ]);
}

function applyUpdate(config: ChannelConfig, update: ChannelUpdate): void {
  const { values } = config.channel_group.groups.Orderer;
  if (update.batchTimeoutMs !== undefined) {
    const time = `${update.batchTimeoutMs}ms`;
    values.BatchTimeout.value.timeout = time;
    const { type, metadata } = values.ConsensusType.value;
    if (type === "BFT") metadata.request_batch_max_interval = time;
  }
  if (update.maxMessageCount !== undefined) values.BatchSize.value.max_message_count = update.maxMessageCount;
  update.change?.(config);
}

async function untilInForce(
  description: DevnetDescription,
  channel: string,
  scratch: string,
  sequence: number,
): Promise<void> {
  const deadlineMs = Date.now() + IN_FORCE_MS;
  while (Number((await configInForce(description, channel, scratch)).sequence) <= sequence) {
    if (Date.now() > deadlineMs) throw new Error(`the update of ${channel} was accepted, but is not in force yet`);
    await sleep(200);
  }
}

async function configInForce(description: DevnetDescription, channel: string, scratch: string): Promise<ChannelConfig> {
  const mspId = (description.peers.find(isRunning) ?? description.peers[0])?.mspId as string;
  const block = join(scratch, "config.block");
  await peerCommand(description, mspId, [
    ...["channel", "fetch", "config", block, "--channelID", channel],
    ...(await orderingArguments(description, mspId)),
  ]);
  const decoded = await decode(description, "common.Block", block, join(scratch, "config.json"));
  return decoded.data.data[0].payload.data.config;
}

async function decode(description: DevnetDescription, type: string, from: string, to: string): Promise<ChannelConfig> {
  const program = programPath(description.bin, "configtxlator");
  await runProgram(program, ["proto_decode", "--type", type, "--input", from, "--output", to]);
  return JSON.parse(await readFile(to, "utf8"));
}

async function encode(description: DevnetDescription, type: string, message: object, to: string): Promise<void> {
  const program = programPath(description.bin, "configtxlator");
  await writeFile(`${to}.json`, JSON.stringify(message));
  await runProgram(program, ["proto_encode", "--type", type, "--input", `${to}.json`, "--output", to]);
}
