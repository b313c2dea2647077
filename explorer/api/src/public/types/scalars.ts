import { bigIntScalar, dateTimeScalar, hexScalar } from "../../scalars.ts";
import { builder } from "../builder.ts";

builder.scalarType("BigInt", bigIntScalar);
builder.scalarType("DateTime", dateTimeScalar);
builder.scalarType("Hex", hexScalar);
