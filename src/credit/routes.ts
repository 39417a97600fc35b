/** The list of serious dishonesty on the wire. @module */
import { z } from 'zod';
import { defineRead, type DeedSpec, type ReadSpec } from '../core/command.ts';
import { ok, refuse } from '../core/result.ts';
import { acknowledgeMeasure, liftMeasure, requestMeasure } from './actions/joint.ts';
import {
  decideListing,
  hearParty,
  notifyListing,
  proposeListing,
  publishListing,
  reviewListing,
} from './actions/list.ts';
import {
  askRemoval,
  decideRemoval,
  removeExpired,
  removeRevoked,
  restoreListing,
  verifyRemoval,
} from './actions/remove.ts';
import { creditReads } from './deeds.ts';
import { findEntry, listEntries, viewEntry, viewProposal } from './reads/entries.ts';
import { OneEntry } from './types/credit.ts';
import { CreditQuery, CreditRow, CreditView, ProposalQuery, ProposalView } from './types/views.ts';

const rule = creditReads['credit.read'];

const readEntries = defineRead({
  path: '/api/credit-entries',
  kind: 'credit.read',
  rule,
  input: CreditQuery,
  output: z.object({ total: z.int(), rows: z.array(CreditRow), asOf: z.string() }),
  run: async (tx, query) => ok({ ...(await listEntries(tx, query)), asOf: tx.now }),
});

const readProposal = defineRead({
  path: '/api/credit-proposal',
  kind: 'credit.read',
  rule,
  input: ProposalQuery,
  output: ProposalView,
  run: async (tx, { q }) => ok(await viewProposal(tx, q)),
});

const readEntry = defineRead({
  path: '/api/credit-entries/:entryId',
  kind: 'credit.read',
  rule,
  input: OneEntry,
  output: CreditView,
  run: async (tx, { entryId }) => {
    const entry = await findEntry(tx, entryId);
    return entry === undefined ? refuse([{ code: 'credit-not-found' }]) : ok(await viewEntry(tx, entry));
  },
});

export const creditDeedSpecs: readonly DeedSpec[] = [
  proposeListing,
  reviewListing,
  notifyListing,
  hearParty,
  decideListing,
  publishListing,
  askRemoval,
  verifyRemoval,
  decideRemoval,
  removeExpired,
  removeRevoked,
  restoreListing,
  requestMeasure,
  acknowledgeMeasure,
  liftMeasure,
];
export const creditReadSpecs: readonly ReadSpec[] = [readEntries, readProposal, readEntry];
