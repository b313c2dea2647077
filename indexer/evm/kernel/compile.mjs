import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

/** Compiles kernel/*.ts (AssemblyScript) to WebAssembly. @returns its bytes. @throws Error with what the compiler says. */
export async function compileKernel() {
  let binary;
  const { error, stderr } = await asc.main(
    [
      "index.ts",
      "--baseDir",
      fileURLToPath(new URL(".", import.meta.url)),
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
      writeFile(name, contents) {
        if (name.endsWith(".wasm")) binary = contents;
      },
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return binary;
}
