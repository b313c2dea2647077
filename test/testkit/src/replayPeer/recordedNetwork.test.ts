import { createPublicKey, verify, X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { msp } from "@hyperledger/fabric-protos";
import type { BlockEvent, Gateway, Network } from "fabric-network";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { placesOf } from "./recordedLedger.ts";
import { readRecording } from "./recordedNetwork.ts";
import { replayLogs } from "./replayLogs.ts";
import { type ReplayNetwork, startReplayNetwork } from "./replayNetwork.ts";
import { connectSdk } from "./sdkClient.ts";

const recording = resolve(import.meta.dirname, "../../../fixtures/fabric-relief-fund");

async function lines<T>(name: string): Promise<T[]> {
  const text = gunzipSync(await readFile(join(recording, name))).toString("utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

/** On a machine that is busy with other tests. */
const PATIENCE_MS = 60_000;

describe("a recording of a whole network, replayed", () => {
  let folder: string;
  let replay: ReplayNetwork;
  let gateway: Gateway;
  let network: Network;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ledgerscope-replay-"));
    replay = await startReplayNetwork({ recording, folder });
    ({ gateway, network } = await connectSdk(replay));
  }, PATIENCE_MS);
  afterAll(async () => {
    gateway?.disconnect();
    await replay?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test("has the nodes that were recorded, each with the signatures that its own copy bears", async () => {
    const { nodes, ledger } = await readRecording(recording);
    expect(replay.nodes.map(({ name }) => name)).toEqual(nodes.map(({ name }) => name));
    const block = ledger.blocks[100];
    if (!block) throw new Error("no block 100");
    for (const node of nodes) {
      const isOrderer = node.kind === "orderer";
      const file = isOrderer ? `orderers/${node.name}.signatures.jsonl.gz` : `peers/${node.name}.jsonl.gz`;
      const recorded = (await lines<{ block: number; metadata: string[]; signatures: string }>(file))[100];
      const own = isOrderer ? recorded?.metadata[0] : recorded?.signatures;
      const kept = node.kept(block);
      expect(Buffer.from(kept.metadata[0] ?? []).toString("base64"), node.name).toBe(own);
      expect(kept.metadata[2]?.length, node.name).toBe(isOrderer ? 0 : block.data.length);
    }
  });

  test("paced by the times at which the recorder heard of the blocks, silence shortened", async () => {
    const { ledger, firstHeard } = await readRecording(recording);
    const heard = await lines<{ block: number; arrivedUs: number | null }>("peers/peer0.org1.jsonl.gz");
    for (const { block, arrivedUs } of heard.slice(firstHeard + 1)) {
      expect(ledger.timesMs[block]).toBe((arrivedUs as number) / 1000);
    }
  });

  test("answers with what the recorded peer signed, where it did", async () => {
    const { ledger } = await readRecording(recording);
    const [id] = [...placesOf(ledger)][50] as [string, unknown];
    const channel = network.getChannel();
    for (const name of ["peer0.org1", "peer0.org2", "peer0.org3"]) {
      const endorser = channel.getEndorsers().find((one) => one.name === name);
      if (!endorser) throw new Error(`no endorser ${name}`);
      const context = network.getGateway().identityContext as never;
      const proposal = channel.newEndorsement("qscc");
      proposal.build(context, { fcn: "GetTransactionByID", args: [replay.channel, id] });
      proposal.sign(context);
      const { responses } = await proposal.send({ targets: [endorser] });
      const answer = responses?.[0];
      if (!answer?.endorsement) throw new Error("no answer");
      const identity = msp.SerializedIdentity.deserializeBinary(Uint8Array.from(answer.endorsement.endorser));
      const certificate = await readFile(join(recording, `certificates/${name}.pem`));
      const [signer, recorded] = [identity.getIdBytes_asU8(), certificate].map((pem) => new X509Certificate(pem));
      expect(signer?.fingerprint256).toBe(recorded?.fingerprint256);
      const signed = Buffer.concat([answer.payload, answer.endorsement.endorser]);
      expect(verify("sha256", signed, createPublicKey(certificate), answer.endorsement.signature)).toBe(true);
    }
  });

  test("writes each node's log as far as the chain has come, and all of it at its end", async () => {
    const paced = await startReplayNetwork({ recording, folder: join(folder, "paced"), pace: "manual", height: 50 });
    const logs = join(folder, "paced/logs");
    const end = await replayLogs(recording, logs, paced);
    const times = async (): Promise<number[]> =>
      [...(await readFile(join(logs, "peer0.org1.log"), "utf8")).matchAll(/"ts":([\d.]+)/g)].map(
        ([, ts]) => Number(ts) * 1000,
      );
    const heardMs = paced.chain.ledger.timesMs[49] as number;
    await expect.poll(async () => (await times()).length).toBeGreaterThan(100);
    const before = await times();
    expect(Math.max(...before)).toBeLessThanOrEqual(heardMs);
    paced.chain.release(Number.MAX_SAFE_INTEGER);
    await expect
      .poll(async () => Math.max(...(await times())))
      .toBeGreaterThan(paced.chain.ledger.timesMs.at(-1) as number);
    end();
    await paced.stop();
  });

  test("gives private data to its peer's own organisation, and to no other", async () => {
    const held = await lines<{ block: number; privateData?: Record<string, string> }>("peers/peer0.org1.jsonl.gz");
    const wanted = held.find(({ privateData }) => privateData !== undefined);
    if (!wanted) throw new Error("nothing private was recorded");
    const { nodes } = await readRecording(recording);
    const place = Object.keys(wanted.privateData ?? {})[0] as string;
    expect(nodes[0]?.privateData(wanted.block)[0]?.[0]).toBe(Number(place));
    const event = await blockWithPrivateData(network, wanted.block);
    const given = event.getTransactionEvents().map(({ privateData }) => privateData !== undefined);
    expect(given.indexOf(true)).toBe(Number(place));
    // Org2's peer keeps its own for members of Org2.
    const others = (await lines<typeof wanted>("peers/peer0.org2.jsonl.gz")).find((line) => line.privateData);
    expect(others?.block).toBe(wanted.block);
    const stranger = await connectSdk(replay, { peer: "peer0.org2" });
    const told = await blockWithPrivateData(stranger.network, wanted.block);
    expect(told.getTransactionEvents().some(({ privateData }) => privateData !== undefined)).toBe(false);
    stranger.gateway.disconnect();
  });
});

async function blockWithPrivateData(network: Network, number: number): Promise<BlockEvent> {
  return new Promise<BlockEvent>((found, failed) => {
    const listener = async (event: BlockEvent): Promise<void> => {
      if (Number(event.blockNumber) === number) found(event);
    };
    network.addBlockListener(listener, { startBlock: number, type: "private" }).catch(failed);
  });
}
