import { parentPort } from "node:worker_threads";
import { recoverAddresses } from "./secp256k1.mjs";

parentPort.on("message", ({ id, signed }) => {
  const addresses = recoverAddresses(signed);
  parentPort.postMessage({ id, addresses }, [addresses.buffer]);
});
