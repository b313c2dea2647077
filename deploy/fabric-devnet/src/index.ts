// biome-ignore lint/performance/noBarrelFile: entrypoint module
export {};
