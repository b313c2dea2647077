import { endorsementFailed } from "./diagnoses/endorsementFailed.ts";
import { endorsementPolicyFailure } from "./diagnoses/endorsementPolicyFailure.ts";
import { evmOutOfGas } from "./diagnoses/evmOutOfGas.ts";
import { evmRevert } from "./diagnoses/evmRevert.ts";
import { mvccReadConflict } from "./diagnoses/mvccReadConflict.ts";
import { phantomReadConflict } from "./diagnoses/phantomReadConflict.ts";
import { validationCode } from "./diagnoses/validationCode.ts";
import type { Diagnosis, DiagnosisOptions, DiagnosisRule, Failure } from "./diagnosis.ts";

/** Every diagnosis; where two are equally sure, the first one counts. */
const rules: readonly DiagnosisRule[] = [
  mvccReadConflict,
  phantomReadConflict,
  endorsementFailed,
  endorsementPolicyFailure,
  validationCode,
  evmOutOfGas,
  evmRevert,
];

/** The explanation that is surest, or undefined when nothing explains it. */
export function diagnose(failure: Failure, options: DiagnosisOptions = {}): Diagnosis | undefined {
  return rules.reduce<Diagnosis | undefined>((best, rule) => {
    const found = rule(failure, options);
    return found && (!best || found.confidence > best.confidence) ? found : best;
  }, undefined);
}
