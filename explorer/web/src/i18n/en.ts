import { blocks } from "./en/blocks.ts";
import { charts } from "./en/charts.ts";
import { developers } from "./en/developers.ts";
import { evm } from "./en/evm.ts";
import { fabric } from "./en/fabric.ts";
import { networks } from "./en/networks.ts";
import { operations } from "./en/operations.ts";
import { search } from "./en/search.ts";
import { shell } from "./en/shell.ts";
import { site } from "./en/site.ts";
import { sql } from "./en/sql.ts";
import { style } from "./en/style.ts";
import { transactions } from "./en/transactions.ts";

/** What the explorer's pages say, in English: one file per area. */
export const en = {
  ...blocks,
  ...charts,
  ...developers,
  ...evm,
  ...fabric,
  ...networks,
  ...operations,
  ...search,
  ...shell,
  ...site,
  ...sql,
  ...style,
  ...transactions,
} as const;
