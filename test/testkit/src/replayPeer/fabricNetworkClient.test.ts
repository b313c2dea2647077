import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { common, peer } from "@hyperledger/fabric-protos";
import { type FabricBlock, fabricHeaderBytes } from "@ledgerscope/proof";
import type { BlockEvent, Gateway, Network } from "fabric-network";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { REPLAYED } from "./endorserService.ts";
import { placesOf, type RecordedLedger, readLedger } from "./recordedLedger.ts";
import { type ReplayNetwork, startReplayNetwork } from "./replayNetwork.ts";
import { connectSdk } from "./sdkClient.ts";

const recording = resolve(import.meta.dirname, "../../../fixtures/fabric-bft/peer1.blockfile_000000.xz");

describe("Fabric's own client library meets a replayed network as if it were a real one", () => {
  let folder: string;
  let ledger: RecordedLedger;
  let replay: ReplayNetwork;
  let gateway: Gateway;
  let network: Network;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ledgerscope-replay-"));
    ledger = await readLedger(recording);
    const nodes = [
      { name: "peer0", kind: "peer" },
      { name: "peer1", kind: "peer" },
      { name: "orderer0", kind: "orderer" },
    ] as const;
    replay = await startReplayNetwork({ recording, folder, nodes });
    ({ gateway, network } = await connectSdk(replay, { discovery: true }));
  });
  afterAll(async () => {
    gateway?.disconnect();
    await replay?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const query = (chaincode: string, name: string, ...args: string[]): Promise<Buffer> =>
    network.getContract(chaincode).evaluateTransaction(name, ...args);

  test("discovery names the nodes that replay", () => {
    // The profile names nodes as the recording does, discovery by their addresses.
    const discovered = (nodes: readonly { readonly name: string }[]): string[] =>
      nodes.flatMap(({ name }) => (name.includes(":") ? [name] : [])).sort();
    const replaying = (kind: string): string[] =>
      replay.nodes.flatMap((node) => (node.kind === kind ? [node.address] : [])).sort();
    expect(discovered(network.getChannel().getEndorsers())).toEqual(replaying("peer"));
    expect(discovered(network.getChannel().getCommitters())).toEqual(replaying("orderer"));
  });

  test("the ledger is queried through qscc and cscc", async () => {
    const last = ledger.blocks.at(-1) as FabricBlock;
    const info = common.BlockchainInfo.deserializeBinary(await query("qscc", "GetChainInfo", "mychannel"));
    expect(info.getHeight()).toBe(201);
    const hash = createHash("sha256").update(fabricHeaderBytes(last)).digest();
    expect(Buffer.from(info.getCurrentblockhash_asU8())).toEqual(hash);
    const [id, place] = [...placesOf(ledger)].at(-1) as [string, { height: number; index: number }];
    for (const block of [
      await query("qscc", "GetBlockByNumber", "mychannel", String(place.height)),
      await query("qscc", "GetBlockByTxID", "mychannel", id),
    ]) {
      expect(common.Block.deserializeBinary(block).getHeader()?.getNumber()).toBe(place.height);
    }
    const found = peer.ProcessedTransaction.deserializeBinary(
      await query("qscc", "GetTransactionByID", "mychannel", id),
    );
    const { data, metadata } = ledger.blocks[place.height] as FabricBlock;
    expect(Buffer.from(found.getTransactionenvelope()?.serializeBinary() ?? [])).toEqual(
      Buffer.from(data[place.index] ?? []),
    );
    expect(found.getValidationcode()).toBe(metadata[2]?.[place.index]);
    await expect(query("qscc", "GetTransactionByID", "mychannel", "none")).rejects.toThrow(
      "no such transaction ID [none]",
    );
    const channels = peer.ChannelQueryResponse.deserializeBinary(await query("cscc", "GetChannels"));
    expect(channels.getChannelsList().map((channel) => channel.getChannelId())).toEqual(["mychannel"]);
    const config = common.Block.deserializeBinary(await query("cscc", "GetConfigBlock", "mychannel"));
    expect(config.getHeader()?.getNumber()).toBe(ledger.configs.at(-1)?.height);
  });

  test("an answer that the recorded peer did not sign says so", async () => {
    const channel = network.getChannel();
    const [endorser] = channel.getEndorsers();
    if (!endorser) throw new Error("no endorser");
    const proposal = channel.newEndorsement("qscc");
    proposal.build(network.getGateway().identityContext as never, { fcn: "GetChainInfo", args: ["mychannel"] });
    proposal.sign(network.getGateway().identityContext as never);
    const { responses } = await proposal.send({ targets: [endorser] });
    expect(responses?.[0]?.response.message).toBe(REPLAYED);
    expect(responses?.[0]?.endorsement?.signature.length).toBeGreaterThan(60);
  });

  test("the endorser answers no identity that has expired", async () => {
    const notAfter = new Date(Date.now() - 1000);
    const { mspId } = replay.user;
    const late = await replay.authority.issue({ commonName: "late", organisation: mspId, unit: "client", notAfter });
    const other = await connectSdk(replay, { credentials: late });
    const contract = other.network.getContract("qscc");
    await expect(contract.evaluateTransaction("GetChainInfo", replay.channel)).rejects.toThrow("identity expired");
    other.gateway.disconnect();
  });

  test("a block listener gets every block in order", async () => {
    const numbers: number[] = [];
    await new Promise<void>((resolve, reject) => {
      const listener = async ({ blockNumber }: BlockEvent): Promise<void> => {
        numbers.push(Number(blockNumber));
        if (numbers.length === ledger.blocks.length) resolve();
      };
      network.addBlockListener(listener, { startBlock: 0, type: "full" }).catch(reject);
    });
    expect(numbers).toEqual(ledger.blocks.map(({ number }) => number));
  });
});
