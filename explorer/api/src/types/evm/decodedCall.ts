import { escapeInvisible } from "../../printable.ts";
import { decodedArgumentRef, decodedCallRef, decodingSourceEnum } from "./refs.ts";

/** Characters of one value that an answer carries. */
const MAX_VALUE = 4096;
const MAX_ARGUMENTS = 100;
const MAX_OTHERS = 20;

decodedCallRef.implement({
  description: "What a call, a log or an error says in the words of an interface description (ABI)",
  fields: (t) => ({
    name: t.string({ description: "Such as `transfer`", resolve: ({ name }) => escapeInvisible(name) }),
    signature: t.string({
      description: "With types: `transfer(address,uint256)`",
      resolve: ({ signature }) => escapeInvisible(signature),
    }),
    arguments: t.field({
      type: [decodedArgumentRef],
      description: `Values in their order, the first ${MAX_ARGUMENTS}`,
      // They were all decoded together: however many there are, nothing more is read.
      extensions: { cost: { items: 1 } },
      resolve: (decoded) => decoded.arguments.slice(0, MAX_ARGUMENTS),
    }),
    source: t.expose("source", {
      type: decodingSourceEnum,
      description: "How sure the decoding is: by its ABI, or guessed",
    }),
    origin: t.string({
      description: "Whose description it is: a file of the configuration, an npm package, or `common`",
      resolve: ({ origin }) => escapeInvisible(origin),
    }),
    others: t.stringList({
      description: "Other known signatures that fit the same bytes",
      resolve: ({ others }) => others.slice(0, MAX_OTHERS).map(escapeInvisible),
    }),
  }),
});

decodedArgumentRef.implement({
  description: "One argument of a decoded call, log or error",
  fields: (t) => ({
    name: t.string({
      description: "Empty where the description gives none",
      resolve: ({ name }) => escapeInvisible(name),
    }),
    type: t.string({
      description: "Such as `address`, `uint256`, `tuple[]`",
      resolve: ({ type }) => escapeInvisible(type),
    }),
    value: t.string({
      description: `As text, lists and structures as JSON; cut at ${MAX_VALUE} characters`,
      resolve: ({ value }) => escapeInvisible(value.slice(0, MAX_VALUE)),
    }),
    length: t.int({ description: "Characters of the whole value", resolve: ({ value }) => value.length }),
  }),
});
