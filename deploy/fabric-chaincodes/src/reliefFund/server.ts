import { serveChaincode } from "../server/serveChaincode.ts";
import { contracts } from "./contracts.ts";

await serveChaincode({ title: "relief-fund", version: "1.0", contracts });
