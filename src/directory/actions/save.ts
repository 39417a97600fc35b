/** Creating and amending one record of a directory. @module */
import { z } from 'zod';
import { defineDeed, documentHash, type DeedSpec } from '../../core/command.ts';
import { ok, refuse, type Refusal, type Result } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { Tx } from '../../core/transact.ts';
import { directoryDeeds } from '../deeds.ts';
import { findRecord } from '../reads/records.ts';
import { listSubdistricts } from '../reads/pools.ts';
import { canonicalRow, contentColumns, idColumn, nameOf, searchText } from '../rows.ts';
import { withFormerName } from '../rules/duplicates.ts';
import { contentRefusals, repeatedSubdistricts, usualPhones } from '../rules.ts';
import { SAVE_INPUTS, SetSubdistrictsInput } from '../types/inputs.ts';
import type { Fields } from '../types/records.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';
import { insertRecords, saveSubdistricts, updateRecords } from '../writes/records.ts';

const Saved = z.object({ recordId: z.uuid(), version: z.int() });

function saveDeed<I extends z.ZodType<Save>>(kind: DirectoryKind, input: I): DeedSpec<I, typeof Saved> {
  return defineDeed({
    kind: `directory.save-${kind}`,
    rule: directoryDeeds[`directory.save-${kind}`],
    input,
    output: Saved,
    run: (tx, save, runtime) => saveRecord(tx, runtime, kind, save),
  });
}

export const saveEnterprise = saveDeed('enterprise', SAVE_INPUTS.enterprise);
export const saveOfficer = saveDeed('officer', SAVE_INPUTS.officer);
export const saveExpert = saveDeed('expert', SAVE_INPUTS.expert);
export const saveAssistant = saveDeed('assistant', SAVE_INPUTS.assistant);
export const saveVehicle = saveDeed('vehicle', SAVE_INPUTS.vehicle);
export const saveEquipment = saveDeed('equipment', SAVE_INPUTS.equipment);

/** A record of each directory, saved by itself. */
export const saveDeedSpecs: readonly DeedSpec[] = [
  saveEnterprise,
  saveOfficer,
  saveExpert,
  saveAssistant,
  saveVehicle,
  saveEquipment,
];

/** Sets names of 街镇; codes that are not in the list stay as they are. */
export const setSubdistricts = defineDeed({
  kind: 'directory.set-subdistricts',
  rule: directoryDeeds['directory.set-subdistricts'],
  input: SetSubdistrictsInput,
  output: z.object({ count: z.int() }),
  run: async (tx, { subdistricts }) => {
    const refusals = repeatedSubdistricts(subdistricts);
    if (refusals.length > 0) return refuse(refusals);
    await saveSubdistricts(tx, subdistricts);
    const facts = { count: subdistricts.length, contentSha256: documentHash(subdistricts) };
    tx.record({ kind: 'directory.set-subdistricts', subject: 'directory/subdistricts', facts });
    return ok({ count: subdistricts.length });
  },
});

interface Save {
  readonly target: { readonly recordId: string; readonly version: number } | null;
  readonly reason: string;
  readonly content: Fields;
}

async function saveRecord(
  tx: Tx,
  runtime: Runtime,
  kind: DirectoryKind,
  save: Save,
): Promise<Result<z.input<typeof Saved>>> {
  const subdistricts = kind === 'enterprise' ? await listSubdistricts(tx) : [];
  const refusals = contentRefusals(save.content, { subdistrictCodes: new Set(subdistricts.map(({ code }) => code)) });
  if (refusals.length > 0) return refuse(refusals.map((refusal) => ({ ...refusal, at: `content.${refusal.at}` })));

  const before = save.target === null ? undefined : await findRecord(tx, kind, save.target.recordId);
  if (save.target !== null && before === undefined) return refuse([{ code: 'record-not-found', facts: { kind } }]);
  const recordId = save.target?.recordId ?? tx.newId();
  const version = (save.target?.version ?? 0) + 1;
  const fields = withFormerName(before?.['name'], withUsualPhone(save.content));
  const row = {
    ...contentColumns(runtime.fieldCipher, tx.bureauId, recordId, fields),
    bureau_id: tx.bureauId,
    [idColumn(kind)]: recordId,
    removed: false,
    search: searchText(kind, fields),
    version,
    created_on: before?.['created_on'] ?? tx.today,
    updated_on: tx.today,
  };
  const note = { deed: `directory.save-${kind}`, reason: save.reason, batchId: null } as const;
  const taken: Refusal = { code: 'record-exists', facts: { kind, name: nameOf(kind, fields) } };
  if (save.target === null) {
    if ((await insertRecords(tx, kind, [row], note)) === 0) return refuse([taken]);
  } else {
    const written = await updateRecords(tx, kind, [row], note);
    if (written === 'taken') return refuse([taken]);
    if (written === 0) return refuse([{ code: 'record-changed', facts: { kind } }]);
  }
  const facts = { version, contentSha256: documentHash(canonicalRow(row)) };
  tx.record({ kind: `directory.save-${kind}`, subject: `${kind}/${recordId}`, facts });
  return ok({ recordId, version });
}

function withUsualPhone(content: Fields): Fields {
  const { phone } = content;
  return typeof phone === 'string' ? { ...content, phone: usualPhones(phone) } : content;
}
