import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";

/** Every path of the explorer. Chain data in them is escaped here and nowhere else. */
export const url = {
  home: (lang: Lang) => `/${lang}`,
  search: (lang: Lang) => `/${lang}/search`,
  network: (lang: Lang, network: string, view: NetworkView = {}) =>
    `/${lang}/n/${encodeURIComponent(network)}${queryOf(view)}`,
  /** A block by its height or hash. */
  block: (lang: Lang, network: string, block: number | string, view: { after?: string | undefined } = {}) =>
    `/${lang}/n/${encodeURIComponent(network)}/block/${encodeURIComponent(block)}${queryOf(view)}`,
  transaction: (lang: Lang, network: string, id: string) =>
    `/${lang}/n/${encodeURIComponent(network)}/tx/${encodeURIComponent(id)}`,
} as const;

/** What a network's page shows; the URL is its only state. */
export interface NetworkView {
  readonly status?: "success" | "failed" | undefined;
  /** Cursors: the last entry of the page before. */
  readonly blocks?: string | undefined;
  readonly transactions?: string | undefined;
}

function queryOf(values: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined) query.set(name, value);
  return query.size === 0 ? "" : `?${query}`;
}
