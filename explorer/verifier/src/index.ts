export { type CheckRequest, type CheckResult, checkBundle, NotABundleError, type Progress } from "./checkBundle.ts";
export type { PageClaims } from "./pageClaims.ts";
export { VerifyPanel, type VerifyPanelProps } from "./VerifyPanel.tsx";
export { webCrypto } from "./webCrypto.ts";
