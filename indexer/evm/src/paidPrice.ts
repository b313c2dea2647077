interface Fees {
  readonly gasPrice?: bigint | undefined;
  readonly maxFeePerGas?: bigint | undefined;
  readonly maxPriorityFeePerGas?: bigint | undefined;
}

/** What a transaction pays in a block of that base fee, in wei per gas (EIP-1559): base fee and tip, cut by the fee cap. */
export function paidPrice(fees: Fees, baseFeePerGas: bigint | undefined): bigint {
  if (fees.maxFeePerGas === undefined || baseFeePerGas === undefined) return fees.gasPrice ?? 0n;
  const tipped = baseFeePerGas + (fees.maxPriorityFeePerGas ?? 0n);
  return tipped < fees.maxFeePerGas ? tipped : fees.maxFeePerGas;
}
