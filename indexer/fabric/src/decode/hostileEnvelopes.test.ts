import { decodeEnvelope, toHex } from "@ledgerscope/proof";
import { beforeAll, expect, test } from "vitest";
import { configOf, decodeLedger, fixtureLedger } from "../test/recordings.ts";
import { decodeTransaction } from "./decodeTransaction.ts";
import { IdentityUses } from "./identityUses.ts";
import { type KeptRows, noRows, RowPayloads } from "./rows.ts";

let envelopes: Uint8Array[];
beforeAll(async () => {
  const { blocks } = await decodeLedger(configOf(fixtureLedger));
  // A configuration, lifecycle steps, private data, key-level policies, range queries, and what follows them.
  envelopes = [0, 1, 4, 12, 20, 32, 120, 174].flatMap((height) => blocks[height]?.block?.data ?? []);
});

/** mulberry32: a small deterministic generator of numbers in [0, 1). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function decode(envelope: Uint8Array): KeptRows {
  const rows = noRows();
  const uses = new IdentityUses();
  const place = { network: "n", channel: "c", height: 7, index: 3, code: 254, config: undefined };
  decodeTransaction(decodeEnvelope(envelope), { ...place, bytes: envelope.length }, rows, uses);
  uses.push({ network: "n", channel: "c", height: 7 }, rows);
  return rows;
}

/** Rows must be such that every column takes them. */
function encode(rows: KeptRows): number {
  const payloads = new RowPayloads();
  for (const name of Object.keys(rows) as (keyof KeptRows)[]) {
    for (const row of rows[name]) payloads.rows[name].push(row as never);
  }
  return payloads.take().length;
}

test("an envelope that is damaged anywhere becomes a row, never an error", () => {
  const random = generator(7);
  let undecoded = 0;
  for (let round = 0; round < 4_000; round++) {
    const damaged = Uint8Array.from(envelopes[Math.floor(random() * envelopes.length)] as Uint8Array);
    const at = Math.floor(random() * damaged.length);
    damaged[at] = Math.floor(random() * 256);
    const cut = random() < 0.2 ? damaged.subarray(0, at) : damaged;
    const rows = decode(cut);
    expect(rows.transactions.length, `byte ${at}`).toBe(1);
    expect(encode(rows)).toBeGreaterThan(0);
    if (rows.transactions[0]?.decode_error || rows.configs[0]?.decode_error) undecoded++;
  }
  expect(undecoded).toBeGreaterThan(400);
});

test("random bytes become a row that says why they could not be read", () => {
  const random = generator(11);
  for (let round = 0; round < 500; round++) {
    const bytes = Uint8Array.from({ length: Math.floor(random() * 300) }, () => Math.floor(random() * 256));
    const rows = decode(bytes);
    expect(rows.transactions.length).toBe(1);
    encode(rows);
  }
});

/** One field of a protobuf message. */
const field = (number: number, value: Uint8Array | string | number): Buffer => {
  const varint = (n: number): number[] => (n < 0x80 ? [n] : [(n % 0x80) | 0x80, ...varint(Math.floor(n / 0x80))]);
  if (typeof value === "number") return Buffer.from([...varint(number * 8), ...varint(value)]);
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes]);
};

function envelopeOf(type: number, data: Uint8Array): Uint8Array {
  const channelHeader = Buffer.concat([field(1, type), field(4, "other"), field(5, "id")]);
  const header = field(1, field(1, channelHeader));
  return Buffer.concat([field(1, Buffer.concat([header, field(2, data)])), field(2, "signature")]);
}

test("a header type that is not known keeps its number, an empty transaction has no actions", () => {
  const [unknown] = decode(envelopeOf(77, Buffer.from("anything"))).transactions;
  expect(unknown).toMatchObject({ header_type: "TYPE_77", tx_id: "id", action_count: 0, decode_error: "" });
  const [empty] = decode(envelopeOf(3, Buffer.alloc(0))).transactions;
  expect(empty).toMatchObject({ header_type: "ENDORSER_TRANSACTION", action_count: 0, decode_error: "" });
});

test("a configuration that cannot be read is kept with its bytes and the reason, its other parts are read", () => {
  const value = (version: number, bytes: Uint8Array) => Buffer.concat([field(1, version), field(2, bytes)]);
  const entry = (name: string, bytes: Uint8Array) => field(3, Buffer.concat([field(1, name), field(2, bytes)]));
  const broken = Uint8Array.of(0x0a, 0x7f);
  const group = Buffer.concat([
    entry("BatchTimeout", value(2, field(1, "300ms"))),
    entry("BatchSize", value(3, broken)),
    entry("Weather", value(1, Buffer.from("sunny"))),
  ]);
  const config = field(1, Buffer.concat([field(1, 5), field(2, group)]));
  const { configs, configItems, configUpdates } = decode(envelopeOf(1, config));
  expect(configs).toMatchObject([{ config_channel: "other", sequence: 5n, update: "", signer_msps: [] }]);
  expect(configs[0]?.decode_error).toContain("/Channel/BatchSize: ");
  const shown = configItems.map(({ path, text, json, version, bytes, decode_error }) => ({
    ...{ path, text, json, version, error: decode_error !== "", bytes: toHex(bytes as Uint8Array) },
  }));
  expect(shown).toEqual([
    { path: "/Channel", text: "", json: "null", version: 0n, error: false, bytes: "" },
    {
      ...{ path: "/Channel/BatchSize", text: "", json: "null", version: 0n, error: true },
      bytes: value(3, broken).toString("hex"),
    },
    {
      ...{
        path: "/Channel/BatchTimeout",
        text: "timeout 300ms",
        json: '{"timeout":"300ms"}',
        version: 2n,
        error: false,
      },
      bytes: value(2, field(1, "300ms")).toString("hex"),
    },
    {
      ...{ path: "/Channel/Weather", text: "c3Vubnk=", json: '"c3Vubnk="', version: 1n, error: false },
      bytes: value(1, Buffer.from("sunny")).toString("hex"),
    },
  ]);
  // The configuration before is not known here.
  expect(configUpdates.map(({ change }) => change)).toEqual(["stated", "stated", "stated", "stated"]);
});
