import type { en } from "./en.ts";
import { blocks } from "./zh/blocks.ts";
import { charts } from "./zh/charts.ts";
import { developers } from "./zh/developers.ts";
import { evm } from "./zh/evm.ts";
import { fabric } from "./zh/fabric.ts";
import { networks } from "./zh/networks.ts";
import { operations } from "./zh/operations.ts";
import { search } from "./zh/search.ts";
import { shell } from "./zh/shell.ts";
import { site } from "./zh/site.ts";
import { sql } from "./zh/sql.ts";
import { style } from "./zh/style.ts";
import { transactions } from "./zh/transactions.ts";

/** 浏览器各页面的中文文字，每个领域一个文件。 */
export const zh: Readonly<Record<keyof typeof en, string>> = {
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
};
