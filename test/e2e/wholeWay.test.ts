import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  type DashboardQueries,
  dashboardFiles,
  exportedMetrics,
  metricsIn,
  metricsInRules,
} from "@ledgerscope/dashboards";
import { Interface, JsonRpcProvider, parseEther } from "ethers";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { root } from "./support/cli.ts";
import { describeWith } from "./support/describeWith.ts";
import { freePorts, type LocalStack, type PortName, startLocalStack } from "./support/localStack.ts";

describeWith("chromium", "the whole product, as npm start runs it, in a real browser", (chromium) => {
  let data: string;
  let stack: LocalStack;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    data = await mkdtemp(path.join(tmpdir(), "ledgerscope-local-"));
    stack = await startLocalStack(data, await freePorts());
    browser = await launchBrowser(chromium);
    context = await browser.newContext({ locale: "en-GB" });
  });
  afterAll(async () => {
    await browser?.close();
    if (stack?.child.exitCode === null) await stack.stop();
    await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  });

  const graphql = async <T>(query: string, variables: object = {}): Promise<T> => {
    const response = await fetch(`${stack.url("api")}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    const { data: result, errors } = (await response.json()) as { data: T; errors?: unknown };
    expect(errors).toBeUndefined();
    return result;
  };

  /** Fails the test on any script error or broken request of the page. */
  async function open(address: string): Promise<Page> {
    const page = await context.newPage();
    page.on("pageerror", (error) => expect.unreachable(`script error on ${address}: ${error.message}`));
    await page.goto(address);
    return page;
  }

  test("a transaction sent to the live chain appears on the open page", async () => {
    const page = await open(`${stack.url("explorer")}/en/n/devnet`);
    const provider = new JsonRpcProvider(stack.url("chain"), undefined, { polling: true, pollingInterval: 100 });
    const signer = await provider.getSigner(7);
    // The page shows the newest few, and in the first minute it is renewed less often than a busy chain moves on.
    const sendAndOpen = async (): Promise<string> => {
      const sent = await signer.sendTransaction({
        to: "0x00000000000000000000000000000000000c0ffe",
        value: parseEther("0.5"),
      });
      await page.locator(`a[href*="${sent.hash}"]`).first().click({ timeout: 10_000 });
      return sent.hash;
    };
    const shown = await untilDefined(() => sendAndOpen().catch(() => undefined));
    await page.waitForURL(`**/tx/${shown}`);
    await page.getByText("0.5").first().waitFor();
    await provider.destroy();
    await page.close();
  });

  test("the page of a failed Fabric transaction names its culprit, in both languages", async () => {
    const { transactions } = await graphql<{
      transactions: { edges: { node: { hash: string; statusText: string } }[] };
    }>(`{ transactions(network: "recorded", status: failed, first: 100) { edges { node { hash statusText } } } }`);
    const failed = transactions.edges
      .map(({ node }) => node)
      .find(({ statusText }) => statusText === "MVCC_READ_CONFLICT");
    const { transaction } = await graphql<{
      transaction: { diagnosis: { code: string; culprits: { id: string }[] }; fabric: { args: string[] } };
    }>(
      `query ($id: String!) { transaction(id: $id, network: "recorded") { diagnosis { code culprits { id } } fabric { args } } }`,
      { id: failed?.hash },
    );
    const [firstArgument] = transaction.fabric.args;
    expect(firstArgument).toMatch(/./);
    const culprit = transaction.diagnosis.culprits[0]?.id as string;
    expect(culprit).toMatch(/^[0-9a-f]{64}$/);
    for (const lang of ["en", "zh"]) {
      const page = await open(`${stack.url("explorer")}/${lang}/n/recorded/tx/${failed?.hash}`);
      expect(await page.locator("html").getAttribute("lang")).toContain(lang);
      const argument = lang === "en" ? "Argument 1" : "参数 1";
      await expect(
        page.locator("dt", { hasText: argument }).locator("xpath=following-sibling::dd[1]").textContent(),
      ).resolves.toContain(firstArgument as string);
      await page.locator(`a[href*="${culprit}"]`).first().click();
      await page.waitForURL(`**/${lang}/n/recorded/tx/${culprit}`);
      await page.close();
    }
  });

  test("an EVM revert is explained by its reason", async () => {
    const provider = new JsonRpcProvider(stack.url("chain"), undefined, { polling: true, pollingInterval: 100 });
    const signer = await provider.getSigner(8);
    const sent = await signer.sendTransaction({
      data: revertingWith("the vault is closed on Sundays"),
      gasLimit: 100_000,
    });
    await sent.wait().catch(() => undefined);
    await provider.destroy();
    await untilDefined(async () => {
      const { transaction } = await graphql<{ transaction: object | null }>(
        `query ($id: String!) { transaction(id: $id, network: "devnet") { id } }`,
        { id: sent.hash },
      );
      return transaction ?? undefined;
    });
    for (const lang of ["en", "zh"]) {
      const page = await open(`${stack.url("explorer")}/${lang}/n/devnet/tx/${sent.hash}`);
      await page.getByText("the vault is closed on Sundays").first().waitFor();
      await page.close();
    }
  });

  test("the search box leads to what was typed", async () => {
    const page = await open(`${stack.url("explorer")}/en`);
    await page.getByRole("combobox").first().fill("recorded");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/n/recorded**");
    await page.close();
  });

  test("the disclosure page verifies in the visitor's browser, and fails when one byte of its data is changed", async () => {
    const page = await open(`${stack.url("disclosure")}/en/recorded/mychannel/42`);
    const outcome = page.locator("[data-verification]");
    await page
      .getByRole("button", { name: /check|verify/i })
      .first()
      .click();
    await page.locator('[data-verification="passed"]').waitFor({ timeout: 30_000 });

    await page.route("**/bundle/**", async (route) => {
      const response = await route.fetch();
      const bundle = (await response.json()) as { blocks: { data: string[] }[] };
      const block = bundle.blocks.at(-1);
      const envelope = Buffer.from(block?.data[0] ?? "", "base64");
      envelope[envelope.length >> 1] = (envelope[envelope.length >> 1] ?? 0) ^ 1;
      if (block) block.data[0] = envelope.toString("base64");
      await route.fulfill({ response, body: JSON.stringify(bundle) });
    });
    await page
      .getByRole("button", { name: /check|verify/i })
      .first()
      .click();
    await page.locator('[data-verification="failed"]').waitFor({ timeout: 30_000 });
    expect(await outcome.textContent()).toMatch(/42/);
    await page.close();
  });

  test("every page is accessible, free of script errors, and fits a phone", { timeout: 300_000 }, async () => {
    // The explorer's pages are drawn one by one in explorerPages; here those whose chain goes on meanwhile.
    const pages = [
      ...["", "/n/devnet", "/n/nowhere"].map((at) => ["explorer", at]),
      ...["", "/recorded/mychannel", "/recorded/mychannel/42", "/policy", "/how-to-verify"].map((at) => [
        "disclosure",
        at,
      ]),
    ] as [PortName, string][];
    const looks = [
      { lang: "en", colorScheme: "light", viewport: { width: 1280, height: 900 } },
      { lang: "zh", colorScheme: "dark", viewport: { width: 390, height: 844 } },
    ] as const;
    const axe = await readFile(path.join(root, "node_modules/axe-core/axe.min.js"), "utf8");
    const problems: string[] = [];
    for (const { lang, ...look } of looks) {
      // The site's own policy forbids foreign scripts, that of the accessibility check included.
      const looking = await browser.newContext({ ...look, bypassCSP: true, reducedMotion: "reduce" });
      for (const [site, at] of pages) {
        const address = `${stack.url(site)}/${lang}${at}`;
        const page = await looking.newPage();
        page.on("pageerror", (error) => problems.push(`${address}: ${error.message}`));
        const response = await page.goto(address, { waitUntil: "load" });
        if (response?.status() !== (at === "/n/nowhere" ? 404 : 200))
          problems.push(`${address}: HTTP ${response?.status()}`);
        await page.locator("h1").first().waitFor();
        await page.evaluate(axe);
        const violations = await page.evaluate(async () => {
          const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
          const results = await axe.run({
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
            resultTypes: ["violations"],
          });
          return results.violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target).join(", ")}`);
        });
        problems.push(...violations.map((violation) => `${address}: ${violation}`));
        const beyond = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (beyond > 0) problems.push(`${address}: ${beyond} px wider than the screen`);
        await page.close();
      }
      await looking.close();
    }
    expect(problems).toEqual([]);
  });

  test("the disclosure site reads without scripts", async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const page = await plain.newPage();
    await page.goto(`${stack.url("disclosure")}/zh/recorded/mychannel/42`);
    expect(await page.locator("table").first().textContent()).toMatch(/[0-9a-f]{8}/);
    await plain.close();
  });

  test("published and withheld transactions add up to all there are", async () => {
    const response = await fetch(
      `${stack.url("public-warehouse")}/?query=${encodeURIComponent(
        "SELECT toUInt32(count()) AS blocks, toUInt32(sum(tx_count)) AS total, toUInt32(sum(published_count + withheld_count)) AS accounted FROM disclosed_blocks FORMAT JSONEachRow",
      )}`,
    );
    expect(await response.json()).toEqual({ blocks: 201, total: 2880, accounted: 2880 });
  });

  test("every metric of the dashboards and rules is served by a running service", async () => {
    const texts = await Promise.all(
      (["metrics", "warehouse", "public-warehouse", "api", "public-api", "explorer", "disclosure"] as const).map(
        async (name) => (await fetch(`${stack.url(name)}/metrics`)).text(),
      ),
    );
    const served = new Set(texts.flatMap((text) => [...exportedMetrics(text)]));
    const asked = dashboardFiles().flatMap(({ json }) => [...metricsIn(JSON.parse(json) as DashboardQueries)]);
    const rules = await readFile(path.join(root, "dashboards/prometheus/rules.yml"), "utf8");
    const missing = [...asked, ...metricsInRules(rules)].filter((name) => !served.has(name));
    expect(missing).toEqual([]);
  });

  test("Ctrl-C leaves no process; a second start goes on with all data", async () => {
    const before = await graphql<{ network: { blockCount: string } }>(`{ network(name: "devnet") { blockCount } }`);
    expect(await stack.stop()).toBe(0);
    expect(await leftBehind(data, stack.ports)).toEqual([]);
    const startedMs = Date.now();
    stack = await startLocalStack(data, stack.ports);
    console.log(`second start: ready after ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
    const after = await graphql<{ network: { blockCount: string } }>(`{ network(name: "devnet") { blockCount } }`);
    expect(Number(after.network.blockCount)).toBeGreaterThanOrEqual(Number(before.network.blockCount));
    // The chain itself went on too: the indexer follows it without a fork.
    await untilDefined(async () => {
      const now = await graphql<{ network: { blockCount: string } }>(`{ network(name: "devnet") { blockCount } }`);
      return Number(now.network.blockCount) > Number(after.network.blockCount) ? now : undefined;
    });
    expect(await stack.stop()).toBe(0);
    expect(await leftBehind(data, stack.ports)).toEqual([]);
  });
});

/** Init code of a contract that refuses to be created, with `Error(string)`. */
function revertingWith(reason: string): string {
  const data = Interface.from(["error Error(string)"]).encodeErrorResult("Error", [reason]).slice(2);
  const length = (data.length / 2).toString(16).padStart(2, "0");
  // PUSH1 length PUSH1 12 PUSH1 0 CODECOPY PUSH1 length PUSH1 0 REVERT, 12 bytes, then the data.
  return `0x60${length}600c60003960${length}6000fd${data}`;
}

/** Asks again until there is an answer; the test's own timeout is the bound. */
async function untilDefined<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** What still runs: processes whose command line names the data folder, and ports that still answer. */
async function leftBehind(folder: string, ports: Readonly<Record<string, number>>): Promise<string[]> {
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")));
  const open = await Promise.all(
    Object.entries(ports).map(async ([name, port]) => ((await answers(port)) ? [`${name} on port ${port}`] : [])),
  );
  return [...commands.filter((command) => command.includes(folder)), ...open.flat()];
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
