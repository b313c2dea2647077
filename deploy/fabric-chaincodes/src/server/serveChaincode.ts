import { parseArgs } from "node:util";
import { type Contract, JSONSerializer } from "fabric-contract-api";
import { type ChaincodeServerOpts, Shim } from "fabric-shim";
import ChaincodeFromContract from "fabric-shim/lib/contract-spi/chaincodefromcontract.js";

interface ChaincodeToServe {
  readonly title: string;
  readonly version: string;
  readonly contracts: readonly (new () => Contract)[];
}

/** As fabric-shim's own server command has them: messages of any size, idle connections kept open. */
const GRPC_OPTIONS = {
  "grpc.max_send_message_length": -1,
  "grpc.max_receive_message_length": -1,
  "grpc.keepalive_time_ms": 110_000,
  "grpc.keepalive_timeout_ms": 20_000,
  "grpc.keepalive_permit_without_calls": 1,
};

/**
 * Serves contracts to peers that come to them (chaincode as a service), without TLS, until the process ends.
 *
 * @param options.address host and port to listen on
 * @param options.packageId what `peer lifecycle chaincode calculatepackageid` says; a peer refuses another one
 */
async function startChaincode(
  chaincode: ChaincodeToServe,
  options: { readonly address: string; readonly packageId: string },
): Promise<void> {
  const implementation = new ChaincodeFromContract(
    [...chaincode.contracts],
    { transaction: "json", serializers: { json: JSONSerializer } },
    {},
    chaincode.title,
    chaincode.version,
  );
  // `tlsProps` is typed as required, but the server does without TLS where it is absent.
  const server = {
    ccid: options.packageId,
    address: options.address,
    ...GRPC_OPTIONS,
  } as object as ChaincodeServerOpts;
  await Shim.server(implementation, server).start();
}

/** The command line of a chaincode's process: `--address HOST:PORT --id PACKAGE_ID`; says in one JSON line that it serves. */
export async function serveChaincode(chaincode: ChaincodeToServe): Promise<void> {
  const { values } = parseArgs({ options: { address: { type: "string" }, id: { type: "string" } } });
  if (!values.address || !values.id) {
    process.stderr.write(
      "Needed: --address HOST:PORT --id PACKAGE_ID (of peer lifecycle chaincode calculatepackageid)\n",
    );
    process.exit(2);
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(0));
  await startChaincode(chaincode, { address: values.address, packageId: values.id });
  process.stdout.write(`${JSON.stringify({ chaincode: chaincode.title, address: values.address, id: values.id })}\n`);
}
