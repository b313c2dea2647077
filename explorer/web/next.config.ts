import { securityHeaders } from "@ledgerscope/ui/site/securityHeaders.ts";
import type { NextConfig } from "next";

const config: NextConfig = {
  transpilePackages: ["@ledgerscope/ui"],
  serverExternalPackages: ["prom-client"],
  poweredByHeader: false,
  devIndicators: false,
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default config;
