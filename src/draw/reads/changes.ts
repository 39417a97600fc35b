/** What the printed addendum of a record says: the settled substitutions, which came after the record was signed. @module */
import type { ReadTx } from '../../core/transact.ts';
import { REPLACED, SUBSTITUTION_REASONS } from '../types/after.ts';
import type { ChangesContent, Readership } from '../types/record.ts';
import type { DrawRow } from './progress.ts';
import { listRoster } from './result.ts';
import { listSubstitutions } from './substitutions.ts';
import { readPeople } from './teams.ts';

/** Undefined while nothing was replaced. */
export async function readChanges(
  tx: ReadTx,
  draw: DrawRow,
  readership: Readership,
): Promise<ChangesContent | undefined> {
  const settled = (await listSubstitutions(tx, draw.draw_id)).filter(({ document }) => document !== null);
  const last = settled.at(-1);
  if (last === undefined || last.decidedAt === null) return undefined;
  const bureau = await tx.db
    .selectFrom('bureau')
    .select(['name', 'is_demo'])
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const names = new Map((await listRoster(tx, draw.draw_id)).map(({ id, name }) => [id, name]));
  const people = readership === 'internal' ? await readPeople(tx, draw.draw_id) : undefined;
  const nameOf = (id: string): string => {
    const person = people?.get(id)?.name;
    return names.get(id) ?? (person === undefined ? id : `${person}　${id}`);
  };
  return {
    bureau: bureau.name,
    isDemo: bureau.is_demo,
    readership,
    publicId: draw.public_id,
    name: draw.name,
    at: last.decidedAt,
    changes: settled.map(
      ({ request, what, enterprise, person, reason, evidence, decidedAt, document, documentHash }) => ({
        request,
        what: REPLACED[what],
        enterprise: nameOf(enterprise),
        out: person === null ? nameOf(enterprise) : nameOf(person),
        reason: SUBSTITUTION_REASONS[reason],
        evidence,
        approvedAt: decidedAt ?? '',
        came: document?.substitute === undefined ? null : nameOf(document.substitute),
        hash: documentHash ?? '',
      }),
    ),
  };
}
