import { builder } from "../../builder.ts";
import type { TableSize } from "../../queries/health.ts";

export const tableSizeRef = builder.objectRef<TableSize>("TableSize").implement({
  description: "What a table of the warehouse takes on the disk",
  fields: (t) => ({
    table: t.exposeString("table", { description: "Name of the table in the database `store`" }),
    rows: t.expose("rows", { type: "BigInt", description: "Rows, replaced ones that are not merged yet among them" }),
    parts: t.expose("parts", { type: "BigInt", description: "Files that are merged in the background" }),
    diskBytes: t.expose("diskBytes", { type: "BigInt", description: "All its files, in bytes" }),
    plainBytes: t.expose("plainBytes", { type: "BigInt", description: "Its columns before compression, in bytes" }),
    packedBytes: t.expose("packedBytes", { type: "BigInt", description: "Its columns as stored, in bytes" }),
    expires: t.string({
      nullable: true,
      description: "Expression after which rows are deleted; null: they stay",
      resolve: ({ expires }) => expires || null,
    }),
  }),
});
