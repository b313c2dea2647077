import type { ApiContext } from "./context.ts";
import { openTexts, sealTexts, wholeNumber } from "./cursor.ts";
import { type PageArguments, readSealedPage } from "./page.ts";
import { type AddressPlace, type AddressRole, addressPlaces } from "./queries/evm/addressPlaces.ts";
import { callsAtPlaces, transfersAtPlaces } from "./queries/evm/atPlaces.ts";

interface Of {
  readonly network: string;
  /** 0x-hex. */
  readonly address: string;
}

const sealPlace = (list: string, { height, txIndex, item }: AddressPlace): string =>
  sealTexts(list, [String(height), String(txIndex), item.join("-")]);

function openPlace(list: string, cursor: string): AddressPlace {
  const [height = "", txIndex = "", item = ""] = openTexts(list, cursor, 3);
  return {
    height: wholeNumber(height),
    txIndex: wholeNumber(txIndex),
    item: item === "" ? [] : item.split("-").map(wholeNumber),
  };
}

/** One page of what an address has to do with: places found, then what stands there. */
async function readPlaces<Row>(
  { viewer, warehouse }: ApiContext,
  of: Of & { readonly roles: readonly AddressRole[]; readonly failed?: boolean | undefined },
  page: PageArguments,
  rowsAt: (places: readonly AddressPlace[]) => Promise<readonly { readonly place: AddressPlace; readonly row: Row }[]>,
) {
  const { network, address, roles, failed } = of;
  const list = `address:${network}:${address}:${roles.join("+")}:${failed ?? ""}`;
  const found = await readSealedPage(
    page,
    async (limit, after) =>
      rowsAt(
        await addressPlaces(viewer, warehouse, {
          ...{ network, address: address.slice(2), roles, failed, limit },
          before: after === undefined ? undefined : openPlace(list, after),
        }),
      ),
    ({ place }) => sealPlace(list, place),
  );
  return { ...found, edges: found.edges.map(({ cursor, node }) => ({ cursor, node: node.row })) };
}

/** Transactions that an address sent, received or was created by. */
export const addressTransactions = (
  context: ApiContext,
  of: Of & { readonly roles: readonly ("sent" | "received" | "created")[]; readonly failed?: boolean | undefined },
  page: PageArguments,
) =>
  readPlaces(context, of, page, async (places) => {
    const rows = await Promise.all(
      places.map(({ height, txIndex }) => context.loaders.transaction.load({ network: of.network, height, txIndex })),
    );
    return places.flatMap((place, index) => (rows[index] ? [{ place, row: rows[index] }] : []));
  });

/** Calls inside transactions that an address made, or that were made of it. */
export const addressCalls = (context: ApiContext, of: Of, page: PageArguments) =>
  readPlaces(context, { ...of, roles: ["internal"] }, page, async (places) =>
    (await callsAtPlaces(context.viewer, context.warehouse, of.network, places)).map(({ place, row }) => ({
      place,
      row: { ...row, failureOrigin: false },
    })),
  );

/** Token transfers from or to an address, or of the token whose contract it is. */
export const addressTransfers = (context: ApiContext, of: Of, role: "transfer" | "token", page: PageArguments) =>
  readPlaces(context, { ...of, roles: [role] }, page, (places) =>
    transfersAtPlaces(context.viewer, context.warehouse, of.network, places),
  );

export { openPlace, sealPlace };
