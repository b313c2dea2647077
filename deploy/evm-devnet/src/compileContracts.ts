import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const SOURCE = fileURLToPath(new URL("../contracts/DemoToken.sol", import.meta.url));

export interface Contract {
  // biome-ignore lint/suspicious/noExplicitAny: JSON ABI, as ethers takes it
  readonly abi: readonly any[];
  /** Init code, 0x-hex. */
  readonly bytecode: string;
  /** Code as it lies on the chain, 0x-hex. */
  readonly deployedBytecode: string;
}

/** Compiles the contracts with the npm build of solc. Needs the development dependencies. */
export async function compileContracts(): Promise<Record<"DemoToken" | "DemoTill", Contract>> {
  const solc = createRequire(import.meta.url)("solc") as { compile(input: string): string };
  const output = JSON.parse(
    solc.compile(
      JSON.stringify({
        language: "Solidity",
        sources: { "DemoToken.sol": { content: await readFile(SOURCE, "utf8") } },
        settings: {
          optimizer: { enabled: true, runs: 200 },
          evmVersion: "cancun",
          // No hash of the metadata in the code: the same source gives the same bytes anywhere.
          metadata: { bytecodeHash: "none", appendCBOR: false },
          outputSelection: { "*": { "*": ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"] } },
        },
      }),
    ),
  );
  const errors = (output.errors ?? []).filter((error: { severity: string }) => error.severity === "error");
  if (errors.length > 0) throw new Error(errors[0].formattedMessage);
  const contract = (name: string): Contract => {
    const { abi, evm } = output.contracts["DemoToken.sol"][name];
    return { abi, bytecode: `0x${evm.bytecode.object}`, deployedBytecode: `0x${evm.deployedBytecode.object}` };
  };
  return { DemoToken: contract("DemoToken"), DemoTill: contract("DemoTill") };
}
