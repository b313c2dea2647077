import type { NextConfig } from "next";

const config: NextConfig = {
  transpilePackages: ["@ledgerscope/ui", "@ledgerscope/verifier"],
  poweredByHeader: false,
  // Signs of life of the development server have no place on a public site.
  devIndicators: false,
};

export default config;
