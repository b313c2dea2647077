import { LedgerscopeError } from "@ledgerscope/core";

/** The node answered, and its answer is an error that trying again does not cure. */
export class RpcError extends LedgerscopeError {
  override readonly name = "RpcError";
  readonly code = "RPC";
  /** The error code of JSON-RPC, such as -32601. */
  readonly rpcCode: number;

  constructor(message: string, rpcCode: number) {
    super(message);
    this.rpcCode = rpcCode;
  }

  /** The node does not offer the method: -32601; some gateways say so in words alone. */
  get isUnknownMethod(): boolean {
    return (
      this.rpcCode === -32601 ||
      /method .*(not found|not supported|does not exist|is not available|unsupported)/i.test(this.message)
    );
  }
}
