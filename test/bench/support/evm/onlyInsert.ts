import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { tellUsage } from "./ownUsage.ts";
import { READY, type ReadyRows } from "./readyRows.ts";

/** Posts rows that lie ready, batch by batch, the tables of a batch side by side. Arguments: URL of the warehouse, folder of the rows. */
const [warehouse, folder] = process.argv.slice(2) as [string, string];
const agent = new Agent({ keepAlive: true });

async function post(settings: Readonly<Record<string, string>>, body: Buffer): Promise<void> {
  const url = `${warehouse}/?${new URLSearchParams({ ...settings, async_insert: "0" })}`;
  await new Promise<void>((done, fail) => {
    const posted = request(url, { method: "POST", agent, headers: { "content-length": body.length } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      answer.once("end", () => (answer.statusCode === 200 ? done() : fail(new Error(text))));
    });
    posted.once("error", fail).end(body);
  });
}

const batches = JSON.parse(readFileSync(join(folder, READY), "utf8")) as ReadyRows[][];
await tellUsage(async () => {
  for (const batch of batches) {
    await Promise.all(batch.map(({ file, settings }) => post(settings, readFileSync(join(folder, file)))));
  }
  agent.destroy();
});
