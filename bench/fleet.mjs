import { findAddress, findAddressTable } from './scenarios/find-address.mjs';
import { largeInventory, largeInventoryTable } from './scenarios/large-inventory.mjs';
import { listText, listTextTable } from './scenarios/list-text.mjs';

/**
 * What mcm does over all clouds at once.
 *
 * @param {string} folder
 * @param {boolean} quick
 */
export const fleet = async (folder, quick) => ({
  list_text: await listText(folder),
  find_address: await findAddress(folder, quick ? 3 : 15),
  large_inventory: await largeInventory(folder, quick ? 3 : 9, quick ? [1000, 4000] : [2500, 10_000]),
});

/** @param {Awaited<ReturnType<typeof fleet>>} figures */
export const fleetTables = ({ list_text, find_address, large_inventory }) =>
  [listTextTable(list_text), findAddressTable(find_address), largeInventoryTable(large_inventory)].join(
    '\n\n',
  );
