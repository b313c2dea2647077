import { expect, it } from "vitest";
import { decodeEnvelope } from "./decodeEnvelope.ts";

const field = (number: number, value: Uint8Array | string | number): Uint8Array => {
  if (typeof value === "number") return Uint8Array.of(number << 3, value);
  const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
  return Uint8Array.of((number << 3) | 2, bytes.length, ...bytes);
};
const join = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const shown = (bytes: Uint8Array): string[] =>
  decodeEnvelope(bytes).lines.map(({ depth, name, value }) => `${"  ".repeat(depth)}${name} ${value ?? "{"}`);

const envelope = (type: number, data: Uint8Array): Uint8Array =>
  join(
    field(1, join(field(1, field(1, join(field(1, type), field(4, "relief")))), field(2, data))),
    field(2, Uint8Array.of(0xff)),
  );

it("an envelope is shown by the names of its fields, its data as the type in its header says", () => {
  const data = field(1, field(2, field(1, field(1, field(1, field(2, field(2, "bench")))))));
  expect(shown(envelope(3, data))).toEqual([
    "payload {",
    "  header {",
    "    channel_header {",
    "      type 3",
    '      channel_id "relief"',
    "  data {",
    "    actions {",
    "      payload {",
    "        chaincode_proposal_payload {",
    "          input {",
    "            chaincode_spec {",
    "              chaincode_id {",
    '                name "bench"',
    "signature 0xff",
  ]);
  expect(shown(envelope(1, Uint8Array.of(0xfe, 0xff)))).toContain("  data 0xfeff");
});

it("bytes that end early, or are no message at all, end the lines and say so", () => {
  const whole = envelope(3, field(1, field(2, "x".repeat(40))));
  for (let end = 1; end < whole.length - 3; end++) expect(decodeEnvelope(whole.subarray(0, end)).cut).toBe(true);
  expect(decodeEnvelope(Uint8Array.of(0xff, 0xff)).cut).toBe(true);
  expect(decodeEnvelope(new Uint8Array(70_000).fill(0xff)).cut).toBe(true);
  expect(decodeEnvelope(new Uint8Array(0))).toEqual({ lines: [], cut: false });
});

it("many fields are cut at five hundred lines", () => {
  const many = join(...Array.from({ length: 600 }, () => field(5, 1)));
  expect(decodeEnvelope(many)).toMatchObject({ cut: true, lines: { length: 500 } });
});
