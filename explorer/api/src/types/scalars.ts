import { builder } from "../builder.ts";
import { bigIntScalar, dateTimeScalar, hexScalar } from "../scalars.ts";

builder.scalarType("BigInt", bigIntScalar);
builder.scalarType("DateTime", dateTimeScalar);
builder.scalarType("Hex", hexScalar);
