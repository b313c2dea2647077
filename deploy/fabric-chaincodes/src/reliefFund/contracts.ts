import { BillContract } from "./billContract.ts";
import { OversightContract } from "./oversightContract.ts";
import { ProjectContract } from "./projectContract.ts";
import { RemittanceContract } from "./remittanceContract.ts";
import { UnitContract } from "./unitContract.ts";

/** What the chaincode `relief-fund` is made of. */
export const contracts = [BillContract, ProjectContract, UnitContract, RemittanceContract, OversightContract];
