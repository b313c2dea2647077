import { builder } from "../builder.ts";
import { rawBytesRef } from "./refs.ts";

const rawEncodingEnum = builder.enumType("RawEncoding", {
  description: "How bytes are to be read",
  values: {
    protobuf: { description: "Protocol buffers: common.Envelope of Fabric" },
    json: { description: "JSON as the node sent it, UTF-8" },
  } as const,
});

rawBytesRef.implement({
  description: "A part of something as it came",
  fields: (t) => ({
    encoding: t.expose("encoding", { type: rawEncodingEnum, description: "How they are to be read" }),
    size: t.exposeInt("size", { description: "Of the whole, in bytes" }),
    offset: t.exposeInt("offset", { description: "First byte of the part, from 0" }),
    hex: t.expose("hex", { type: "Hex", description: "The bytes of the part" }),
  }),
});
