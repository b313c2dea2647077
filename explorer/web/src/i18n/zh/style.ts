import type { style as en } from "../en/style.ts";

/** 中文：展示全部组件的页面。 */
export const style: Readonly<Record<keyof typeof en, string>> = {};
