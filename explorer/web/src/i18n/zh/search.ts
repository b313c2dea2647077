import type { search as en } from "../en/search.ts";

/** 中文：搜索与命令面板。 */
export const search: Readonly<Record<keyof typeof en, string>> = {
  "search.title": "搜索",
  "search.places": "前往",
  "search.everywhere": "在全部内容中搜索",
  "search.for": "“{query}”的搜索结果",
  "search.hint": "请输入区块高度或哈希、交易编号、地址，或网络名称。",
  "search.none.title": "没有找到“{query}”",
  "search.none.seen": "它看起来像{kind}。",
  "search.none.kind.height": "区块高度",
  "search.none.kind.hash": "交易编号或区块哈希",
  "search.none.kind.address": "地址",
  "search.none.kind.text": "名称",
  "search.none.where": "我们查找了以下网络，各自截至已索引的区块：",
  "search.none.indexed": "{network}：截至区块 {height}",
  "search.none.unindexed": "{network}：尚未索引",
  "search.kind.block": "区块",
  "search.kind.transaction": "交易",
  "search.kind.network": "网络",
  "search.kind.address": "地址",
  "search.block": "区块 {height}",
};
