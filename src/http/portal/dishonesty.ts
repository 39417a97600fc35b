/** The list of serious dishonesty: its page and its files, all read from the entries as they stand. @module */
import { listPublicEntries } from '../../credit/reads/public.ts';
import type { ReadTx } from '../../core/transact.ts';
import { creditText } from '../../web/kit/strings/credit.zh.ts';
import { portalDishonesty } from '../../web/portal/dishonesty.ts';
import type { Page, Visit } from '../portal.ts';
import { csvOf } from './csv.ts';

const text = creditText.portal;

export const dishonestyPage: Page = async (tx, { frame }) => portalDishonesty(frame, await listPublicEntries(tx));

export async function dishonestyCsv(tx: ReadTx): Promise<string> {
  const titles = [
    text.enterprise,
    text.creditCode,
    text.situation,
    text.basis,
    text.listedOn,
    text.publishedOn,
    text.endsOn,
  ];
  const rows = (await listPublicEntries(tx)).map((row) => [
    row.enterprise,
    row.creditCode,
    row.situation,
    row.basis,
    row.listedOn,
    row.publishedOn,
    row.endsOn,
  ]);
  return csvOf([titles, ...rows]);
}

export async function dishonestyJson(tx: ReadTx, { frame }: Visit): Promise<string> {
  return JSON.stringify({ bureau: frame.bureau.name, asOf: frame.asOf, entries: await listPublicEntries(tx) });
}
