import { canonicalJson } from "../canonicalJson.ts";
import type { Label } from "../reliefFund/rules/label.ts";
import { type ReliefRole, reliefRoles, roleLabels } from "../reliefFund/rules/roles.ts";
import { type PlotBill, plots } from "./plots.ts";
import { projectThemes } from "./projectThemes.ts";
import { Random } from "./random.ts";
import type { ReliefIntent, ReliefStep, ReliefStory } from "./reliefStory.ts";
import { StoryWriter } from "./storyWriter.ts";
import { accountOf, counties, type DemoUnit, provinceFund, publicKeyOf, units } from "./world.ts";

/** Which organisation of the network is which of the relief fund's; two may be the same. */
export interface ReliefOrganisations {
  readonly fund: string;
  readonly local: string;
  readonly oversight: string;
}

export interface ReliefFundOptions {
  readonly seed: number;
  /** How many stories follow the setup; story i does not depend on it. */
  readonly bills: number;
  /** Unix milliseconds at which the run begins. */
  readonly timeMs: number;
  /** About how long a step takes: times of remittances advance by it. Default 1,000. */
  readonly paceMs?: number;
  /** About how many stories run side by side. Default 8. */
  readonly abreast?: number;
  readonly organisations?: ReliefOrganisations;
}

const threeOrganisations: ReliefOrganisations = { fund: "Org1MSP", local: "Org2MSP", oversight: "Org3MSP" };

const organisationOf: Readonly<Record<ReliefRole, keyof ReliefOrganisations>> = {
  "province-fund": "fund",
  "county-fund": "fund",
  township: "local",
  "industry-authority": "local",
  implementer: "local",
  payee: "local",
  bank: "oversight",
  supervisor: "oversight",
  platform: "oversight",
};

export interface ReliefFundRole {
  readonly name: ReliefRole;
  readonly label: Label;
  readonly mspId: string;
}

/** The nine identities that the stories are told with. */
export function reliefFundRolesOf(organisations: ReliefOrganisations): ReliefFundRole[] {
  return reliefRoles.map((name) => ({ name, label: roleLabels[name], mspId: organisations[organisationOf[name]] }));
}

export const reliefFundRoles: readonly ReliefFundRole[] = reliefFundRolesOf(threeOrganisations);

/** What one round of stories consists of, in an order that the seed gives: half go wrong somewhere. */
const round: readonly Exclude<ReliefIntent, "setup">[] = [
  ...Array<"planned-path">(12).fill("planned-path"),
  ...(["off-path", "off-path", "stage-skipped", "late", "late", "refund"] as const),
  ...(["amount-mismatch", "payer-mismatch", "payee-mismatch", "corrected", "double-submission"] as const),
  ...(["project-rejected", "role-refused", "forged-signature", "duplicate-bill"] as const),
  ...(["over-budget", "strict-path-refused"] as const),
];

/** Steps of a story, about: what its beginning in time is reckoned with. */
const STEPS_PER_STORY = 22;

/**
 * The demonstration of the relief fund: first the story `setup`, which all others need (its first step before its other
 * ones, which may run side by side), then `bills` stories that are independent of each other, in every round of 29 each kind at least once.
 * The same options make the same stories, byte for byte.
 */
export function reliefFundStories(options: ReliefFundOptions): ReliefStory[] {
  const stories = Array.from({ length: options.bills }, (_, i) => story(options, i));
  return [setup(options.organisations ?? threeOrganisations), ...stories];
}

function story(options: ReliefFundOptions, i: number): ReliefStory {
  const { seed, timeMs, paceMs = 1_000, abreast = 8 } = options;
  const random = new Random(`story/${seed}/${i}`);
  const order = new Random(`round/${seed}/${Math.floor(i / round.length)}`).shuffled(round);
  const intent = order[i % round.length] ?? "planned-path";
  const county = random.pick(counties);
  const township = random.pick(county.townships);
  const number = `${seed}-${String(i + 1).padStart(5, "0")}`;
  const setting = {
    ...{ projectId: `XM-${number}`, county, township },
    ...{ payee: random.pick(township.payees), theme: random.pick(projectThemes) },
  };
  const startMs = timeMs + Math.floor((i * STEPS_PER_STORY * paceMs) / abreast);
  const writer = new StoryWriter(setting, random, { startMs, paceMs });
  const bill = (n: number): PlotBill => ({ draftId: `HP-${number}-${n}`, amount: `${random.integer(30, 480)}000.00` });
  const bills = random.integer(0, 2) === 0 ? [bill(1), bill(2)] : [bill(1)];
  const total = bills.reduce((sum, { amount }) => sum + Number.parseInt(amount, 10), 0);

  writer.apply(`${total + random.integer(1, 20) * 1_000}.00`);
  if (intent === "project-rejected") {
    writer.meaning(intent, () =>
      writer.review("industry-authority", "reject", {
        zh: "与在建项目重复,不予立项",
        en: "Duplicates a project underway: rejected",
      }),
    );
  } else {
    writer.approve();
    for (const [n, one] of bills.entries()) {
      (n === 0 ? plots[intent] : plots["planned-path"])(writer, one);
      writer.progress(Math.round(((n + 1) / bills.length) * 60));
    }
    if (["planned-path", "late", "corrected"].includes(intent)) {
      writer.progress(100);
      writer.close();
    }
  }
  const { theme } = setting;
  const title = {
    zh: `${township.unit.region.zh}${theme.name.zh}`,
    en: `${theme.name.en}, ${township.unit.region.en}`,
  };
  return { name: `${String(i + 1).padStart(5, "0")}-${intent}`, title, steps: writer.steps };
}

function setup(organisations: ReliefOrganisations): ReliefStory {
  const step = (name: string, record: unknown, transient?: Record<string, string>): ReliefStep => ({
    as: "platform",
    function: name,
    args: [canonicalJson(record)],
    ...(transient && { transient }),
    intends: "setup",
    expects: "committed",
  });
  const roles = reliefRoles.map((role) => [role, [organisations[organisationOf[role]]]]);
  const appointment = step("oversight:appoint", Object.fromEntries(roles));
  const registrations = units.map((unit) => {
    const { value, salt } = accountOf(unit);
    return step("units:register", record(unit, organisations), unit.bank && { account: value, accountSalt: salt });
  });
  const nodes = [...new Set(Object.values(organisations))].map((mspId, i) =>
    step("oversight:recordNode", {
      NodeID: `YL-NODE-${i + 1}`,
      Name: { zh: `云岭省政务云节点 ${i + 1}`, en: `Yunling government cloud node ${i + 1}` },
      Kind: "peer",
      MspID: mspId,
      Version: "3.1.5",
    }),
  );
  const title = { zh: "授予角色,登记机构与节点", en: "Appointment of roles, registration of units and nodes" };
  return { name: "setup", title, steps: [appointment, ...registrations, ...nodes] };
}

function record(unit: DemoUnit, organisations: ReliefOrganisations) {
  return {
    UnitID: unit.id,
    Name: unit.name,
    Level: unit.level,
    Role: unit.role,
    MspID: organisations[organisationOf[unit.role]],
    Region: unit.region,
    Parent: unit.parent,
    Bank: unit.bank ?? null,
    PublicKey: unit === provinceFund ? publicKeyOf(unit) : null,
  };
}
