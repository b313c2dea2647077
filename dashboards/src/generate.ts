import { writeFile } from "node:fs/promises";
import { dashboardFiles } from "./dashboardFiles.ts";

for (const { path, json } of dashboardFiles()) await writeFile(path, json);
