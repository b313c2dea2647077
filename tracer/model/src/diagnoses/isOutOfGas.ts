/** Geth says so as well of what it finds while it works out the price of an instruction. */
const OTHERWISE = /out of gas: (write protection|max (init)?code)/i;

/** Whether a node's word for a failure is that gas ran out: geth, Besu, Nethermind, Erigon and revm. */
export const isOutOfGas = (error: string): boolean => /out of gas|OutOfGas/i.test(error) && !OTHERWISE.test(error);
