/** Sides of an address; each has its URL. */
export type AddressTabName = (typeof all)[number];

const ofAccount = ["transactions", "internal", "transfers", "holdings"] as const;
const ofContract = ["methods", "events", "storage", "code"] as const;
const all = [...ofAccount, ...ofContract] as const;

/** The sides that are there: an account has no methods. */
export const addressTabs = (isContract: boolean): readonly AddressTabName[] => (isContract ? all : ofAccount);

export const isAddressTab = (name: string): name is AddressTabName => all.some((one) => one === name);
