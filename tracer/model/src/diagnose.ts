import { badCreatorSignature } from "./diagnoses/badCreatorSignature.ts";
import { chaincodeNotInForce } from "./diagnoses/chaincodeNotInForce.ts";
import { duplicateTransaction } from "./diagnoses/duplicateTransaction.ts";
import { endorsedNotSubmitted } from "./diagnoses/endorsedNotSubmitted.ts";
import { endorsementFailed } from "./diagnoses/endorsementFailed.ts";
import { endorsementPolicyFailure } from "./diagnoses/endorsementPolicyFailure.ts";
import { evmDropped } from "./diagnoses/evmDropped.ts";
import { evmHalt } from "./diagnoses/evmHalt.ts";
import { evmInsufficientFunds } from "./diagnoses/evmInsufficientFunds.ts";
import { evmNonceGap } from "./diagnoses/evmNonceGap.ts";
import { evmOutOfGas } from "./diagnoses/evmOutOfGas.ts";
import { evmReorged } from "./diagnoses/evmReorged.ts";
import { evmReplaced } from "./diagnoses/evmReplaced.ts";
import { evmRevert } from "./diagnoses/evmRevert.ts";
import { evmUnderpriced } from "./diagnoses/evmUnderpriced.ts";
import { malformedTransaction } from "./diagnoses/malformedTransaction.ts";
import { mvccReadConflict } from "./diagnoses/mvccReadConflict.ts";
import { neverOrdered } from "./diagnoses/neverOrdered.ts";
import { orderRefused } from "./diagnoses/orderRefused.ts";
import { phantomReadConflict } from "./diagnoses/phantomReadConflict.ts";
import { presumedPolicyFailure } from "./diagnoses/presumedPolicyFailure.ts";
import { validationCode } from "./diagnoses/validationCode.ts";
import type { Diagnosis, DiagnosisOptions, DiagnosisRule, Failure } from "./diagnosis.ts";

/** Every diagnosis; where two are equally sure, the first one counts. */
const rules: readonly DiagnosisRule[] = [
  mvccReadConflict,
  phantomReadConflict,
  endorsementPolicyFailure,
  presumedPolicyFailure,
  duplicateTransaction,
  badCreatorSignature,
  chaincodeNotInForce,
  malformedTransaction,
  endorsementFailed,
  orderRefused,
  neverOrdered,
  endorsedNotSubmitted,
  validationCode,
  evmReorged,
  evmReplaced,
  evmInsufficientFunds,
  evmUnderpriced,
  evmNonceGap,
  evmDropped,
  evmOutOfGas,
  evmHalt,
  evmRevert,
];

/** The explanation that is surest, or undefined when nothing explains it. */
export function diagnose(failure: Failure, options: DiagnosisOptions = {}): Diagnosis | undefined {
  return rules.reduce<Diagnosis | undefined>((best, rule) => {
    const found = rule(failure, options);
    return found && (!best || found.confidence > best.confidence) ? found : best;
  }, undefined);
}
