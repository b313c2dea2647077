import type { Language } from "./language.ts";

interface TransactionWords {
  place(height: number, txIndex: number | null): string;
  readonly neverInBlock: string;
  readonly status: Readonly<Record<string, string>>;
  readonly trace: string;
  because(ids: readonly string[]): string;
  notStored(id: string, network: string | undefined): string;
  failures(network: string, count: number): string;
}

/** What `trace` and `why` say of transactions. */
export const TRANSACTION_WORDS: Record<Language, TransactionWords> = {
  en: {
    place: (height, txIndex) => `block ${height}${txIndex === null ? "" : ` index ${txIndex}`}`,
    neverInBlock: "never in a block",
    status: {},
    trace: "trace",
    because: (ids) => `because of ${ids.join(", ")}`,
    notStored: (id, network) => `no transaction ${id} is stored${network ? ` for network ${network}` : ""}`,
    failures: (network, count) => `${network}: ${count} failed transactions`,
  },
  zh: {
    place: (height, txIndex) => `区块 ${height}${txIndex === null ? "" : ` 序号 ${txIndex}`}`,
    neverInBlock: "未进入任何区块",
    status: { success: "成功", failed: "失败", unknown: "未知" },
    trace: "追踪",
    because: (ids) => `引起冲突的交易：${ids.join("、")}`,
    notStored: (id, network) => `${network ? `网络 ${network} ` : ""}没有存储交易 ${id}`,
    failures: (network, count) => `${network}：${count} 笔失败交易`,
  },
};
