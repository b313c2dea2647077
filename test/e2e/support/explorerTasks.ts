import { expect } from "vitest";
import type { Known } from "./explorerPages.ts";
import type { KeyboardUser } from "./keyboardUser.ts";

/** A question that an operator comes with, and how the explorer answers it to somebody with a keyboard alone. */
interface ExplorerTask {
  readonly question: string;
  /** From the home page on; throws where the answer is not found. */
  readonly answer: (user: KeyboardUser, known: Known) => Promise<void>;
}

export const explorerTasks: readonly ExplorerTask[] = [
  {
    question: "why did this transaction fail, and what caused it?",
    answer: async (user, known) => {
      const { conflict, culprit } = known;
      await user.search(conflict, conflict.slice(0, 8), "stored");
      await user.reads(new RegExp(conflict), "Why it failed");
      await user.tabTo(new RegExp(`/tx/${culprit}`));
      await user.press("Enter");
      await user.reads(new RegExp(culprit), "Success");
    },
  },
  {
    question: "which key do today's conflicts fight over?",
    answer: async (user) => {
      await user.search("failures", "failures", "stored");
      await user.reads(/\/n\/failures$/, "Failures by reason");
      await user.press("g", "f");
      await user.reads(/\/failures\/failures$/, "Keys that failures are about");
      // The hottest key comes first: its history is one more press away.
      await user.tabTo(/History of the key/);
      await user.press("Enter");
      await user.reads(/\/n\/failures\/key\?/, /hot0|account|Sequence/);
    },
  },
  {
    question: "which peer is slow?",
    answer: async (user) => {
      await user.search("nodes failures", "Nodes", "place");
      await user.reads(/\/n\/failures\/nodes$/, "slowest");
      const row = user.page.getByRole("row").filter({ hasText: "slowest" });
      const name = (await row.getByRole("link").first().textContent()) ?? "";
      expect(name).toMatch(/^peer0\.org\d$/);
      await user.tabTo(new RegExp(`/node/${name}$`));
      await user.press("Enter");
      await user.reads(new RegExp(`/node/${name}$`), "A peer is behind the others");
    },
  },
  {
    question: "how does one know how long the ordering of this transaction took?",
    answer: async (user, known) => {
      const { valid } = known;
      await user.search(valid, valid.slice(0, 8), "stored");
      await user.reads(new RegExp(`/tx/${valid}$`), "Timeline");
      // Down the waterfall by letters as in any list, back up by the arrows; Enter opens a stage, left folds what it holds.
      await user.walkTo("Consensus");
      await user.press("ArrowUp");
      await user.press("k");
      const stage = user.page.locator("[data-waterfall] details", { has: user.page.locator("summary:focus") });
      expect(await stage.locator("summary").textContent()).toMatch(/^(Ordering|Waiting for the batch)/);
      await user.press("Enter");
      await stage.getByText("Source").waitFor();
      expect(await stage.getAttribute("open")).not.toBeNull();
      const rows = user.page.locator("[data-waterfall] [data-row]:visible");
      const shown = await rows.count();
      await user.press("Enter", "Home", "ArrowLeft");
      expect(await rows.count()).toBeLessThan(shown);
      await user.press("ArrowRight");
      expect(await rows.count()).toBe(shown);
    },
  },
  {
    question: "what became of this bill?",
    answer: async (user, known) => {
      const { bill } = known;
      await user.search(bill, `bill/${bill}`, "stored");
      await user.reads(/\/n\/relief\/key\?/, bill);
      // Each step of its way is a write of its state, newest first.
      expect(await user.page.locator('a[href*="/n/relief/tx/"]').count()).toBeGreaterThan(2);
    },
  },
];
