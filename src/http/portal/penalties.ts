/** Pages of penalty decisions. @module */
import { z } from 'zod';
import { publicObjectionsOf } from '../../disclosure/reads/public-objections.ts';
import { findPublicPenalty, listPublicPenalties } from '../../disclosure/reads/public-penalties.ts';
import { portalPenalties, portalPenalty, portalPenaltyGone } from '../../web/portal/penalties.ts';
import type { Page } from '../portal.ts';
import { gone } from './gone.ts';

const PAGE_SIZE = 20;
const PageNumber = z.coerce.number().int().min(1).max(100_000).default(1).catch(1);

export const penaltiesPage: Page = async (tx, { frame, query }) => {
  const page = PageNumber.parse(query['page']);
  const { total, rows } = await listPublicPenalties(tx, { page, size: PAGE_SIZE });
  return portalPenalties(frame, { rows, page, pages: Math.ceil(total / PAGE_SIZE) });
};

export const penaltyPage: Page = async (tx, { frame, params }) => {
  const id = z.uuid().safeParse(params['entryId']);
  const entry = id.success ? await findPublicPenalty(tx, id.data) : undefined;
  if (!id.success || entry === undefined) return undefined;
  if (entry.state !== 'published') return gone(portalPenaltyGone(frame, entry));
  const objections = (await publicObjectionsOf(tx, [id.data])).get(id.data) ?? [];
  return portalPenalty(frame, entry, { entryId: id.data, objections, today: tx.today });
};
