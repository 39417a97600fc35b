/** One record as a reader may see it, with its history. @module */
import type { z } from 'zod';
import { mayDo, type Actor } from '../../core/actor.ts';
import { maskIdNumber } from '../../core/codes/id-number.ts';
import type { FieldCipher } from '../../core/field-cipher.ts';
import type { Refusal } from '../../core/result.ts';
import type { ReadTx } from '../../core/transact.ts';
import { staffNames } from '../../bureau/reads.ts';
import { directoryReads } from '../deeds.ts';
import { changedFields, columnOf, rowFields, type RowJson } from '../rows.ts';
import { equipmentRefusals, vehicleRefusals } from '../rules/bookings.ts';
import { expertRefusals, maskPhones, officerRefusals } from '../rules.ts';
import { DIRECTORY_CONTENTS, SEALED_FIELDS, type DirectoryContents, type Fields } from '../types/records.ts';
import { LISTED_CONTENTS, type Bar, type RecordVersion } from '../types/views.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';

/** The content with sealed fields in clear or in part, as the reader's roles allow; `masked` names those shown in part. */
export interface VisibleContent {
  readonly content: DirectoryContents[DirectoryKind];
  readonly masked: string[];
}

export function visibleContent(
  cipher: FieldCipher,
  actor: Actor,
  kind: DirectoryKind,
  recordId: string,
  row: RowJson,
): VisibleContent {
  const fields: Fields = rowFields(cipher, actor.bureauId, recordId, row);
  const masked = hiddenFields(actor).filter((field) => typeof fields[field] === 'string');
  const shown = Object.fromEntries(masked.map((field) => [field, MASKS[field](String(fields[field]))]));
  return { content: DIRECTORY_CONTENTS[kind].parse({ ...fields, ...shown }), masked };
}

type SealedField = (typeof SEALED_FIELDS)[number];

/** The sealed fields this reader sees in part only. */
export function hiddenFields(actor: Actor): readonly SealedField[] {
  return SEALED_FIELDS.filter((field) => !mayDo(actor.roles, directoryReads[CLEAR_TO[field]]));
}

const CLEAR_TO = { phone: 'directory.read-phone', idNo: 'directory.read-id-number' } as const satisfies Record<
  SealedField,
  keyof typeof directoryReads
>;
const MASKS = { phone: maskPhones, idNo: maskIdNumber } as const satisfies Record<
  SealedField,
  (value: string) => string
>;

/** Why this person, vehicle or device may not be sent out on `day`; of enterprises the draw knows why. */
export function barsOf(content: z.output<(typeof LISTED_CONTENTS)[DirectoryKind]>, day: string): Bar[] {
  if ('certificateExpiresOn' in content) return asBars(officerRefusals(content, day));
  if ('directoryNumber' in content) return asBars(expertRefusals(content, day));
  if ('plate' in content) return asBars(vehicleRefusals(content));
  if ('serial' in content) return asBars(equipmentRefusals(content, day));
  return [];
}

/** The same of a record's fields as they stand in the database. */
export function barsOfFields(kind: DirectoryKind, fields: Fields, day: string): Bar[] {
  return barsOf(LISTED_CONTENTS[kind].parse(fields), day);
}

/** Refusals as a list shows them. */
export function asBars(refusals: readonly Refusal[]): Bar[] {
  return refusals.map(({ code, facts = {} }) => ({
    code,
    facts: Object.fromEntries(Object.entries(facts).map(([fact, value]) => [fact, String(value)])),
  }));
}

/** All versions of a record, the newest first, each with what it changed. */
export async function recordHistory(
  tx: ReadTx,
  kind: DirectoryKind,
  recordId: string,
): Promise<readonly RecordVersion[]> {
  const versions = await tx.db
    .selectFrom('directory_version')
    .select(['version', 'at', 'actor_id', 'deed', 'reason', 'batch_id', 'content'])
    .where('bureau_id', '=', tx.bureauId)
    .where('kind', '=', kind)
    .where('record_id', '=', recordId)
    .orderBy('version')
    .execute();
  const names = await staffNames(tx, [...new Set(versions.map(({ actor_id: id }) => id))]);
  return versions
    .map((row, index) => ({
      version: row.version,
      at: row.at,
      actorId: row.actor_id,
      actorName: names.get(row.actor_id) ?? row.actor_id,
      deed: row.deed,
      reason: row.reason,
      batchId: row.batch_id,
      changes: changesOf(versions[index - 1]?.content, row.content),
    }))
    .toReversed();
}

function changesOf(before: RowJson | undefined, after: RowJson): RecordVersion['changes'] {
  if (before === undefined) return [];
  return changedFields(before, after).map((field) => {
    if (SEALED_FIELDS.some((sealed) => sealed === field)) return { field };
    const column = columnOf(field);
    return { field, before: json(before[column]), after: json(after[column]) };
  });
}

type Json = NonNullable<RecordVersion['changes'][number]['before']> | null;

/** What came out of jsonb is JSON. */
function json(value: unknown): Json {
  return (value ?? null) as Json;
}
