import {
  type ReliefOrganisations,
  type ReliefStory,
  reliefFundRolesOf,
  reliefFundStories,
} from "@ledgerscope/fabric-chaincodes";
import type { Random } from "./random.ts";
import type { Actor, Draft } from "./submission.ts";

/** Longest pause between two steps of a story, in milliseconds. */
const PAUSE_MS = 1500;

/** The story that the others build on. */
export interface ReliefFundGroups {
  readonly setup: Group;
  /** The other stories, one after the other as they are wanted. */
  next(): Group | undefined;
}

export interface Group {
  readonly name: string;
  readonly drafts: readonly Draft[];
}

/** From proposal to commit, about, in milliseconds. */
const COMMIT_MS = 750;

/**
 * The stories of the relief fund as groups of submissions. Of the setup everything waits for the first step; in a
 * story each step waits for the one before it, a step that is `together` with the one before for what that one waits
 * for.
 * @param options.timeMs when the first submission is due, Unix milliseconds
 */
export function reliefFundGroups(options: {
  seed: number;
  bills: number;
  timeMs: number;
  /** Submissions per second. */
  rate: number;
  /** Organisations with peers, one to three are given parts. */
  organisations: readonly string[];
  random: Random;
}): ReliefFundGroups {
  const { random, seed, bills, rate } = options;
  const organisations = partsOf(options.organisations);
  const tell = (count: number, timeMs: number): ReliefStory[] => {
    const paceMs = PAUSE_MS / 2 + COMMIT_MS;
    const abreast = Math.max(1, (rate * paceMs) / 1000);
    return reliefFundStories({ seed, bills: count, timeMs, paceMs, abreast, organisations });
  };
  const steps = tell(0, options.timeMs)[0]?.steps.length ?? 0;
  const actors = new Map(reliefFundRolesOf(organisations).map(({ name, mspId }) => [name as string, mspId]));
  const actor = (role: string): Actor => {
    const mspId = actors.get(role);
    if (mspId === undefined) throw new Error(`the relief fund has no role "${role}"`);
    return { mspId, user: role };
  };
  // Dates in the stories begin when the setup is over.
  const [setup, ...others] = tell(bills, options.timeMs + COMMIT_MS * 2 + (steps * 1000) / rate).map((story) =>
    toGroup(story, random, actor),
  );
  if (!setup) throw new Error("the relief fund has no stories");
  return { setup, next: () => others.shift() };
}

function partsOf(organisations: readonly string[]): ReliefOrganisations {
  const [fund, local = fund, oversight = local] = organisations;
  if (!fund || !local || !oversight) throw new Error("the network has no organisation with peers");
  return { fund, local, oversight };
}

function toGroup(story: ReliefStory, random: Random, actor: (role: string) => Actor): Group {
  const isSetup = story.name === "setup";
  const drafts: Draft[] = [];
  for (const [place, step] of story.steps.entries()) {
    const before = drafts[place - 1];
    const follows = place === 0 ? undefined : [isSetup ? 0 : place - 1];
    const after = step.together ? before?.after : follows;
    const pauseMs = isSetup || place === 0 ? undefined : random.integer(PAUSE_MS);
    const afterMs = step.together ? before?.afterMs : pauseMs;
    drafts.push({
      as: actor(step.as),
      chaincode: "relief-fund",
      function: step.function,
      args: step.args,
      intends: step.intends,
      expects: step.expects,
      ...(step.error && { expectsError: step.error }),
      ...(step.transient && { transient: step.transient }),
      ...(after && { after }),
      ...(afterMs !== undefined && { afterMs }),
    });
  }
  return { name: story.name, drafts };
}
