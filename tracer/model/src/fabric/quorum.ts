/**
 * How many orderers must accept before the gateway answers its client: one with Raft, a quorum with BFT
 * (computeBFTQuorum of hyperledger/fabric, orderer/consensus/smartbft and internal/pkg/gateway/submit.go).
 * @param orderers how many the gateway sent to.
 */
export function quorumOf(orderers: number): number {
  const faulty = Math.floor((orderers - 1) / 3);
  return orderers <= 1 ? 1 : Math.ceil((orderers + faulty + 1) / 2);
}
