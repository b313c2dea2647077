import { blocksOf, bytes20, bytes32, EVM, type MadeTable, type Scale, skewed, timeOfBlock } from "./scale.ts";

/** Every tenth transaction comes from this account. */
export const BUSY = bytes20("'account', 0");

/** SQL of a transaction's hash. */
const txHash = (n: string): string => bytes32(`'evm tx', ${n}`);
const account = (n: string): string =>
  bytes20(`'account', if(cityHash64('busy', ${n}) % 10 = 0, 0, cityHash64('from', ${n}) % 1000000 + 1)`);
const contract = (n: string): string => bytes20(`'contract', ${skewed(`'to', ${n}`, 20_000)}`);
const topic = bytes32("'Transfer(address,address,uint256)'");

/** The tables of an EVM network; every second transaction moves tokens. */
export function evmTables(scale: Scale): readonly MadeTable[] {
  const blocks = blocksOf(scale, EVM);
  const time = `fromUnixTimestamp64Milli(${timeOfBlock("height", blocks)})`;
  const position = { network: `'${EVM.network}'`, height: "height", block_hash: bytes32("'evm block', height"), time };
  const transactions = `SELECT number AS n, intDiv(number, ${EVM.perBlock}) AS height, toUInt32(number % ${EVM.perBlock}) AS i
FROM numbers({from:UInt64}, {to:UInt64} - {from:UInt64})`;
  const moving = `SELECT * FROM (${transactions}) WHERE n % 2 = 0`;
  const base: MadeTable[] = [
    {
      table: "evm_blocks_final",
      by: "blocks",
      rows: "SELECT number AS height FROM numbers({from:UInt64}, {to:UInt64} - {from:UInt64})",
      columns: {
        ...position,
        parent_hash: `if(height = 0, toFixedString('', 32), ${bytes32("'evm block', height - 1")})`,
        timestamp: `toUInt64(intDiv(${timeOfBlock("height", blocks)}, 1000))`,
        miner: bytes20("'miner', height % 20"),
        gas_limit: "toUInt64(36000000)",
        gas_used: "toUInt64(18000000 + height % 1000000)",
        base_fee_per_gas: "toUInt256(1000000000)",
        size: "toUInt64(90000)",
        tx_count: `toUInt32(${EVM.perBlock})`,
      },
    },
    {
      table: "evm_transactions_final",
      rows: transactions,
      columns: {
        ...position,
        tx_index: "i",
        hash: txHash("n"),
        type: "toUInt8(2)",
        from: account("n"),
        to: contract("n"),
        nonce: "n",
        value: "toUInt256(n % 7) * toUInt256(100000000000000000)",
        gas_limit: "toUInt64(200000)",
        gas_price: "toUInt256(2000000000)",
        chain_id: "toUInt64(1)",
        input: "if(n % 2 = 0, concat(unhex('a9059cbb'), repeat('\\0', 64)), '')",
        selector: "if(n % 2 = 0, unhex('a9059cbb'), '')",
        status: "toUInt8(cityHash64('status', n) % 50 != 0)",
        gas_used: "toUInt64(21000 + n % 100000)",
        effective_gas_price: "toUInt256(1500000000)",
        log_count: "toUInt32(n % 2 = 0)",
        error: "if(cityHash64('status', n) % 50 != 0, '', ['execution reverted', 'out of gas'][n % 2 + 1])",
      },
    },
  ];
  if (!scale.everything) return base;
  return [
    ...base,
    {
      table: "evm_logs_final",
      rows: moving,
      columns: {
        ...{ network: position.network, height: "height", block_hash: position.block_hash },
        ...{ tx_index: "i", tx_hash: txHash("n"), log_index: "i", address: contract("n") },
        topics: `[${topic}, toFixedString(concat(repeat('\\0', 12), ${account("n")}), 32), toFixedString(concat(repeat('\\0', 12), ${account("n + 1")}), 32)]`,
        data: "repeat('\\0', 32)",
      },
    },
    {
      table: "evm_token_transfers_final",
      rows: moving,
      columns: {
        ...position,
        ...{ tx_index: "i", tx_hash: txHash("n"), log_index: "i", standard: "'erc20'", token: contract("n") },
        ...{ from: account("n"), to: account("n + 1"), amount: "toUInt256(n % 1000) * toUInt256(1000000)" },
      },
    },
  ];
}
