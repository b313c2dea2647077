import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";

/** Every address of the site. */
const path = (...segments: readonly (string | number)[]): string =>
  `/${segments.map((segment) => encodeURIComponent(segment)).join("/")}`;

export const homeHref = (lang: Lang): string => path(lang);
export const policyHref = (lang: Lang): string => path(lang, "policy");
export const howToVerifyHref = (lang: Lang): string => path(lang, "how-to-verify");
export const channelHref = (lang: Lang, network: string, channel: string): string => path(lang, network, channel);
export const blockHref = (lang: Lang, network: string, channel: string, height: number): string =>
  path(lang, network, channel, height);

/** The proof file of the blocks from ≤ height < to. */
export const bundleHref = (network: string, channel: string, from: number, to: number): string =>
  `${path("bundle", network, channel)}/${from}-${to}.json`;

/** The policy in force, byte for byte. */
export const policyTextHref = "/policy.yaml";
