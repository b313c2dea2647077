import { serveChaincode } from "../server/serveChaincode.ts";
import { BenchContract } from "./benchContract.ts";

await serveChaincode({ title: "bench", version: "1.0", contracts: [BenchContract] });
