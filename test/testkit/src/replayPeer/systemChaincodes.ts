import { createHash } from "node:crypto";
import { common, peer } from "@hyperledger/fabric-protos";
import { fabricHeaderBytes } from "@ledgerscope/proof";
import type { Node } from "./node.ts";
import { integer, lengthDelimited } from "./protobuf.ts";
import { configAt } from "./recordedLedger.ts";

/** A chaincode's answer that is an error; the message is Fabric's. */
export class ChaincodeError extends Error {
  override readonly name = "ChaincodeError";
}

export interface SystemFunction {
  /** Whether the caller has to meet the policy Readers of the channel that the second argument names. */
  readonly isOfChannel: boolean;
  /** @param args without the function's name. @throws ChaincodeError */
  answer(args: readonly Uint8Array[], node: Node): Uint8Array;
}

/** Functions of the system chaincodes that read (fabric core/scc/qscc/query.go, core/scc/cscc/configure.go). */
export const systemChaincodes: Readonly<Record<string, Readonly<Record<string, SystemFunction>>>> = {
  qscc: {
    GetChainInfo: { isOfChannel: true, answer: (_args, node) => chainInfo(node) },
    GetBlockByNumber: {
      isOfChannel: true,
      answer: ([, number], node) => blockByNumber(text(number), node),
    },
    GetBlockByHash: { isOfChannel: true, answer: ([, hash], node) => blockByHash(hash ?? new Uint8Array(), node) },
    GetBlockByTxID: {
      isOfChannel: true,
      answer: ([, id], node) => {
        const found = node.chain.transaction(text(id));
        if (!found) throw new ChaincodeError(`Failed to get block for txID ${text(id)}, error ${noSuchId(text(id))}`);
        return node.blocks.bytes(found.height);
      },
    },
    GetTransactionByID: { isOfChannel: true, answer: ([, id], node) => transactionById(text(id), node) },
  },
  cscc: {
    GetChannels: {
      isOfChannel: false,
      answer: (_args, node) => {
        const channel = new peer.ChannelInfo();
        channel.setChannelId(node.chain.ledger.channel);
        const channels = new peer.ChannelQueryResponse();
        channels.addChannels(channel);
        return channels.serializeBinary();
      },
    },
    GetConfigBlock: {
      isOfChannel: true,
      answer: (_args, { chain, blocks }) => blocks.bytes(configAt(chain.ledger, chain.height).height),
    },
  },
};

const text = (argument: Uint8Array | undefined): string => Buffer.from(argument ?? []).toString("utf8");
const noSuchId = (id: string): string => `no such transaction ID [${id}] in index`;
const hashOf = (node: Node, number: number): Uint8Array =>
  createHash("sha256")
    .update(fabricHeaderBytes(node.blocks.block(number)))
    .digest();

function chainInfo(node: Node): Uint8Array {
  const { height } = node.chain;
  const info = new common.BlockchainInfo();
  info.setHeight(height);
  info.setCurrentblockhash(hashOf(node, height - 1));
  info.setPreviousblockhash(node.blocks.block(height - 1).previousHash);
  return info.serializeBinary();
}

/** The largest unsigned 64-bit number stands for the newest block. */
const NEWEST = "18446744073709551615";

function blockByNumber(argument: string, node: Node): Uint8Array {
  if (!/^\d+$/.test(argument)) {
    const reason = `strconv.ParseUint: parsing "${argument}": invalid syntax`;
    throw new ChaincodeError(`Failed to parse block number with error ${reason}`);
  }
  const number = argument === NEWEST ? node.chain.height - 1 : Number(argument);
  if (number >= node.chain.height) {
    throw new ChaincodeError(
      `Failed to get block number ${argument}, error no such block number [${argument}] in index`,
    );
  }
  return node.blocks.bytes(number);
}

function blockByHash(wanted: Uint8Array, node: Node): Uint8Array {
  for (let number = 0; number < node.chain.height; number++) {
    if (Buffer.from(hashOf(node, number)).equals(wanted)) return node.blocks.bytes(number);
  }
  const hex = Buffer.from(wanted).toString("hex");
  throw new ChaincodeError(`Failed to get block hash ${hex}, error no such block hash [${hex}] in index`);
}

/** `protos.ProcessedTransaction` */
function transactionById(id: string, node: Node): Uint8Array {
  const found = node.chain.transaction(id);
  if (!found) throw new ChaincodeError(`Failed to get transaction with id ${id}, error ${noSuchId(id)}`);
  const { data, metadata } = node.blocks.block(found.height);
  const code = metadata[2]?.[found.index] ?? 254;
  return Buffer.concat([
    lengthDelimited(1, data[found.index] as Uint8Array),
    ...(code === 0 ? [] : [integer(2, code)]),
  ]);
}
