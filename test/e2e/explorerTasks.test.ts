import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { describeWith } from "./support/describeWith.ts";
import { ExplorerSite } from "./support/explorerSite.ts";
import { KeyboardUser } from "./support/keyboardUser.ts";

/** Changes of page that a question may cost. */
const AT_MOST = 4;

describeWith("chromium", "questions answered from the home page with the keyboard alone", (chromium) => {
  let site: ExplorerSite;
  let browser: Browser;

  beforeAll(async () => {
    [site, browser] = await Promise.all([ExplorerSite.start(), launchBrowser(chromium)]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Does a task from the home page; prints what it took. */
  async function answer(question: string, task: (user: KeyboardUser) => Promise<void>): Promise<void> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
    try {
      const user = await KeyboardUser.at(page, `${site.url("operator")}/en`);
      const startedMs = Date.now();
      await task(user);
      const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
      console.log(`${question}: ${user.pageChanges} page changes, ${user.keys} keys, ${seconds} s`);
      expect(user.pageChanges).toBeLessThanOrEqual(AT_MOST);
    } finally {
      await page.close();
    }
  }

  test("why did this transaction fail, and what caused it?", () =>
    answer("a failed transaction and its culprit", async (user) => {
      const { conflict, culprit } = site.known;
      await user.search(conflict, conflict.slice(0, 8));
      await user.reads(new RegExp(conflict), "Why it failed");
      await user.tabTo(new RegExp(`/tx/${culprit}`));
      await user.press("Enter");
      await user.reads(new RegExp(culprit), "Success");
    }));

  test("which key do today's conflicts fight over?", () =>
    answer("the hot key", async (user) => {
      await user.search("failures", /^failures/);
      await user.reads(/\/n\/failures$/, "Failures by reason");
      await user.press("g", "f");
      await user.reads(/\/failures\/failures$/, "Keys that failures are about");
      // The hottest key comes first: its history is one more press away.
      await user.tabTo(/History of the key/);
      await user.press("Enter");
      await user.reads(/\/n\/failures\/key\?/, /hot0|account|Sequence/);
    }));

  test("which peer is slow?", () =>
    answer("the slow peer", async (user) => {
      await user.search("nodes failures", "Nodes");
      await user.reads(/\/n\/failures\/nodes$/, "slowest");
      const row = user.page.getByRole("row").filter({ hasText: "slowest" });
      const name = (await row.getByRole("link").first().textContent()) ?? "";
      expect(name).toMatch(/^peer0\.org\d$/);
      await user.tabTo(new RegExp(`/node/${name}$`));
      await user.press("Enter");
      await user.reads(new RegExp(`/node/${name}$`), "A peer is behind the others");
    }));

  test("what became of this bill?", () =>
    answer("a bill's history", async (user) => {
      const { bill } = site.known;
      await user.search(bill, bill);
      await user.reads(/\/n\/relief\/key\?/, bill);
      // Each step of its way is a write of its state, newest first.
      expect(await user.page.locator('a[href*="/n/relief/tx/"]').count()).toBeGreaterThan(2);
    }));
});
