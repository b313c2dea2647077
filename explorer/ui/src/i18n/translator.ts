import { IntlMessageFormat } from "intl-messageformat";
import { type Lang, locales } from "./lang.ts";

export type Values = Readonly<Record<string, string | number>>;

/** One dictionary per language, all with the same keys: `zh` must be `Record<keyof typeof en, string>`. */
export type Messages<Key extends string> = Readonly<Record<Lang, Readonly<Record<Key, string>>>>;

/** Says one message in one language. Messages are ICU: plurals, numbers, selects. */
export type Translate<Key extends string> = (key: Key, values?: Values) => string;

/** Binds a dictionary; each message is parsed once per process. Throws when a value of the message is missing. */
export function createTranslator<Key extends string>(messages: Messages<Key>): (lang: Lang) => Translate<Key> {
  const bound = new Map<Lang, Translate<Key>>();
  return (lang) => {
    let translate = bound.get(lang);
    if (translate === undefined) {
      translate = bind(lang, messages[lang]);
      bound.set(lang, translate);
    }
    return translate;
  };
}

function bind<Key extends string>(lang: Lang, dictionary: Readonly<Record<Key, string>>): Translate<Key> {
  const parsed = new Map<Key, IntlMessageFormat>();
  return (key, values) => {
    let message = parsed.get(key);
    if (message === undefined) {
      message = new IntlMessageFormat(dictionary[key], locales[lang], undefined, { ignoreTag: true });
      parsed.set(key, message);
    }
    return String(message.format(values));
  };
}
