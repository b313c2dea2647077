import type { sql as en } from "../en/sql.ts";

/** 中文：分析用的 SQL 页面。 */
export const sql: Readonly<Record<keyof typeof en, string>> = {};
