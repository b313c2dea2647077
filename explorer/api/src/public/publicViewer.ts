import type { Viewer } from "@ledgerscope/core";

/** Everybody: the public warehouse holds nothing else than what everybody may see. */
export const publicViewer: Viewer = { name: "public", networks: "*", channels: "*", roles: [] };
