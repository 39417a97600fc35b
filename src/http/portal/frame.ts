/** What every public page has in common: the bureau, its phones, its log. @module */
import type { FastifyRequest } from 'fastify';
import { bureauCode, findProfile } from '../../bureau/reads.ts';
import { findCheckpoint } from '../../core/log/checkpoint.ts';
import type { ReadTx } from '../../core/transact.ts';
import type { PortalFrame } from '../../web/portal/layout.ts';
import { displayOf } from './display.ts';

/** The national line for reports on work safety (安全生产举报投诉特服电话), until the bureau has stated its own. */
const NATIONAL_COMPLAINT_PHONE = '12350';

/** As this reader wants pages to look. */
export async function frameOf(tx: ReadTx, request: FastifyRequest): Promise<PortalFrame> {
  const bureau = await tx.db
    .selectFrom('bureau')
    .select(['name', 'is_demo'])
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const found = await findProfile(tx);
  const log = await logHref(tx);
  return {
    bureau: {
      name: found?.profile.name ?? bureau.name,
      complaintPhone: found?.profile.complaintPhone ?? NATIONAL_COMPLAINT_PHONE,
      ...(found === undefined ? {} : { address: found.profile.address, phone: found.profile.phone }),
      ...(log === undefined ? {} : { checkpointHref: `${log}/checkpoint` }),
    },
    isDemo: bureau.is_demo,
    asOf: tx.now,
    display: displayOf(request),
  };
}

/** `/log/<code>/<year>` of the current year; undefined before its first checkpoint. */
export async function logHref(tx: ReadTx): Promise<string | undefined> {
  const year = Number(tx.today.slice(0, 4));
  const checkpoint = await findCheckpoint(tx, year);
  if (checkpoint === undefined) return undefined;
  const code = await bureauCode(tx);
  return `/log/${code}/${year}`;
}
