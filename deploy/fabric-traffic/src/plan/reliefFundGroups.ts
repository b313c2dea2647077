import { type ReliefStory, reliefFundRoles, reliefFundStories } from "@ledgerscope/fabric-chaincodes";
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

/**
 * The stories of the relief fund as groups of submissions: each step waits for the one before it, a step that is
 * `together` with the one before for what that one waits for.
 */
export function reliefFundGroups(options: {
  seed: number;
  bills: number;
  timeMs: number;
  random: Random;
}): ReliefFundGroups {
  const { random, ...stories } = options;
  const [setup, ...others] = reliefFundStories(stories).map((story) => toGroup(story, random));
  if (!setup) throw new Error("the relief fund has no stories");
  return { setup, next: () => others.shift() };
}

function toGroup(story: ReliefStory, random: Random): Group {
  const drafts: Draft[] = [];
  for (const [place, step] of story.steps.entries()) {
    const before = drafts[place - 1];
    const after = step.together ? before?.after : place > 0 ? [place - 1] : undefined;
    // Nobody waits while the fund is set up.
    const pauseMs = story.name === "setup" || place === 0 ? undefined : random.integer(PAUSE_MS);
    const afterMs = step.together ? before?.afterMs : pauseMs;
    drafts.push({
      as: actorOf(step.as),
      chaincode: "relief-fund",
      function: step.function,
      args: step.args,
      intends: step.intends,
      ...(step.transient && { transient: step.transient }),
      ...(after && { after }),
      ...(afterMs !== undefined && { afterMs }),
    });
  }
  return { name: story.name, drafts };
}

function actorOf(role: string): Actor {
  const found = reliefFundRoles.find(({ name }) => name === role);
  if (!found) throw new Error(`the relief fund has no role "${role}"`);
  return { mspId: found.mspId, user: found.name };
}
