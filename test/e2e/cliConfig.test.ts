import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { projectFolder, root, runLedgerscope } from "./support/cli.ts";

describe("the configuration", () => {
  test("is printed as it is understood, without a secret", async () => {
    const secrets = ["tok-3f9", "hunter2", "KEY77", "pw88", "user99"];
    const project = await projectFolder(`
warehouse: { url: "http://ch.example:8123", username: writer, password: hunter2 }
networks:
  mainnet: { family: evm, rpc: ["https://user99:pw88@rpc.example/v3/KEY77"], finality: { confirmations: 3 } }
viewers:
  tok-3f9: { name: auditor, networks: [mainnet] }
`);
    try {
      for (const args of [["config"], ["config", "--json"]]) {
        const result = await runLedgerscope(project.folder, args);
        expect(result.code, result.stderr).toBe(0);
        for (const secret of secrets) expect(result.stdout + result.stderr).not.toContain(secret);
        expect(result.stdout).toContain("https://rpc.example/***");
        expect(result.stdout).toContain("auditor");
      }
      const { stdout } = await runLedgerscope(project.folder, ["config"]);
      expect(stdout).toMatch(/networks\.mainnet\.concurrency +16 {2}\(default\)\n/);
      expect(stdout).toMatch(/networks\.mainnet\.rpc\[0\] +"https:\/\/rpc\.example\/\*\*\*"\n/);
    } finally {
      await project.remove();
    }
  });

  test("--check names every network that is wrong, and opens nothing", async () => {
    const project = await projectFolder(`
warehouse: { path: ./data }
networks:
  a: { family: evm, rpc: [ftp://x] }
  b: { family: dogecoin }
  c: { family: evm, rpc: ["http://127.0.0.1:8545"] }
`);
    try {
      const result = await runLedgerscope(project.folder, ["config", "--check"]);
      expect(result.code).toBe(1);
      const lines = result.stderr.trim().split("\n");
      expect(lines).toHaveLength(2);
      expect(lines[0]).toContain("networks.a.rpc");
      expect(lines[1]).toContain("networks.b.family");
      expect(await readdir(project.folder)).toEqual(["ledgerscope.yaml"]);
    } finally {
      await project.remove();
    }
  });
});

test("migrate lists what it runs, a dry run runs nothing, and the second time there is nothing to run", async () => {
  const project = await projectFolder("warehouse: { path: ./data }\nnetworks: {}\n");
  try {
    const dry = await runLedgerscope(project.folder, ["migrate", "--dry-run"]);
    expect(dry.code, dry.stderr).toBe(0);
    expect(dry.stdout).toContain("CREATE TABLE IF NOT EXISTS store.`_ranges`");
    const again = await runLedgerscope(project.folder, ["migrate", "--dry-run"]);
    expect(again.stdout).toBe(dry.stdout);
    const done = await runLedgerscope(project.folder, ["migrate", "--json"]);
    const statements = done.json<{ statement: string }>().map(({ statement }) => statement);
    expect(statements.map((statement) => `${statement};`).join("\n")).toBe(dry.stdout.trimEnd());
    const current = await runLedgerscope(project.folder, ["migrate"]);
    expect([current.code, current.stdout, current.stderr.trim()]).toEqual([0, "", "the schema is current"]);
  } finally {
    await project.remove();
  }
});

describe("the help", () => {
  test("of every command has examples and exit codes, and the README lists the commands as they are", async () => {
    const here = root;
    const program = (await runLedgerscope(here, ["--help"])).stdout;
    const listed = program.slice(program.indexOf("Commands:"), program.indexOf("Examples:"));
    const names = [...listed.matchAll(/^ {2}(\w+)/gm)]
      .map(([, name]) => name as string)
      .filter((name) => name !== "help");
    expect(names.length).toBeGreaterThan(10);
    expect(program).toContain("Exit codes:");
    const readme = await readFile(path.join(root, "indexer/cli/README.md"), "utf8");
    const table = [...readme.matchAll(/^\| `(\w+)([^`]*)` \| (.+) \|$/gm)].map(([, name, , text]) => [name, text]);
    const described: string[][] = [];
    for (const name of names) {
      const help = (await runLedgerscope(here, [name, "--help"])).stdout;
      expect(help, name).toMatch(/Examples?:\n {2}(ledgerscope|curl)/);
      expect(help, name).toContain("Exit codes:");
      const [, description = ""] = /^Usage: .*\n\n([\s\S]*?)\n\n/.exec(help) ?? [];
      described.push([name, description.replaceAll(/\s+/g, " ")]);
    }
    expect(table).toEqual(described);
  });
});
