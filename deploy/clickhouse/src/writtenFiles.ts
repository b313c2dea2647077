import { resolve } from "node:path";
import { families } from "@ledgerscope/chains";
import { publicSchema } from "@ledgerscope/publication";
import { createStatements, type SchemaPart, tableReference, warehouseSchema } from "@ledgerscope/schema";
import { tracerSchema } from "@ledgerscope/tracer-store";

/** Everything that the private warehouse holds. */
export const privateParts: readonly SchemaPart[] = [
  warehouseSchema,
  ...Object.values(families).map((family) => family.schema),
  tracerSchema,
];

/** Everything that the public warehouse holds. */
export const publicParts: readonly SchemaPart[] = [warehouseSchema, publicSchema];

/** Name of the cluster in `remote_servers`; another one is a replacement in the file. */
const CLUSTER = { name: "ledgerscope" };

const CLUSTER_HEAD = `-- The private warehouse on a ClickHouse cluster named \`ledgerscope\`. Written by \`npm run generate\`; see README.md.`;

export const clusterStatements = (): readonly string[] => createStatements(privateParts, { cluster: CLUSTER });

const root = resolve(import.meta.dirname, "../../..");

/** Files that are written from the schema, with what must stand in them. */
export function writtenFiles(): readonly { readonly path: string; readonly content: string }[] {
  return [
    {
      path: `${root}/deploy/clickhouse/cluster.sql`,
      content: `${[CLUSTER_HEAD, ...clusterStatements().map((statement) => `${statement};`)].join("\n\n")}\n`,
    },
    {
      path: `${root}/indexer/schema/TABLES.md`,
      content: tableReference([
        {
          title: "The warehouse",
          about: "Blocks, transactions and evidence of every configured network.",
          parts: privateParts,
        },
        {
          title: "The public warehouse",
          about: "What the publication policy lets out: a warehouse of its own, in another process.",
          parts: publicParts,
        },
      ]),
    },
  ];
}
