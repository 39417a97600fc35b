/** What a computed substitution of a released draw means for its tasks. @module */
import type { ReadTx } from '../../core/transact.ts';
import { readEnterpriseIds, readIds } from '../../draw/reads/lists.ts';
import { findDraw } from '../../draw/reads/progress.ts';
import { findSubstitution } from '../../draw/reads/substitutions.ts';
import type { Member, NewVisit } from '../types/visit.ts';
import { listAssignments } from './assignments.ts';

/** A place that changes hands; person ids of the directory. */
export interface MemberChange {
  readonly enterpriseId: string;
  readonly kind: Member['kind'];
  readonly from: string;
  readonly to: string;
}

export interface Replacement {
  /** Enterprise whose task ends. */
  readonly skipped?: string;
  readonly added?: Omit<NewVisit, 'inspectionId' | 'drawId'>;
  readonly member?: MemberChange;
}

/** Undefined before the release, when there is no task yet. Where nobody fits, only the skip is left. */
export async function findReplacement(tx: ReadTx, drawId: string, request: number): Promise<Replacement | undefined> {
  const draw = await findDraw(tx, drawId);
  const found = await findSubstitution(tx, drawId, request);
  if (draw?.state !== 'released' || found === undefined) return undefined;
  const { what, enterprise, person, substitute } = found.document;
  const enterpriseId = known(await readEnterpriseIds(tx, drawId, [enterprise]), enterprise);
  if (what === 'enterprise') {
    const added = (await listAssignments(tx, drawId)).find(({ creditCode }) => creditCode === substitute);
    return { skipped: enterpriseId, ...(added === undefined ? {} : { added }) };
  }
  if (person === undefined || substitute === undefined) return {};
  const ids = await readIds(tx, drawId);
  const people = what === 'officer' ? ids.officers : ids.experts;
  return { member: { enterpriseId, kind: what, from: known(people, person), to: known(people, substitute) } };
}

function known(ids: ReadonlyMap<string, string>, id: string): string {
  const found = ids.get(id);
  if (found === undefined) throw new Error(`${id} was substituted but is in no frozen list`);
  return found;
}
