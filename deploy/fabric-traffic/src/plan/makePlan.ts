import { intents } from "./intents.ts";
import { type Mix, RELIEF_FUND } from "./mix.ts";
import { type Random, randomOf } from "./random.ts";
import { type Group, reliefFundGroups } from "./reliefFundGroups.ts";
import { clientKinds, type Draft, type Planned } from "./submission.ts";

export interface PlanOptions {
  readonly seed: number;
  /** Submissions per second, on average; they come at random moments (Poisson), whatever the network does. */
  readonly rate: number;
  readonly seconds: number;
  readonly mix: Mix;
  /** Organisations whose peers endorse. */
  readonly organisations: readonly string[];
  /** The moment at which the stories of the relief fund begin, Unix milliseconds. */
  readonly timeMs: number;
}

/** A story of the relief fund has at least so many steps: what decides how many stories a run may need. */
const STEPS = 8;

/** Everything that will be submitted, drawn from the seed: the same options give the same plan. */
export function makePlan(options: PlanOptions): Planned[] {
  const { seed, rate, seconds, mix } = options;
  if (!(rate > 0 && seconds > 0)) throw new Error("a plan needs a rate and a duration above 0");
  const random = randomOf(seed, "plan");
  const plan: Planned[] = [];
  let atMs = 0;
  const add = ({ name, drafts }: Group, after: readonly number[] = []): void => {
    const first = plan.length;
    for (const [place, draft] of drafts.entries()) {
      plan.push({
        ...placed(draft, first, after),
        n: first + place,
        atMs: Math.round(atMs),
        group: name,
        client: half(first + place),
      });
    }
    for (const _ of drafts) atMs += (-Math.log(1 - random.next()) * 1000) / rate;
  };

  const relief = mix[RELIEF_FUND]
    ? reliefFundGroups({
        seed,
        timeMs: options.timeMs,
        rate,
        organisations: options.organisations,
        bills: Math.ceil((rate * seconds) / STEPS),
        random: randomOf(seed, "stories"),
      })
    : undefined;
  if (relief) add(relief.setup);
  const setUp = plan.map(({ n }) => n);
  const names = Object.keys(mix);
  for (let group = 0; atMs < seconds * 1000; group++) {
    const name = drawn(mix, names, random);
    if (name !== RELIEF_FUND) add({ name: `${name}-${group}`, drafts: drafted(name, group, options) });
    else {
      const story = relief?.next();
      if (!story) break;
      add(story, setUp);
    }
  }
  return plan;
}

/** Submissions take turns, so that each library gets half. */
const half = (n: number): Planned["client"] => clientKinds[n % clientKinds.length] as Planned["client"];

function placed(draft: Draft, first: number, after: readonly number[]): Draft {
  const shifted = (places: readonly number[] | undefined) => places?.map((place) => place + first);
  const waits = shifted(draft.after) ?? (after.length > 0 ? after : undefined);
  const holds = shifted(draft.submitAfter);
  return { ...draft, ...(waits && { after: waits }), ...(holds && { submitAfter: holds }) };
}

function drafted(name: string, group: number, { seed, organisations }: PlanOptions): readonly Draft[] {
  const intent = intents[name];
  if (!intent) throw new Error(`"${name}" is no kind of traffic`);
  let keys = 0;
  const key = (prefix: string): string => `${prefix}-${seed}-${group}${keys++ > 0 ? `-${keys}` : ""}`;
  return intent.draft({ ...randomOf(seed, `${name}-${group}`), key, organisations });
}

function drawn(mix: Mix, names: readonly string[], random: Random): string {
  let left = random.next() * names.reduce((sum, name) => sum + (mix[name] ?? 0), 0);
  for (const name of names) {
    left -= mix[name] ?? 0;
    if (left < 0) return name;
  }
  return names.at(-1) as string;
}
