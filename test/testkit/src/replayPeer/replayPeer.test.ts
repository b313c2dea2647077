import { createHash, createPrivateKey, randomBytes, X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ChannelCredentials, Client } from "@grpc/grpc-js";
import { common, msp, orderer, peer } from "@hyperledger/fabric-protos";
import timestampProto from "google-protobuf/google/protobuf/timestamp_pb.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signLowS } from "../fabricLedger/organisation.ts";
import type { Issued } from "./certificateAuthority.ts";
import { faults } from "./faults.ts";
import { type RecordedLedger, readLedger } from "./recordedLedger.ts";
import { type ReplayNetwork, startReplayNetwork } from "./replayNetwork.ts";

const recording = resolve(import.meta.dirname, "../../../fixtures/fabric-bft/peer1.blockfile_000000.xz");

let folder: string;
let network: ReplayNetwork;
let ledger: RecordedLedger;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ledgerscope-replay-"));
  network = await startReplayNetwork({
    recording,
    folder,
    nodes: [
      { name: "peer0", kind: "peer" },
      { name: "orderer0", kind: "orderer" },
    ],
  });
  ledger = await readLedger(recording);
});
afterAll(async () => {
  await network.stop();
  await rm(folder, { recursive: true, force: true });
});

type Position = InstanceType<typeof orderer.SeekPosition>;

const at = (number: number): Position => {
  const position = new orderer.SeekPosition();
  const specified = new orderer.SeekSpecified();
  specified.setNumber(number);
  position.setSpecified(specified);
  return position;
};
const newest = (): Position => {
  const position = new orderer.SeekPosition();
  position.setNewest(new orderer.SeekNewest());
  return position;
};

interface Envelope {
  readonly start?: Position;
  readonly stop?: Position;
  readonly behavior?: 0 | 1;
  readonly channel?: string;
  readonly timeMs?: number;
  readonly mspId?: string;
  readonly spoil?: boolean;
  /** Instead of the user's identity, PEM. */
  readonly identity?: Issued;
  readonly tlsCertHash?: Uint8Array;
  onAnswer?(): void;
}

async function seekEnvelope(options: Envelope): Promise<Buffer> {
  const { mspId, msp: path } = network.user;
  const identity = new msp.SerializedIdentity();
  identity.setMspid(options.mspId ?? mspId);
  const issued = options.identity ?? {
    certificate: await readFile(join(path, "signcerts/User1-cert.pem"), "utf8"),
    privateKey: await readFile(join(path, "keystore/priv_sk"), "utf8"),
  };
  identity.setIdBytes(Buffer.from(issued.certificate));
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.DELIVER_SEEK_INFO);
  channelHeader.setChannelId(options.channel ?? network.channel);
  const timestamp = new timestampProto.Timestamp();
  timestamp.setSeconds(Math.floor((options.timeMs ?? Date.now()) / 1000));
  channelHeader.setTimestamp(timestamp);
  if (options.tlsCertHash) channelHeader.setTlsCertHash(options.tlsCertHash);
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(identity.serializeBinary());
  signatureHeader.setNonce(randomBytes(24));
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const info = new orderer.SeekInfo();
  info.setStart(options.start ?? at(0));
  info.setStop(options.stop ?? newest());
  info.setBehavior(options.behavior ?? 0);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(info.serializeBinary());
  const bytes = payload.serializeBinary();
  const signature = signLowS(bytes, createPrivateKey(issued.privateKey));
  const envelope = new common.Envelope();
  envelope.setPayload(bytes);
  envelope.setSignature(options.spoil ? signature.slice(0, -1) : signature);
  return Buffer.from(envelope.serializeBinary());
}

type Answer = InstanceType<typeof peer.DeliverResponse>;

/** Every answer of one stream, raw; rejects when the stream breaks. */
async function ask(options: Envelope, method = "/protos.Deliver/Deliver", node = "peer0"): Promise<Buffer[]> {
  const credentials = ChannelCredentials.createSsl(await readFile(network.tlsCa));
  return askAt(network.node(node).address, credentials, options, method);
}

async function askAt(
  address: string,
  credentials: ChannelCredentials,
  options: Envelope,
  method = "/protos.Deliver/Deliver",
): Promise<Buffer[]> {
  const client = new Client(address, credentials, {
    "grpc.max_receive_message_length": -1,
  });
  const pass = (bytes: Buffer): Buffer => bytes;
  const envelope = await seekEnvelope(options);
  try {
    const stream = client.makeBidiStreamRequest(method, pass, pass);
    stream.write(envelope);
    const answers: Buffer[] = [];
    await new Promise<void>((done, fail) => {
      stream.on("data", (answer: Buffer) => {
        answers.push(answer);
        options.onAnswer?.();
        if (answer[0] === 0x08) stream.end();
      });
      stream.on("error", fail).on("end", done);
    });
    return answers;
  } finally {
    client.close();
  }
}

async function mutualClient(
  mutual: ReplayNetwork,
): Promise<{ identity: Issued; credentials: ChannelCredentials; hash: Uint8Array }> {
  const { msp: path, tls } = mutual.user;
  const certificate = await readFile(join(tls, "client.crt"));
  return {
    identity: {
      certificate: await readFile(join(path, "signcerts/User1-cert.pem"), "utf8"),
      privateKey: await readFile(join(path, "keystore/priv_sk"), "utf8"),
    },
    credentials: ChannelCredentials.createSsl(
      await readFile(mutual.tlsCa),
      await readFile(join(tls, "client.key")),
      certificate,
    ),
    hash: createHash("sha256").update(new X509Certificate(certificate).raw).digest(),
  };
}

const decoded = (answer: Buffer): Answer => peer.DeliverResponse.deserializeBinary(Uint8Array.from(answer));
const statusOf = async (options: Envelope, method?: string): Promise<number> =>
  decoded((await ask(options, method)).at(-1) as Buffer).getStatus();

describe("a peer that replays a recorded ledger", () => {
  test("serves every block as it was recorded, then SUCCESS", async () => {
    const answers = await ask({});
    expect(answers.length).toBe(ledger.blocks.length + 1);
    expect(decoded(answers.at(-1) as Buffer).getStatus()).toBe(200);
    for (const [number, expected] of ledger.blocks.entries()) {
      const block = decoded(answers[number] as Buffer).getBlock();
      expect(block?.getHeader()?.getNumber()).toBe(number);
      expect(Buffer.from(block?.getHeader()?.getDataHash_asU8() ?? [])).toEqual(Buffer.from(expected.dataHash));
      const digest = (items: readonly Uint8Array[]): string =>
        items.reduce((hash, item) => hash.update(`${item.length}:`).update(item), createHash("sha256")).digest("hex");
      expect(digest(block?.getData()?.getDataList_asU8() ?? [])).toBe(digest(expected.data));
      expect(digest(block?.getMetadata()?.getMetadataList_asU8() ?? [])).toBe(digest(expected.metadata));
      // What Fabric's own classes write again is what was sent.
      const again = new peer.DeliverResponse();
      again.setBlock(block);
      expect(Buffer.from(again.serializeBinary()).equals(answers[number] as Buffer)).toBe(true);
    }
  });

  test("filtered blocks name each transaction with its code", async () => {
    const answers = await ask({ start: at(20), stop: at(20) }, "/protos.Deliver/DeliverFiltered");
    const block = decoded(answers[0] as Buffer).getFilteredBlock();
    expect(block?.getChannelId()).toBe("mychannel");
    const codes = block?.getFilteredTransactionsList().map((tx) => tx.getTxValidationCode() as number);
    expect(codes).toEqual([...(ledger.blocks[20]?.metadata[2] ?? [])]);
  });

  test("with private data: the block, and a map that is empty", async () => {
    const answers = await ask({ start: at(5), stop: at(5) }, "/protos.Deliver/DeliverWithPrivateData");
    const both = decoded(answers[0] as Buffer).getBlockAndPrivateData();
    expect(both?.getBlock()?.getHeader()?.getNumber()).toBe(5);
    expect(both?.getPrivateDataMapMap().getLength()).toBe(0);
  });

  test("an orderer's blocks carry neither codes nor commit hash", async () => {
    const [answer] = await ask({ start: at(9), stop: at(9) }, "/orderer.AtomicBroadcast/Deliver", "orderer0");
    const block = orderer.DeliverResponse.deserializeBinary(Uint8Array.from(answer as Buffer)).getBlock();
    const metadata = block?.getMetadata()?.getMetadataList_asU8() ?? [];
    expect(metadata[0]?.length).toBeGreaterThan(0);
    expect([metadata[2]?.length, metadata[4]?.length]).toEqual([0, 0]);
  });

  test("a seek is refused as Fabric refuses it", async () => {
    expect(await statusOf({ channel: "other" })).toBe(404);
    expect(await statusOf({ timeMs: Date.now() - 3_600_000 })).toBe(400);
    expect(await statusOf({ mspId: "Org2MSP" })).toBe(403);
    expect(await statusOf({ mspId: "NoMSP" })).toBe(403);
    expect(await statusOf({ spoil: true })).toBe(403);
    expect(await statusOf({ start: at(7), stop: at(6) })).toBe(400);
    expect(await statusOf({ start: at(9000), stop: at(9001) })).toBe(404);
    expect(await statusOf({ start: at(201), stop: at(201), behavior: 1 })).toBe(404);
  });

  test("an identity that has expired is let in no more", async () => {
    const { authority, user } = network;
    const notAfter = new Date(Date.now() - 1000);
    const identity = await authority.issue({ commonName: "late", organisation: user.mspId, unit: "client", notAfter });
    expect(await statusOf({ identity })).toBe(403);
    const fresh = await authority.issue({ commonName: "fresh", organisation: user.mspId, unit: "client" });
    expect(await statusOf({ identity: fresh, stop: at(0) })).toBe(200);
  });

  test("with mutual TLS a client shows a certificate, and its envelope names that one", async () => {
    const mutual = await startReplayNetwork({ recording, folder: join(folder, "mutual"), mutualTls: true });
    const { identity, credentials, hash } = await mutualClient(mutual);
    const { address } = mutual.node("peer0");
    const statusWith = async (tlsCertHash?: Uint8Array): Promise<number> => {
      const options = { identity, stop: at(0), ...(tlsCertHash ? { tlsCertHash } : {}) };
      return decoded((await askAt(address, credentials, options)).at(-1) as Buffer).getStatus();
    };
    expect(await statusWith(hash)).toBe(200);
    expect(await statusWith()).toBe(400);
    expect(await statusWith(randomBytes(32))).toBe(400);
    const without = ChannelCredentials.createSsl(await readFile(mutual.tlsCa));
    await expect(askAt(address, without, { identity, stop: at(0) })).rejects.toThrow();
    await mutual.stop();
  });

  test("each fault shows where it was asked for", async () => {
    const node = network.node("peer0");
    const original = await ask({ start: at(28), stop: at(33) });
    const differing = async (): Promise<number[]> => {
      const told = await ask({ start: at(28), stop: at(33) });
      return told.flatMap((answer, index) => (answer.equals(original[index] as Buffer) ? [] : [28 + index]));
    };
    for (const name of ["change", "swap", "number", "truncate"] as const) {
      node.setFaults([faults[name](30)]);
      expect(await differing(), name).toEqual([30]);
    }
    node.setFaults([faults.fork(30)]);
    expect(await differing()).toEqual([30, 31, 32, 33]);
    node.setFaults([faults.unavailable(30)]);
    expect(await statusOf({ start: at(28), stop: at(33) })).toBe(503);
    node.setFaults([faults.drop(30)]);
    await expect(ask({ start: at(28), stop: at(33) })).rejects.toThrow();
    expect(await differing()).toEqual([]);
    node.setFaults([faults.stall(30)]);
    const stalled = ask({ start: at(28), stop: at(33) });
    expect(await Promise.race([stalled, new Promise((resolve) => setTimeout(resolve, 300, "stalled"))])).toBe(
      "stalled",
    );
    node.setFaults([]);
    expect((await stalled).length).toBe(7);
  });

  test("killed, it cuts its streams; started again, it serves on at the same address", async () => {
    const node = network.node("peer0");
    const { address } = node;
    let open: Promise<Buffer[]> = Promise.resolve([]);
    await new Promise<void>((onAnswer) => {
      open = ask({ start: at(200), stop: at(300), onAnswer });
    });
    const cut = expect(open).rejects.toThrow();
    await node.kill();
    await cut;
    await node.start();
    expect(node.address).toBe(address);
    expect((await ask({ start: at(0), stop: at(1) })).length).toBe(3);
  });
});
