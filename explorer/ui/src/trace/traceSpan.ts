import type { Lang } from "../i18n/lang.ts";
import { type UiMessage, uiMessages, uiText } from "../i18n/uiMessages.ts";
import type { WaterfallSpan } from "./layoutWaterfall.ts";

/** How a time is known, best first. */
export const evidences = ["measured", "observed", "inferred", "derived"] as const;

export type Evidence = (typeof evidences)[number];

/** One stage of a transaction on one node. */
export interface TraceSpan extends WaterfallSpan {
  /** The stage: `fabric.commit.mvcc`. */
  readonly name: string;
  /** Who acted; empty when unknown. */
  readonly node: string;
  readonly evidence: Evidence;
  /** Where it was read: `log:peer1`, `ledger`. */
  readonly source: string;
  readonly status: "ok" | "error" | "unset";
  readonly attributes: readonly { readonly key: string; readonly value: string }[];
}

/** A stage in words; one that has none is called as it is. */
export function stageName(stage: string, lang: Lang): string {
  const key = `stage.${stage}`;
  return Object.hasOwn(uiMessages[lang], key) ? uiText(lang)(key as UiMessage) : stage;
}
