import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { locales } from "@ledgerscope/ui/i18n/lang.ts";
import { text, textOr } from "../../i18n/text.ts";
import { type Policy, parsePolicy } from "./parsePolicy.ts";

/**
 * What a policy asks for, as a sentence would say it: "a peer of Org1MSP and a peer of Org2MSP", "any 2 of: …".
 * @param policy in the words of the API.
 * @returns undefined where they are no policy that we know how to read.
 */
export function policyWords(policy: string, lang: Lang): string | undefined {
  if (policy === "") return text(lang)("fabric.policy.default");
  const parsed = parsePolicy(policy);
  return parsed && wordsOf(parsed, lang, false);
}

function wordsOf(policy: Policy, lang: Lang, within: boolean): string {
  const t = text(lang);
  switch (policy.kind) {
    case "principal":
      return t("fabric.policy.principal", { role: roleName(policy.role, lang), msp: policy.msp });
    case "implicit":
      return t(`fabric.policy.${policy.rule}`, { policy: policy.policy });
    case "reference":
      return t("fabric.policy.reference", { path: policy.path });
    case "outOf":
      return outOfWords(policy, lang, within);
  }
}

function outOfWords({ n, of }: Extract<Policy, { kind: "outOf" }>, lang: Lang, within: boolean): string {
  const t = text(lang);
  if (of.length === 0) return t(n === 0 ? "fabric.policy.nobody" : "fabric.policy.never");
  if (n > of.length) return t("fabric.policy.never");
  const everybody = n === of.length;
  const role = sharedRole(of);
  if (role !== undefined && of.length > 1) {
    const msps = of.map((part) => (part as Extract<Policy, { kind: "principal" }>).msp);
    const list = listOf(msps, lang, everybody ? "conjunction" : "disjunction");
    const name = roleName(role, lang);
    const said = everybody
      ? t("fabric.policy.each", { role: name, msps: list })
      : n === 1
        ? t("fabric.policy.oneOf", { role: name, msps: list })
        : t("fabric.policy.someOf", { n, role: name, msps: listOf(msps, lang, "unit") });
    return within ? t("fabric.policy.group", { parts: said }) : said;
  }
  const parts = of.map((part) => wordsOf(part, lang, true));
  const list = everybody
    ? listOf(parts, lang, "conjunction")
    : n === 1
      ? listOf(parts, lang, "disjunction")
      : t("fabric.policy.nOf", { n, parts: parts.join(t("fabric.policy.separator")) });
  return within && of.length > 1 ? t("fabric.policy.group", { parts: list }) : list;
}

/** The role that all of them name, each of another organisation. */
function sharedRole(of: readonly Policy[]): string | undefined {
  const [first] = of;
  if (first?.kind !== "principal") return undefined;
  return of.every((part) => part.kind === "principal" && part.role === first.role) ? first.role : undefined;
}

const roleName = (role: string, lang: Lang): string => textOr(lang, "fabric.policy.role.", role);

function listOf(parts: readonly string[], lang: Lang, type: "conjunction" | "disjunction" | "unit"): string {
  return new Intl.ListFormat(locales[lang], { type, style: "long" }).format(parts);
}
