import { expect, test } from "vitest";
import { passLines } from "./passLines.ts";
import { PassMeter, passEvents } from "./passMeter.ts";

test("a pass is told step by step, and shown with its rate and the time that is left", () => {
  const events = passEvents({ network: "mainnet", pass: "senders", unit: "transactions" }, [
    { from: 0, to: 100 },
    { from: 200, to: 300 },
  ]);
  const start = events.start();
  expect(start).toMatchObject({ blocks: 0, remaining: 200 });
  const meter = new PassMeter(start, start.remaining, 0);
  expect(passLines(meter.read())[0]).toBe(
    "mainnet senders  ░░░░░░░░░░░░░░░░░░░░░░░░ 0 %  0/200 blocks, time left unknown",
  );
  const failed = { check: "sender", state: "failed", height: 7, detail: "expected a, found b" } as const;
  const step = events.step({
    ...{ from: 0, to: 50, items: 9000 },
    checks: [failed, { check: "sender", state: "verified", height: 8 }],
  });
  expect(step).toMatchObject({ blocks: 50, remaining: 150, failed: [failed] });
  meter.add(step, 3000);
  expect(meter.read()).toMatchObject({ checks: { sender: { failed: 1, verified: 1 } }, leftMs: 9000 });
  expect(passLines(meter.read())).toEqual([
    "mainnet senders  ██████░░░░░░░░░░░░░░░░░░ 25 %  50/200 blocks, 9 s left",
    "  3,000 transactions/s",
  ]);
  meter.add(events.step({ from: 50, to: 100, items: 1, checks: [] }), 5000);
  meter.add(events.step({ from: 200, to: 300, items: 1, checks: [] }), 6000);
  expect(meter.read().leftMs).toBe(0);
});
