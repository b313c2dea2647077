import type { DecodedCall } from "@ledgerscope/core";
import { builder } from "../../builder.ts";
import type { EvmSealRow, EvmWithdrawalRow } from "../../queries/evm/blockParts.ts";
import type { EvmCallRow } from "../../queries/evm/calls.ts";
import type { EvmStateChangeRow } from "../../queries/evm/stateChanges.ts";
import type { EvmTokenTransferRow } from "../../queries/evm/tokenTransfers.ts";

/** A call with its place in what was told of its transaction. */
export interface EvmCallInTree extends EvmCallRow {
  /** The transaction failed, and this is where: the failure of the calls above it is this one, handed up. */
  readonly failureOrigin: boolean;
}

export interface EvmAuthorization {
  readonly chainId: string;
  readonly address: string;
  readonly nonce: string;
}

export interface EvmAccess {
  readonly address: string;
  readonly storageKeys: readonly string[];
}

export const decodedCallRef = builder.objectRef<DecodedCall>("DecodedCall");
export const decodedArgumentRef = builder.objectRef<DecodedCall["arguments"][number]>("DecodedArgument");
export const evmCallRef = builder.objectRef<EvmCallInTree>("EvmCall");
export const evmStateChangeRef = builder.objectRef<EvmStateChangeRow>("EvmStateChange");
export const evmTokenTransferRef = builder.objectRef<EvmTokenTransferRow>("EvmTokenTransfer");
export const evmWithdrawalRef = builder.objectRef<EvmWithdrawalRow>("EvmWithdrawal");
export const evmSealRef = builder.objectRef<EvmSealRow>("EvmSeal");
export const evmAccessRef = builder.objectRef<EvmAccess>("EvmAccess");
export const evmAuthorizationRef = builder.objectRef<EvmAuthorization>("EvmAuthorization");

export const decodingSourceEnum = builder.enumType("DecodingSource", {
  description: "How sure it is what bytes mean",
  values: {
    abi: { description: "By the interface description (ABI) of that very contract" },
    standard: { description: "A well-known event, known by the hash of its whole signature" },
    guess: { description: "A well-known function or error with the same four bytes; the contract may mean another" },
  },
});

export const evmCallTypeDescription =
  "call, staticcall, delegatecall, callcode, create, create2, selfdestruct, reward; else the node's word";

export const tokenStandardEnum = builder.enumType("TokenStandard", {
  description: "Standard of a token, by the shape of its transfers' logs",
  values: {
    erc20: { description: "Fungible: amounts" },
    erc721: { description: "Each with an id of its own" },
    erc1155: { description: "Ids, each with an amount" },
  },
});

export const evmStateKindEnum = builder.enumType("EvmStateKind", {
  description: "What of an account was changed",
  values: {
    balance: { description: "Balance, in wei" },
    nonce: { description: "Nonce: transactions sent, or contracts created" },
    code: { description: "Code of a contract" },
    storage: { description: "One slot of a contract's storage" },
  },
});
