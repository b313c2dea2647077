import type { VerifierText } from "./verifierText.ts";

const blocks = (heights: readonly number[]): string => {
  const first = heights[0];
  const last = heights.at(-1);
  return first === last ? `block ${first}` : `blocks ${first} to ${last}`;
};

export const en: VerifierText = {
  heading: "Check it yourself",
  intro:
    "Press the button: your own browser downloads the original block, computes its fingerprints and checks the signatures. No server, ours included, takes part in the result.",
  introFile:
    "Choose a proof file: your own browser computes its fingerprints and checks the signatures. No server, ours included, takes part in the result.",
  button: "Verify in this browser",
  again: "Verify again",
  download: "Download the proof file",
  needsScript:
    "Checking runs as a small program in your browser and needs JavaScript, which is switched off. You can still download the proof file and check it elsewhere.",
  needsScriptFile: "Checking runs as a small program in your browser and needs JavaScript, which is switched off.",
  fileLabel: "Check a proof file that you saved or were given",
  fileChoose: "Choose file…",
  fileHint: "Or drop it here. The file does not leave your computer.",
  genesisLabel: "Fingerprint of the network’s first block (optional)",
  genesisHint:
    "64 characters, printed by a member of the network or by somebody else you trust. Leave it empty to use the one this site names; that proves less.",
  genesisHintNone:
    "64 characters, printed by a member of the network or by somebody else you trust. Without it nothing ties the file to the network.",
  downloading: (received, total) =>
    total ? `Downloading: ${kb(received)} of ${kb(total)}` : `Downloading: ${kb(received)}`,
  checking: ({ hashes, signatures }) => `Checking: ${hashes} fingerprints and ${signatures} signatures so far`,
  passed: (heights) => `Verified: ${blocks(heights)}`,
  passedMeaning: "Every check passed. This is what the network’s ordering nodes put in order and signed.",
  firstBlock: "Block 0 has the fingerprint named below",
  firstBlockMeaning:
    "The first block of a network carries no signatures: it is the starting point of every other check. It is worth exactly as much trust as the source of its fingerprint.",
  consistent: (heights) => `Agrees with itself: ${blocks(heights)}`,
  consistentMeaning:
    "The checks passed, but nothing ties the file to a network that you know: the starting point is missing.",
  failed: "Not verified",
  failedMeaning: "Do not rely on what this page or file says of the block.",
  failure: (check, height) => `Block ${height}: ${failures[check] ?? `the check “${check}” failed.`}`,
  checkedIn: (milliseconds, { hashes, signatures }) =>
    `Checked in ${Math.max(1, Math.round(milliseconds))} ms: ${hashes} fingerprints computed, ${signatures} signatures checked.`,
  source: { page: "Checked: the proof file of this page.", file: (name) => `Checked: the file ${name}.` },
  trust: {
    visitor: (hash) => `Starting point: the fingerprint you entered, ${hash}. The site had no part in choosing it.`,
    portal: (hash) =>
      `Starting point: the fingerprint this site names, ${hash}. It shows that everything fits together; that it is the network you mean is as certain as this site is honest. Enter a fingerprint from another source to close that gap.`,
    none: "Starting point: none. The file is checked against its own first block only, which anybody could have made. Enter the fingerprint of the network’s first block to close that gap.",
  },
  table: {
    caption: "What was checked",
    check: "Check",
    result: "Result",
    detail: "Block by block",
    block: (height) => `Block ${height}`,
  },
  state: {
    verified: "passed",
    failed: "failed",
    unchecked: "not checked",
    unverified: "cannot be checked",
  },
  checks: {
    bundle: ["File", "The file is complete and readable."],
    genesis: ["Starting point", "The network’s first block has the fingerprint named above."],
    data_hash: [
      "Content",
      "The transactions give exactly the fingerprint in the block: not a byte changed, added or removed.",
    ],
    header_chain: ["Chain", "Each block carries the fingerprint of the block before it."],
    orderer_signatures: ["Signatures", "Enough of the network’s ordering nodes signed the block."],
    last_config: ["Rules", "The rules that say who may sign are those in force at this block."],
    config_sequence: ["Rules over time", "The changes of the rules follow each other without a gap."],
    envelope_reencoding: [
      "Form",
      "Each transaction is encoded in the one way that leaves no room for a second reading.",
    ],
    page_block: ["This page", "The fingerprint shown on this page is that of the checked block."],
    page_transactions: [
      "This page’s list",
      "The transactions listed on this page are those in the checked block, in the same order.",
    ],
    page_outcomes: [
      "This page’s outcomes",
      "The outcomes on this page are those that a peer noted in the file. Nobody signed that note.",
    ],
  },
  proves: {
    heading: "What this proves",
    level: "Level P2, ordered",
    items: [
      "These are, byte for byte, the transactions that the network’s ordering nodes agreed on, at this place in the chain.",
      "Nobody, this site included, has changed, added or left out a transaction within the block since.",
    ],
  },
  notProves: {
    heading: "What it does not prove",
    items: [
      "That a transaction took effect. “Valid” or “conflict” is decided by the peers after ordering; ordering nodes do not sign it.",
      "The time. It is what the sender’s computer stated.",
      "That what was recorded is true in the world outside.",
      "That everybody is shown the same site, or that no block is left out beyond those checked here.",
    ],
  },
  problem(reason) {
    switch (reason.code) {
      case "download":
        return `The proof file could not be downloaded: the server answered ${reason.status}. Nothing was checked.`;
      case "offline":
        return "The proof file could not be downloaded: there is no connection to the server. Nothing was checked.";
      case "not_a_bundle":
        return "This is not a proof file of this site, or it is damaged. Nothing was checked.";
      case "bad_genesis":
        return "The fingerprint must be 64 characters, digits 0 to 9 and letters a to f. Nothing was checked.";
      case "insecure":
        return "The browser offers cryptography only on secure pages (https). Nothing was checked.";
      case "internal":
        return `The check stopped before its end: ${reason.detail}. Nothing was proven.`;
    }
  },
};

const kb = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1024)).toLocaleString("en-GB")} KB`;

const failures: Readonly<Record<string, string>> = {
  bundle: "the file is not complete or not readable.",
  genesis: "this is not the first block that you trust; its fingerprint is another one.",
  data_hash: "its content does not match the fingerprint in its header. Something was changed.",
  header_chain: "it does not connect to the block before it.",
  orderer_signatures: "not enough valid signatures of the network’s ordering nodes.",
  last_config: "the rules it was signed under are not those in the file.",
  config_sequence: "this change of the rules does not follow the one before it.",
  envelope_reencoding: "a transaction is not encoded in the one permitted way.",
  page_block: "the fingerprint shown on this page is not that of the block in the proof file.",
  page_outcomes: "the outcomes on this page are not those noted in the proof file.",
  page_transactions: "the transactions listed on this page are not those of the block in the proof file.",
};
