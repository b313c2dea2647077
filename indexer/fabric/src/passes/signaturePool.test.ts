import type { SignatureTask } from "@ledgerscope/proof";
import { expect, test } from "vitest";
import { SignaturePool } from "./signaturePool.ts";

const task: SignatureTask = {
  kind: "P-256",
  spki: new Uint8Array(1),
  message: [new Uint8Array(1)],
  signature: new Uint8Array(1),
};

test("a worker that ends without an error fails what it was asked, and what is asked then", async () => {
  const pool = new SignaturePool(1, new URL("data:text/javascript,process.exit(0)"));
  await expect(pool.verify([task])).rejects.toThrow("ended with code 0");
  await expect(pool.verify([task])).rejects.toThrow("ended with code 0");
  await pool.close();
});

test("a worker that cannot be started fails what it was asked", async () => {
  const pool = new SignaturePool(1, new URL("ftp://nowhere/"));
  await expect(pool.verify([task])).rejects.toThrow();
  await pool.close();
});
