import { builder } from "../builder.ts";
import { hexDigits, openTexts, sealTexts, wholeNumber } from "../cursor.ts";
import { apiError } from "../errors.ts";
import { readSealedPage } from "../page.ts";
import type { FabricReadRow, FabricTransactionRow, FabricWriteRow } from "../queries/fabric.ts";
import { type AfterKey, fabricReadSet, fabricWriteSet } from "../queries/fabricState.ts";
import { fabricReadRef, fabricTransactionRef, fabricWriteRef } from "./refs.ts";

const fabricReadConnectionRef = builder.connectionObject(
  { type: fabricReadRef, name: "FabricReadConnection", description: "Page of reads" },
  { name: "FabricReadEdge" },
);
const fabricWriteConnectionRef = builder.connectionObject(
  { type: fabricWriteRef, name: "FabricWriteConnection", description: "Page of writes" },
  { name: "FabricWriteEdge" },
);

const MAX_VALUE = 65_536;

const placeOf = ({ network, channel, height, txIndex }: FabricTransactionRow) => ({
  ...{ network, channel, height: Number(height), txIndex },
});
const keyOf = ({ actionIndex, namespace, collection, keyHex }: FabricReadRow | FabricWriteRow): string[] => [
  ...[namespace, collection, keyHex, String(actionIndex)],
];

function afterOf(list: string, cursor: string | undefined, length: number): AfterKey | undefined {
  if (cursor === undefined) return undefined;
  const [namespace = "", collection = "", key = "", action = "", metadata] = openTexts(list, cursor, length);
  const place = { keyHex: hexDigits(key), actionIndex: wholeNumber(action) };
  return { namespace, collection, ...place, isMetadata: metadata === "1" };
}

builder.objectFields(fabricTransactionRef, (t) => ({
  readSet: t.field({
    type: fabricReadConnectionRef,
    description: "All keys read, those of private collections as hashes, by namespace, collection and key",
    args: {
      first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
      after: t.arg.string({ description: "Cursor of the last row of the page before" }),
    },
    resolve: (transaction, { first, after }, { viewer, warehouse }) => {
      const place = placeOf(transaction);
      const list = `read-set:${place.network}:${place.height}:${place.txIndex}`;
      return readSealedPage(
        { first: first ?? 20, after },
        (limit, cursor) =>
          fabricReadSet(viewer, warehouse, { ...place, limit, after: afterOf(list, cursor, 4), valueBytes: 0 }),
        (row) => sealTexts(list, keyOf(row)),
      );
    },
  }),
  writeSet: t.field({
    type: fabricWriteConnectionRef,
    description: "All keys written, those of private collections as hashes, by namespace, collection and key",
    args: {
      first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
      after: t.arg.string({ description: "Cursor of the last row of the page before" }),
      valueBytes: t.arg.int({ defaultValue: 4096, description: `Bytes of a value at most, 0 to ${MAX_VALUE}` }),
    },
    resolve: (transaction, { first, after, valueBytes }, { viewer, warehouse }) => {
      const place = placeOf(transaction);
      const list = `write-set:${place.network}:${place.height}:${place.txIndex}`;
      const bytes = valueBytes ?? 4096;
      if (bytes < 0 || bytes > MAX_VALUE) throw apiError("BAD_INPUT", `\`valueBytes\` must be 0 to ${MAX_VALUE}.`);
      return readSealedPage(
        { first: first ?? 20, after },
        (limit, cursor) =>
          fabricWriteSet(viewer, warehouse, { ...place, limit, after: afterOf(list, cursor, 5), valueBytes: bytes }),
        (row) => sealTexts(list, [...keyOf(row), row.isMetadata ? "1" : "0"]),
      );
    },
  }),
}));
