import type { site as en } from "../en/site.ts";
import { errorMessages } from "../errorMessages.ts";

/** 中文：各页面通用的文字：未找到、出错、加载中。 */
export const site: Readonly<Record<keyof typeof en, string>> = {
  "site.description": "联盟链与公链的区块、交易，以及交易为何失败",

  "time.utc": "时间（UTC）",

  "missing.title": "未找到",
  "missing.text": "此地址没有内容。它可能尚未索引，或属于您无权查看的网络。请试试上方的搜索。",
  "missing.home": "返回网络列表",
  "down.title": "API 没有响应",
  "down.text":
    "本页的全部数据都来自 API，但没有收到回应。请确认它正在运行且 LEDGERSCOPE_API_URL 指向它，然后重新加载本页。",
  "refused.title": "API 无法回答",
  "refused.text": "它返回了 {code}：{message}",
  ...errorMessages.zh,
  "error.trace": "追踪编号 {id}",
  partial: "本页有部分内容未能读取：{parts}",
};
