import type { Page } from "playwright-core";

/** Somebody who has a keyboard and nothing else, and whose ways are counted. */
export class KeyboardUser {
  readonly page: Page;
  /** Pages gone to, the first one not counted. */
  pageChanges = 0;
  /** Keys pressed, each letter of a text for itself. */
  keys = 0;
  #path = "";

  private constructor(page: Page) {
    this.page = page;
  }

  static async at(page: Page, address: string): Promise<KeyboardUser> {
    const user = new KeyboardUser(page);
    await page.goto(address, { waitUntil: "load" });
    // The scripts of the page listen to keys once they run.
    await page.waitForFunction(() => document.querySelector("[data-search]") !== null);
    user.#path = new URL(page.url()).pathname;
    page.on("framenavigated", (frame) => {
      const { pathname } = new URL(frame.url());
      if (frame !== page.mainFrame() || pathname === user.#path) return;
      user.#path = pathname;
      user.pageChanges += 1;
    });
    return user;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.keys += 1;
      await this.page.keyboard.press(key);
    }
  }

  async type(text: string): Promise<void> {
    this.keys += [...text].length;
    await this.page.keyboard.type(text);
  }

  /** Types into the box that searches everything, and takes what it offers of that name: stored things, or places. */
  async search(text: string, offer: string, kind: "stored" | "place"): Promise<void> {
    // A page that is still waking up does not hear the key.
    await this.#until(async () => {
      await this.press("/");
      return this.page.evaluate(() => document.activeElement?.hasAttribute("data-search") ?? false);
    });
    await this.type(text);
    const label = this.page.locator(`[data-stored="${kind === "stored"}"]`);
    const options = this.page.getByRole("option").filter({ has: label }).filter({ hasText: offer });
    await options.first().waitFor();
    await this.#until(async () => {
      if ((await options.first().getAttribute("aria-selected")) === "true") return true;
      await this.press("ArrowDown");
      return false;
    });
    await this.press("Enter");
  }

  /** Presses Tab until a link whose text or address is like this has the focus. */
  async tabTo(link: RegExp): Promise<void> {
    await this.#until(async () => {
      await this.press("Tab");
      const focused = await this.page.evaluate(() => {
        const element = document.activeElement;
        return element instanceof HTMLAnchorElement ? `${element.textContent} ${element.getAttribute("href")}` : "";
      });
      return link.test(focused);
    }, 200);
  }

  /** Walks the rows of the page's lists until one that begins with this has the focus. */
  async walkTo(row: string): Promise<void> {
    await this.#until(async () => {
      await this.press("j");
      return this.page.evaluate(
        (name) => document.activeElement?.closest("[data-row]")?.textContent?.trim().startsWith(name) ?? false,
        row,
      );
    });
  }

  /** Waits until the page at that path says this. */
  async reads(path: RegExp, text: string | RegExp): Promise<void> {
    await this.page.waitForURL(path);
    await this.page.getByText(text).first().waitFor();
  }

  async #until(done: () => Promise<boolean>, times = 60): Promise<void> {
    for (let i = 0; i < times; i += 1) {
      if (await done()) return;
      await this.page.waitForTimeout(20);
    }
    throw new Error(`on ${this.page.url()}: not reached by the keyboard`);
  }
}
