/** The list of serious dishonesty: its page and its files, all read from the entries as they stand. @module */
import { listPublicEntries } from '../../credit/reads/public.ts';
import type { ReadTx } from '../../core/transact.ts';
import { LISTING_COLUMNS, LISTING_TITLES, portalDishonesty } from '../../web/portal/dishonesty.ts';
import type { Page, Visit } from '../portal.ts';
import { csvOf } from './csv.ts';

export const dishonestyPage: Page = async (tx, { frame }) => portalDishonesty(frame, await listPublicEntries(tx));

export async function dishonestyCsv(tx: ReadTx): Promise<string> {
  const rows = (await listPublicEntries(tx)).map((row) => LISTING_COLUMNS.map((column) => row[column]));
  return csvOf([LISTING_TITLES, ...rows]);
}

export async function dishonestyJson(tx: ReadTx, { frame }: Visit): Promise<string> {
  return JSON.stringify({ bureau: frame.bureau.name, asOf: frame.asOf, entries: await listPublicEntries(tx) });
}
