import { call, type Intent } from "./intent.ts";

/** How long an expiring identity lives, in milliseconds: long enough to be used once on a busy machine. */
const LIFETIME_MS = 10_000;
/** How long after its end the identity is used again, in milliseconds. */
const AFTERWARDS_MS = 2_000;

/** Traffic that is meant to fail, one failure each; the groups hold whatever the failure needs. */
export const failureIntents: Readonly<Record<string, Intent>> = {
  mvccWithinBlock: {
    about: "three read and write one key at the same moment: one block mostly holds all of them, and one wins",
    weight: 3,
    draft: (pick) => {
      const key = pick.key("contended");
      const increment = { intends: "mvccWithinBlock", function: "increment", args: [key] };
      return [
        call(pick, { intends: "put", function: "put", args: [key, "0"] }),
        ...[1, 2, 3].map(() => ({ ...call(pick, increment), after: [0] })),
      ];
    },
  },
  mvccAcrossBlocks: {
    about: "one is endorsed and held back until another has written the same key in an earlier block",
    weight: 3,
    draft: (pick) => {
      const key = pick.key("overtaken");
      return [
        call(pick, { intends: "put", function: "put", args: [key, "0"] }),
        {
          ...call(pick, { intends: "mvccAcrossBlocks", function: "increment", args: [key] }),
          after: [0],
          submitAfter: [2],
        },
        // Proposed a little later, so that the one held back is endorsed before this one commits.
        { ...call(pick, { intends: "overtakes", function: "increment", args: [key] }), after: [0], afterMs: 700 },
      ];
    },
  },
  phantom: {
    about: "one counts a range and is held back until another has put a key into the range",
    weight: 3,
    draft: (pick) => {
      const range = pick.key("range");
      return [
        call(pick, { intends: "put", function: "put", args: [`${range}-1`, "0"] }),
        {
          ...call(pick, { intends: "phantom", function: "rangeCount", args: [range, `${range}~`, pick.key("count")] }),
          after: [0],
          submitAfter: [2],
        },
        {
          ...call(pick, { intends: "overtakes", function: "put", args: [`${range}-2`, "0"] }),
          after: [0],
          afterMs: 700,
        },
      ];
    },
  },
  tooFewEndorsers: {
    about: "one organisation endorses where two must",
    weight: 3,
    draft: (pick) => [
      call(pick, {
        intends: "tooFewEndorsers",
        chaincode: "bench2",
        function: "put",
        args: [pick.key("few"), "x"],
        endorsers: pick.organisations.slice(0, 1),
      }),
    ],
  },
  keyPolicyUnmet: {
    about: "a key whose own policy names two organisations is written with the endorsement of one",
    weight: 2,
    draft: (pick) => {
      const key = pick.key("unmet");
      const guards = pick.organisations.slice(0, 2);
      return [
        call(pick, { intends: "put", function: "put", args: [key, "first"] }),
        {
          ...call(pick, { intends: "keyPolicy", function: "setKeyPolicy", args: [key, guards.join(",")] }),
          after: [0],
        },
        {
          ...call(pick, {
            intends: "keyPolicyUnmet",
            function: "put",
            args: [key, "second"],
            endorsers: guards.slice(0, 1),
          }),
          after: [1],
        },
      ];
    },
  },
  mismatch: {
    about: "the chaincode writes random bytes, so that endorsements differ",
    weight: 2,
    draft: (pick) => [
      call(pick, {
        intends: "mismatch",
        chaincode: "bench2",
        function: "nondeterministic",
        args: [pick.key("random")],
        endorsers: pick.organisations.slice(0, 2),
      }),
    ],
  },
  duplicate: {
    about: "the same signed envelope is submitted twice, at once or when the first is committed",
    weight: 2,
    draft: (pick) => [
      call(pick, {
        intends: "duplicate",
        function: "put",
        args: [pick.key("twice"), "x"],
        resubmit: pick.pick(["at once", "after commit"] as const),
      }),
    ],
  },
  expiredIdentity: {
    about: "an identity is used, and once more when its certificate has expired",
    weight: 1,
    draft: (pick) => {
      const as = { mspId: pick.pick(pick.organisations), user: pick.key("expiring"), lifetimeMs: LIFETIME_MS };
      const put = (intends: string) => call(pick, { as, intends, function: "put", args: [pick.key("expiry"), "x"] });
      return [put("put"), { ...put("expiredIdentity"), after: [0], afterMs: LIFETIME_MS + AFTERWARDS_MS }];
    },
  },
  expiredInFlight: {
    about: "the certificate expires between endorsement and submission",
    weight: 1,
    draft: (pick) => [
      call(pick, {
        as: { mspId: pick.pick(pick.organisations), user: pick.key("in-flight"), lifetimeMs: LIFETIME_MS },
        intends: "expiredInFlight",
        function: "put",
        args: [pick.key("expiry"), "x"],
        submitAfterMs: LIFETIME_MS + AFTERWARDS_MS,
      }),
    ],
  },
  chaincodeError: {
    about: "the chaincode refuses",
    weight: 3,
    draft: (pick) => [
      call(pick, { intends: "chaincodeError", function: "fail", args: [`refused by rule ${1 + pick.integer(5)}`] }),
    ],
  },
  unknownFunction: {
    about: "the chaincode has no such function",
    weight: 1,
    draft: (pick) => [call(pick, { intends: "unknownFunction", function: "noSuchFunction", args: [] })],
  },
  slowEndorser: {
    about: "the chaincode takes one to three seconds",
    weight: 1,
    draft: (pick) => [
      call(pick, {
        intends: "slowEndorser",
        function: "sleep",
        args: [pick.key("slow"), String(1000 + pick.integer(2000))],
      }),
    ],
  },
  endorsementTimeout: {
    about: "the chaincode takes longer than the client waits",
    weight: 1,
    draft: (pick) => [
      call(pick, {
        intends: "endorsementTimeout",
        function: "sleep",
        args: [pick.key("slow"), "4000"],
        endorseTimeoutMs: 2_000,
      }),
    ],
  },
};
