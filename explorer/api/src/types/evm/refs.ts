import type { DeclaredName, DecodedCall } from "@ledgerscope/core";
import { builder } from "../../builder.ts";
import type { ValidatorTurns } from "../../proposerTurns.ts";
import type { ActivityBucketRow, ActivitySum, BalancePoint } from "../../queries/evm/addressActivity.ts";
import type { EvmSealRow, EvmWithdrawalRow } from "../../queries/evm/blockParts.ts";
import type { EvmCallRow } from "../../queries/evm/calls.ts";
import type { EvmContractRow } from "../../queries/evm/contracts.ts";
import type { SealOfBlock } from "../../queries/evm/seals.ts";
import type { EvmStateChangeRow } from "../../queries/evm/stateChanges.ts";
import type { TokenMetadataRow } from "../../queries/evm/tokenMetadata.ts";
import type { EvmTokenRow, TokenHolderRow, TokenItemRow } from "../../queries/evm/tokens.ts";
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

/** An address of a network; whether anything is stored of it is another question. */
export interface EvmAddress {
  readonly network: string;
  /** 0x-hex, lower case. */
  readonly address: string;
}

/** One kind of call or event of a contract, counted. */
export interface ContractUse extends ActivitySum {
  readonly network: string;
  readonly contract: string;
}

export interface EvmProxy {
  readonly kind: "eip1167" | "eip1967" | "eip1967_beacon" | "delegates";
  readonly implementation: string;
}

export interface EvmHolding {
  readonly network: string;
  readonly token: string;
  readonly standard: "erc20" | "erc721" | "erc1155";
  readonly tokenId: string | null;
  readonly balance: string;
  readonly transfers: string;
}

/** Who sealed some of the newest blocks. */
interface EvmConsensus {
  readonly seals: readonly SealOfBlock[];
  readonly turns: readonly ValidatorTurns[];
}

export const evmAddressRef = builder.objectRef<EvmAddress>("EvmAddress");
export const evmAddressTotalsRef = builder.objectRef<ReadonlyMap<string, ActivitySum>>("EvmAddressTotals");
export const evmBalanceRef = builder.objectRef<BalancePoint>("EvmBalance");
export const evmActivityBucketRef = builder.objectRef<ActivityBucketRow & { readonly toMs: number }>(
  "EvmActivityBucket",
);
export const evmMethodRef = builder.objectRef<ContractUse & { readonly inside: ActivitySum | undefined }>("EvmMethod");
export const evmEventKindRef = builder.objectRef<ContractUse>("EvmEventKind");
export const evmCallerRef = builder.objectRef<ActivitySum>("EvmCaller");
export const evmProxyRef = builder.objectRef<EvmProxy>("EvmProxy");
export const evmHoldingRef = builder.objectRef<EvmHolding>("EvmHolding");
export const evmContractRef = builder.objectRef<EvmContractRow>("EvmContract");
export const evmTokenRef = builder.objectRef<EvmTokenRow & { readonly recentTransfers?: number }>("EvmToken");
export const evmTokenMetadataRef = builder.objectRef<TokenMetadataRow>("EvmTokenMetadata");
export const evmTokenHolderRef = builder.objectRef<TokenHolderRow>("EvmTokenHolder");
export const evmTokenItemRef = builder.objectRef<TokenItemRow>("EvmTokenItem");
export const evmConsensusRef = builder.objectRef<EvmConsensus>("EvmConsensus");
export const evmValidatorRef = builder.objectRef<ValidatorTurns & { readonly blocks: number }>("EvmValidator");
export const evmRoundRef = builder.objectRef<{ readonly round: number; readonly blocks: number }>("EvmRounds");
export const evmVoteRef = builder.objectRef<SealOfBlock>("EvmVote");

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

export const declaredNameRef = builder.objectRef<DeclaredName>("DeclaredName");

export const evmCallConnectionRef = builder.connectionObject(
  { type: evmCallRef, name: "EvmCallConnection", description: "Page of calls inside transactions" },
  { name: "EvmCallEdge" },
);
export const evmTokenTransferConnectionRef = builder.connectionObject(
  { type: evmTokenTransferRef, name: "EvmTokenTransferConnection", description: "Page of token transfers" },
  { name: "EvmTokenTransferEdge" },
);
export const evmContractConnectionRef = builder.connectionObject(
  { type: evmContractRef, name: "EvmContractConnection", description: "Page of contracts" },
  { name: "EvmContractEdge" },
);
export const evmTokenConnectionRef = builder.connectionObject(
  { type: evmTokenRef, name: "EvmTokenConnection", description: "Page of tokens" },
  { name: "EvmTokenEdge" },
);
export const evmTokenHolderConnectionRef = builder.connectionObject(
  { type: evmTokenHolderRef, name: "EvmTokenHolderConnection", description: "Page of holders" },
  { name: "EvmTokenHolderEdge" },
);
export const evmTokenItemConnectionRef = builder.connectionObject(
  { type: evmTokenItemRef, name: "EvmTokenItemConnection", description: "Page of items" },
  { name: "EvmTokenItemEdge" },
);
