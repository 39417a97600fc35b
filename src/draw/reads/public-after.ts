/** What anybody may read of what happened after a result (allow-list): approved substitutions, people by number. @module */
import type { ReadTx } from '../../core/transact.ts';
import { isPublic } from '../rules/result.ts';
import type { PublicSubstitution } from '../types/public.ts';
import type { DrawRow } from './progress.ts';
import { receiptOf } from './receipt.ts';
import { listRoster } from './result.ts';
import { listSubstitutions } from './substitutions.ts';

/** Approved substitutions of a public draw, by number; what is only asked for, or was refused, concerns nobody outside. */
export async function listPublicSubstitutions(tx: ReadTx, publicId: string): Promise<readonly PublicSubstitution[]> {
  const draw = await findOpenDraw(tx, publicId);
  if (draw === undefined) return [];
  const substitutions = await listSubstitutions(tx, draw.draw_id);
  if (substitutions.length === 0) return [];
  const names = new Map((await listRoster(tx, draw.draw_id)).map(({ id, name }) => [id, name]));
  return substitutions.flatMap((each): PublicSubstitution[] => {
    if (each.decidedAt === null || each.state === 'rejected') return [];
    const substitute = each.document?.substitute;
    return [
      {
        request: each.request,
        what: each.what,
        enterprise: each.enterprise,
        name: names.get(each.enterprise) ?? each.enterprise,
        person: each.person ?? undefined,
        reason: each.reason,
        at: each.decidedAt,
        isSettled: each.document !== null,
        substitute:
          substitute === undefined ? undefined : { id: substitute, name: names.get(substitute) ?? substitute },
      },
    ];
  });
}

/** The receipt of an enterprise that is to be visited by a public draw which is not void. */
export async function findPublicReceipt(tx: ReadTx, publicId: string, id: string): Promise<string | undefined> {
  const draw = await findOpenDraw(tx, publicId);
  return draw === undefined || draw.voided_at !== null ? undefined : receiptOf(tx, draw, id);
}

async function findOpenDraw(tx: ReadTx, publicId: string): Promise<DrawRow | undefined> {
  const draw = await tx.db
    .selectFrom('draw')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('public_id', '=', publicId)
    .executeTakeFirst();
  return draw !== undefined && isPublic(draw) ? draw : undefined;
}
