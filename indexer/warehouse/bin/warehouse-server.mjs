#!/usr/bin/env node
// The process that owns a warehouse folder. Start it with UV_THREADPOOL_SIZE in its environment
// (src/embedded/spawnServer.ts does): Node has read its size before this line runs.
import "#server";
