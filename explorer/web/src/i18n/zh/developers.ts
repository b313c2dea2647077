import type { developers as en } from "../en/developers.ts";

/** 中文：面向 API 开发者的页面。 */
export const developers: Readonly<Record<keyof typeof en, string>> = {};
