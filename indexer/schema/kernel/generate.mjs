import { writeKernel } from "./compile.mjs";

await writeKernel(new URL("./", import.meta.url), new URL("../src/native/kernelBytes.gen.ts", import.meta.url));
