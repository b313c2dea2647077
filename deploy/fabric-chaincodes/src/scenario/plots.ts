import type { ReliefIntent } from "./reliefStory.ts";
import type { StoryWriter } from "./storyWriter.ts";
import { type DemoUnit, provinceFund } from "./world.ts";

/** The bill that a plot is about. */
export interface PlotBill {
  readonly draftId: string;
  /** Yuan with two decimals, at least 30,000.00. */
  readonly amount: string;
}

export type Plot = (story: StoryWriter, bill: PlotBill) => void;

/** One per intent: what happens to the first bill of a story, from its issue to its end. */
export const plots: Readonly<Record<Exclude<ReliefIntent, "setup" | "project-rejected">, Plot>> = {
  "planned-path": (story, bill) => {
    story.create(story.instruction(bill.draftId, bill.amount));
    goPath(story, bill);
  },

  "off-path": (story, bill) => {
    const { county } = story.setting;
    story.create(story.instruction(bill.draftId, bill.amount));
    hop(story, bill, 1, provinceFund, county.fund);
    story.meaning("off-path", () => {
      hop(story, bill, 2, county.fund, county.guesthouse);
      story.report(`SB-${bill.draftId}`, bill.draftId, {
        zh: "汇票流向计划路径之外的单位,疑似挪用,请核查",
        en: "The bill went to a unit outside its planned path; misuse is suspected, please examine",
      });
    });
    story.meaning("refund", () => {
      story.refund(bill.draftId, county.guesthouse, "LEFT_PATH");
      story.pay(bill.draftId, 3, county.guesthouse, provinceFund, bill.amount);
    });
  },

  "stage-skipped": (story, bill) => {
    const { county, payee } = story.setting;
    story.create(story.instruction(bill.draftId, bill.amount));
    hop(story, bill, 1, provinceFund, county.fund);
    story.meaning("stage-skipped", () => story.transfer(bill.draftId, county.fund, payee));
    story.pay(bill.draftId, 2, county.fund, payee, bill.amount);
    story.accept(bill.draftId, payee);
  },

  late: (story, bill) => {
    const { county, township, payee } = story.setting;
    // The second hop's money is due almost at once.
    const soon = story.nowMs + 2_000;
    const day = 86_400_000;
    const deadlinesMs = [soon, soon, soon + 5 * day];
    story.create(story.instruction(bill.draftId, bill.amount, { deadlinesMs }));
    story.transfer(bill.draftId, provinceFund, county.fund);
    story.pay(bill.draftId, 1, provinceFund, county.fund, bill.amount, { remittedMs: soon - 500 });
    story.transfer(bill.draftId, county.fund, township.unit);
    story.meaning("late", () => {
      const remittedMs = Math.max(story.nowMs, soon + 1_000);
      story.pay(bill.draftId, 2, county.fund, township.unit, bill.amount, { remittedMs });
    });
    hop(story, bill, 3, township.unit, payee);
    story.accept(bill.draftId, payee);
  },

  "amount-mismatch": (story, bill) => {
    const { county } = story.setting;
    mismatch(story, bill, "amount-mismatch", { actualAmount: lessOf(bill.amount) });
    // The difference stays open: the bill waits at the county.
    story.report(`SB-${bill.draftId}`, county.fund.id, {
      zh: "到账金额少于应拨金额,差额待查",
      en: "Less arrived than was due; the difference is being looked for",
    });
  },

  "payer-mismatch": (story, bill) =>
    mismatch(story, bill, "payer-mismatch", { payer: story.setting.county.implementer }),

  "payee-mismatch": (story, bill) =>
    mismatch(story, bill, "payee-mismatch", { payee: story.setting.county.guesthouse }),

  corrected: (story, bill) => {
    const { county, township, payee } = story.setting;
    mismatch(story, bill, "payee-mismatch", { payee: county.implementer });
    story.meaning("corrected", () => {
      story.reverse(bill.draftId, 1);
      story.pay(bill.draftId, 1, provinceFund, county.fund, bill.amount);
    });
    hop(story, bill, 2, county.fund, township.unit);
    hop(story, bill, 3, township.unit, payee);
    story.accept(bill.draftId, payee);
  },

  refund: (story, bill) => {
    const { county, township, payee } = story.setting;
    story.create(story.instruction(bill.draftId, bill.amount));
    hop(story, bill, 1, provinceFund, county.fund);
    hop(story, bill, 2, county.fund, township.unit);
    hop(story, bill, 3, township.unit, payee);
    story.meaning("refund", () => {
      story.refund(bill.draftId, payee, "SURPLUS");
      story.pay(bill.draftId, 4, payee, provinceFund, bill.amount);
    });
  },

  "role-refused": (story, bill) => {
    const instruction = story.instruction(bill.draftId, bill.amount);
    story.meaning("role-refused", () =>
      story.addRefused("ROLE_NOT_ALLOWED", "township", "bills:create", [story.signed(instruction)]),
    );
    story.create(instruction);
    goPath(story, bill);
  },

  "forged-signature": (story, bill) => {
    const instruction = story.instruction(bill.draftId, bill.amount);
    const { InstructionSign } = JSON.parse(story.signed(instruction)) as { InstructionSign: string };
    const forged = JSON.stringify({ ...instruction, Amount: moreOf(bill.amount), InstructionSign });
    story.meaning("forged-signature", () =>
      story.addRefused("SIGNATURE_INVALID", "province-fund", "bills:create", [forged]),
    );
    story.create(instruction);
    goPath(story, bill);
  },

  "duplicate-bill": (story, bill) => {
    const instruction = story.instruction(bill.draftId, bill.amount);
    story.create(instruction);
    story.meaning("duplicate-bill", () => {
      const again = { ...instruction, Amount: lessOf(bill.amount) };
      story.addRefused("ALREADY_EXISTS", "province-fund", "bills:create", [story.signed(again)]);
    });
    goPath(story, bill);
  },

  "over-budget": (story, bill) => {
    story.meaning("over-budget", () => {
      const tooMuch = story.instruction(`${bill.draftId}-X`, "9900000.00");
      story.addRefused("OVER_BUDGET", "province-fund", "bills:create", [story.signed(tooMuch)]);
    });
    story.create(story.instruction(bill.draftId, bill.amount));
    goPath(story, bill);
  },

  "strict-path-refused": (story, bill) => {
    const { guesthouse } = story.setting.county;
    story.create(story.instruction(bill.draftId, bill.amount, { strict: true }));
    story.meaning("strict-path-refused", () =>
      story.addRefused("PATH_NOT_PLANNED", "province-fund", "bills:transfer", [bill.draftId, guesthouse.id]),
    );
    goPath(story, bill);
  },

  "double-submission": (story, bill) => {
    const { county, township, payee } = story.setting;
    story.create(story.instruction(bill.draftId, bill.amount));
    hop(story, bill, 1, provinceFund, county.fund);
    story.meaning("double-submission", () => {
      story.transfer(bill.draftId, county.fund, township.unit);
      story.transfer(bill.draftId, county.fund, township.unit, { expects: "conflict", together: true });
    });
    story.pay(bill.draftId, 2, county.fund, township.unit, bill.amount);
    hop(story, bill, 3, township.unit, payee);
    story.accept(bill.draftId, payee);
  },
};

/** The whole planned path of a bill that has been issued, money and all. */
function goPath(story: StoryWriter, bill: PlotBill): void {
  const { county, township, payee } = story.setting;
  hop(story, bill, 1, provinceFund, county.fund);
  hop(story, bill, 2, county.fund, township.unit);
  hop(story, bill, 3, township.unit, payee);
  story.accept(bill.draftId, payee);
}

function hop(story: StoryWriter, bill: PlotBill, seq: number, from: DemoUnit, to: DemoUnit): void {
  story.transfer(bill.draftId, from, to);
  story.pay(bill.draftId, seq, from, to, bill.amount);
}

/** Issue and first hop, whose money is not what it should be. */
function mismatch(
  story: StoryWriter,
  bill: PlotBill,
  intends: ReliefIntent,
  distortion: Parameters<StoryWriter["pay"]>[5],
): void {
  const { county } = story.setting;
  story.create(story.instruction(bill.draftId, bill.amount));
  story.transfer(bill.draftId, provinceFund, county.fund);
  story.meaning(intends, () => story.pay(bill.draftId, 1, provinceFund, county.fund, bill.amount, distortion));
}

/** A tenth less. */
function lessOf(amount: string): string {
  return `${Math.round(Number.parseInt(amount, 10) * 0.9)}.00`;
}

/** A tenth more. */
function moreOf(amount: string): string {
  return `${Math.round(Number.parseInt(amount, 10) * 1.1)}.00`;
}
