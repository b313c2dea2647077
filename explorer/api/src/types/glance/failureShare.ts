import { escapeInvisible } from "../../printable.ts";
import { langEnum } from "../enums.ts";
import { failureShareRef } from "../refs.ts";

failureShareRef.implement({
  description: "How many transactions failed alike",
  fields: (t) => ({
    name: t.string({
      description: "Of what was asked for; empty where it is not known",
      resolve: ({ name }) => escapeInvisible(name),
    }),
    reason: t.string({
      nullable: true,
      description: "Diagnosis that all of them share; null where they differ",
      resolve: ({ code }) => code || null,
    }),
    title: t.string({
      nullable: true,
      description: "What they share in a few words; null where they differ",
      args: { lang: t.arg({ type: langEnum, required: true }) },
      resolve: ({ titleEn, titleZh }, { lang }) => (lang === "en" ? titleEn : titleZh) || null,
    }),
    count: t.expose("count", { type: "BigInt" }),
  }),
});
