import { IntlMessageFormat } from "intl-messageformat";
import { langs } from "./lang.ts";
import type { Messages } from "./translator.ts";

/**
 * What keeps the languages from being equals: keys that one lacks, empty or malformed messages, and arguments that
 * a message takes in one language only. For tests; one line per fault.
 */
export function disparities<Key extends string>(messages: Messages<Key>): string[] {
  const keys = new Set(langs.flatMap((lang) => Object.keys(messages[lang]))) as Set<Key>;
  const faults: string[] = [];
  for (const key of keys) {
    const texts = langs.map((lang) => (messages[lang][key] as string | undefined)?.trim() ?? "");
    texts.forEach((text, i) => {
      if (text === "") faults.push(`${key}: ${langs[i]} has no text`);
    });
    const malformed = langs.filter((_, i) => !isMessage(texts[i] as string));
    faults.push(...malformed.map((lang) => `${key}: ${lang} is not an ICU message`));
    if (malformed.length > 0) continue;
    const [first, ...others] = texts.map((text) => [...argumentsOf(text)].sort().join(" "));
    others.forEach((other, i) => {
      if (other !== first) faults.push(`${key}: ${langs[0]} takes {${first}}, ${langs[i + 1]} takes {${other}}`);
    });
  }
  return faults;
}

function isMessage(text: string): boolean {
  try {
    argumentsOf(text);
    return true;
  } catch {
    return false;
  }
}

type Element = ReturnType<IntlMessageFormat["getAst"]>[number];

function argumentsOf(text: string): Set<string> {
  const names = new Set<string>();
  const walk = (elements: Element[]): void => {
    for (const element of elements) {
      // Literals carry their text in `value` as well, and are told apart by having no place in an argument.
      if (element.type === literal || !("value" in element)) continue;
      names.add(element.value);
      if ("options" in element) for (const option of Object.values(element.options)) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, "en", undefined, { ignoreTag: true }).getAst());
  return names;
}

/** The parser's number for literal text (its `TYPE.literal`). */
const literal = 0;
