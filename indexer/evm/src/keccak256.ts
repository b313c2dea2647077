import type { Keccak256 } from "@ledgerscope/proof";
import { createKeccak } from "hash-wasm";

const hasher = await createKeccak(256);

/** WebAssembly: about ten times the speed of plain JavaScript. */
export const keccak256: Keccak256 = (data) => hasher.init().update(data).digest("binary");
