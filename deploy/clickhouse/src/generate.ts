import { writeFileSync } from "node:fs";
import { writtenFiles } from "./writtenFiles.ts";

for (const { path, content } of writtenFiles()) writeFileSync(path, content);
