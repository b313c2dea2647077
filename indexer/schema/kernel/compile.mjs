import { readFile } from "node:fs/promises";
import asc from "assemblyscript/asc";

/** Compiles kernel/*.as (AssemblyScript) to WebAssembly. @returns its bytes. @throws Error with what the compiler says. */
export async function compileKernel() {
  let binary;
  const { error, stderr } = await asc.main(
    [
      "index.ts",
      "--outFile",
      "kernel.wasm",
      "-O3",
      "--runtime",
      "stub",
      "--enable",
      "simd",
      "--noAssert",
      "--use",
      "abort=",
      // Pointers are 32 bits wide here.
      "--disableWarning",
      "201",
    ],
    {
      // The compiler looks for .ts, which everything else here takes for TypeScript.
      readFile: (name) => readFile(new URL(name.replace(/\.ts$/, ".as"), import.meta.url), "utf8").catch(() => null),
      writeFile(name, contents) {
        if (name.endsWith(".wasm")) binary = contents;
      },
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return binary;
}
