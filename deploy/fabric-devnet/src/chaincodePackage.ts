import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

/** What peers install: where the chaincode listens, nothing else. */
export interface ChaincodePackage {
  readonly bytes: Buffer;
  /** As `peer lifecycle chaincode calculatepackageid`: label and SHA-256. */
  readonly id: string;
}

/**
 * Packs a chaincode as a service (https://hyperledger-fabric.readthedocs.io/en/latest/cc_service.html):
 * the same address and label make the same bytes, hence the same id.
 */
export function packChaincode(label: string, address: string): ChaincodePackage {
  const connection = JSON.stringify({ address, dial_timeout: "10s", tls_required: false });
  const code = gzipSync(tar({ "connection.json": Buffer.from(connection) }));
  const metadata = Buffer.from(JSON.stringify({ type: "ccaas", label }));
  const bytes = gzipSync(tar({ "metadata.json": metadata, "code.tar.gz": code }));
  return { bytes, id: `${label}:${createHash("sha256").update(bytes).digest("hex")}` };
}

const BLOCK = 512;

/** An archive of regular files in POSIX ustar format, without times and owners. */
function tar(files: Readonly<Record<string, Buffer>>): Buffer {
  const parts: Buffer[] = [];
  for (const [name, content] of Object.entries(files)) {
    const header = Buffer.alloc(BLOCK);
    const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, "0")}\0`;
    header.write(name, 0);
    header.write(octal(0o644, 8), 100);
    header.write(octal(0, 8), 108);
    header.write(octal(0, 8), 116);
    header.write(octal(content.length, 12), 124);
    header.write(octal(0, 12), 136);
    header.write(" ".repeat(8), 148);
    header.write("0", 156);
    header.write("ustar\0", 257);
    header.write("00", 263);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    parts.push(header, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK));
  }
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}
