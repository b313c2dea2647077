import { type Call, call, type Intent, type Picker } from "./intent.ts";

const one = (about: string, weight: number, draft: (pick: Picker) => Call): Intent => ({
  about,
  weight,
  draft: (pick) => [call(pick, draft(pick))],
});

/** Traffic that is meant to succeed; where it contends, it does so by chance. */
export const benchIntents: Readonly<Record<string, Intent>> = {
  put: one("writes one key that nobody else writes", 20, (pick) => ({
    intends: "put",
    function: "put",
    args: [pick.key("put"), JSON.stringify({ value: pick.integer(1000), note: "x".repeat(pick.integer(200)) })],
  })),
  increment: one("reads and writes one of five hot keys", 6, (pick) => ({
    intends: "increment",
    function: "increment",
    args: [`hot${pick.integer(5)}`],
  })),
  transfer: one("moves an amount between two of a hundred accounts", 10, (pick) => ({
    intends: "transfer",
    function: "transfer",
    args: [`account${pick.integer(100)}`, `account${100 + pick.integer(100)}`, String(1 + pick.integer(50))],
  })),
  range: one("counts a range of keys and stores the count", 4, (pick) => ({
    intends: "range",
    function: "rangeCount",
    args: ["account1", "account2", pick.key("count")],
  })),
  composite: one("writes a composite key", 4, (pick) => ({
    intends: "composite",
    function: "putComposite",
    args: ["lot", `region${pick.integer(4)}`, pick.key("lot"), String(pick.integer(1000))],
  })),
  large: one("writes a value of 10 to 40 kB", 1, (pick) => ({
    intends: "large",
    function: "large",
    args: [pick.key("large"), String(10_000 + pick.integer(30_000))],
  })),
  event: one("writes and emits a chaincode event", 4, (pick) => ({
    intends: "event",
    function: "event",
    args: ["measured", JSON.stringify({ value: pick.integer(1000) })],
  })),
  nested: one("calls one chaincode out of another", 3, (pick) => ({
    intends: "nested",
    chaincode: "bench",
    function: "nested",
    args: ["bench2", "put", JSON.stringify([pick.key("nested"), "from bench"])],
    endorsers: pick.organisations.slice(0, 2),
  })),
  twoOrganisations: one("writes where two organisations must endorse", 8, (pick) => ({
    intends: "twoOrganisations",
    chaincode: "bench2",
    function: "put",
    args: [pick.key("both"), String(pick.integer(1000))],
  })),
  remove: {
    about: "writes a key, then deletes it",
    weight: 3,
    draft: (pick) => {
      const key = pick.key("gone");
      return [
        call(pick, { intends: "put", function: "put", args: [key, "soon gone"] }),
        { ...call(pick, { intends: "remove", function: "remove", args: [key] }), after: [0] },
      ];
    },
  },
  privateData: {
    about: "writes private data of two organisations, then purges it",
    weight: 3,
    draft: (pick) => {
      const key = pick.key("secret");
      const common = { chaincode: "bench2", endorsers: pick.organisations.slice(0, 2), member: true };
      return [
        call(pick, {
          ...common,
          intends: "privateData",
          function: "putPrivate",
          args: ["secret", key],
          transient: { value: `secret of ${key}` },
        }),
        {
          ...call(pick, { ...common, intends: "purge", function: "purgePrivate", args: ["secret", key] }),
          after: [0],
        },
      ];
    },
  },
  keyPolicy: {
    about: "gives a key a policy of its own, then writes it with all who must endorse",
    weight: 2,
    draft: (pick) => {
      const key = pick.key("guarded");
      const guards = pick.organisations.slice(0, 2);
      return [
        call(pick, { intends: "put", function: "put", args: [key, "first"] }),
        {
          ...call(pick, { intends: "keyPolicy", function: "setKeyPolicy", args: [key, guards.join(",")] }),
          after: [0],
        },
        {
          ...call(pick, { intends: "keyPolicy", function: "put", args: [key, "second"], endorsers: guards }),
          after: [1],
        },
      ];
    },
  },
};
