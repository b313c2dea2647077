import { writeFile } from "node:fs/promises";
import { sdlFiles } from "./sdl.ts";

for (const { file, sdl } of sdlFiles()) await writeFile(file, sdl);
