import {
  type BundleStep,
  FABRIC_BUNDLE_FORMAT,
  type FabricBundle,
  type ProofCrypto,
  verifyFabricBundle,
} from "@ledgerscope/proof";
import { checkPageClaims, type PageClaims, type PageStep } from "./pageClaims.ts";

export type VerificationStep = BundleStep | PageStep;

/** How much was computed so far. */
export interface Progress {
  readonly hashes: number;
  readonly signatures: number;
}

export interface CheckRequest {
  /** The file as it was downloaded or chosen: JSON text. */
  readonly text: string;
  /** Fingerprint of block 0 that everything is checked from, lower-case hex. */
  readonly genesisHash?: string;
  /** What the page says of a block, to be held against the file. */
  readonly claims?: PageClaims;
}

export interface CheckResult {
  readonly ok: boolean;
  readonly steps: readonly VerificationStep[];
  readonly network: string;
  readonly channel: string;
  readonly heights: readonly number[];
  readonly computed: Progress;
  /** Wall-clock time of the checks, without the download. */
  readonly milliseconds: number;
}

/** The file cannot be checked at all. */
export class NotABundleError extends Error {
  override readonly name = "NotABundleError";
}

/**
 * Checks a proof bundle with the given cryptography.
 * @throws NotABundleError when the text is no bundle of format `ledgerscope/fabric-bundle/v1`.
 */
export async function checkBundle(
  request: CheckRequest,
  crypto: ProofCrypto,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<CheckResult> {
  const started = performance.now();
  const bundle = parseBundle(request.text);
  const computed = { hashes: 0, signatures: 0 };
  const counted: ProofCrypto = {
    sha256(data) {
      computed.hashes++;
      return crypto.sha256(data);
    },
    verifyP256(spkiDer, message, derSignature) {
      computed.signatures++;
      onProgress({ ...computed });
      return crypto.verifyP256(spkiDer, message, derSignature);
    },
  };
  const trust = request.genesisHash ? { genesisHash: request.genesisHash } : {};
  const verification = await verifyFabricBundle(bundle, trust, counted);
  // A file that fails by itself says nothing of the page.
  const claims = request.claims && verification.ok ? await checkPageClaims(bundle, request.claims, counted) : [];
  return {
    ok: verification.ok && claims.every(({ state }) => state === "verified"),
    steps: [...verification.steps, ...claims],
    network: bundle.network,
    channel: bundle.channel,
    heights: bundle.blocks.map((block) => block.number),
    computed,
    milliseconds: performance.now() - started,
  };
}

function parseBundle(text: string): FabricBundle {
  let bundle: Partial<FabricBundle> | null;
  try {
    bundle = JSON.parse(text) as Partial<FabricBundle> | null;
  } catch (cause) {
    throw new NotABundleError("not JSON", { cause });
  }
  if (bundle?.format !== FABRIC_BUNDLE_FORMAT) throw new NotABundleError("unknown format");
  if (!Array.isArray(bundle.blocks) || !Array.isArray(bundle.configBlocks)) throw new NotABundleError("no blocks");
  return bundle as FabricBundle;
}
