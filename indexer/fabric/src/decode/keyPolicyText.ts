import { WireError } from "@ledgerscope/proof";
import { decodeMessage } from "./messages/decodeMessage.ts";
import { applicationPolicy, signaturePolicyEnvelope } from "./messages/policyMessages.ts";
import { applicationPolicyText, signaturePolicyText } from "./policyText.ts";

/**
 * A key's VALIDATION_PARAMETER in words. Fabric writes a bare `SignaturePolicyEnvelope` there (statebased
 * chaincode API); `ApplicationPolicy` is accepted as well. Empty where the bytes are neither.
 */
export function keyPolicyText(parameter: Uint8Array): string {
  for (const read of [
    () => signaturePolicyText(decodeMessage(signaturePolicyEnvelope, parameter)),
    () => applicationPolicyText(decodeMessage(applicationPolicy, parameter)),
  ]) {
    try {
      const words = read();
      if (words !== "") return words;
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
    }
  }
  return "";
}
