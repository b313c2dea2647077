import { intents } from "./intents.ts";

/** Name in a mix for the stories of the relief fund. */
export const RELIEF_FUND = "relief-fund";

/** Kind of traffic → its share, above 0. */
export type Mix = Readonly<Record<string, number>>;

/** Every kind of bench traffic with its usual share. */
export const defaultMix: Mix = Object.fromEntries(Object.entries(intents).map(([name, { weight }]) => [name, weight]));

/**
 * Reads `put=40,increment=10,phantom` (a share is 1 where none is given); `all` stands for the default mix.
 * @throws Error naming the kinds there are, when one is unknown.
 */
export function parseMix(text: string): Mix {
  const mix: Record<string, number> = {};
  for (const item of text.split(",").map((one) => one.trim())) {
    const [name = "", share = "1"] = item.split("=");
    const weight = Number(share);
    if (!(weight >= 0 && Number.isFinite(weight)))
      throw new Error(`the share in "${item}" is not a number of 0 or more`);
    if (name === "all") Object.assign(mix, defaultMix);
    else if (name === RELIEF_FUND || name in intents) mix[name] = weight;
    else {
      const known = [RELIEF_FUND, "all", ...Object.keys(intents)].join(", ");
      throw new Error(`"${name}" is no kind of traffic; there are: ${known}`);
    }
  }
  const used = Object.entries(mix).filter(([, weight]) => weight > 0);
  if (used.length === 0) throw new Error(`the mix "${text}" is empty`);
  return Object.fromEntries(used);
}
