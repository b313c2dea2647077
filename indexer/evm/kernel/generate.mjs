import { writeKernel } from "@ledgerscope/schema/kernel";

await writeKernel(new URL("./", import.meta.url), new URL("../src/hot/kernelBytes.gen.ts", import.meta.url));
