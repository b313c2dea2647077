/** What turns contract classes into the chaincode interface; fabric-shim has it without types. */
declare module "fabric-shim/lib/contract-spi/chaincodefromcontract.js" {
  import type { Contract, JSONSerializer } from "fabric-contract-api";
  import type { ChaincodeInterface } from "fabric-shim";

  interface Serializers {
    readonly transaction: string;
    readonly serializers: Readonly<Record<string, typeof JSONSerializer>>;
  }
  const ChaincodeFromContract: new (
    contracts: (new () => Contract)[],
    serializers: Serializers,
    metadata: object,
    title: string,
    version: string,
  ) => ChaincodeInterface;
  export default ChaincodeFromContract;
}
