/** 导出: asked for, stopped, deleted. The work is done by `jobs.ts` (docs/adr/0043). @module */
import { z } from 'zod';
import { defineDeed, type DeedSpec } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { directoryDeeds } from '../deeds.ts';
import { findExport, listExports } from '../reads/exports.ts';
import { hiddenFields } from '../reads/views.ts';
import { EXPORT_LIMITS, statesBefore } from '../rules/exports.ts';
import { ExportWish } from '../types/exports.ts';
import { AS_OF_FILTERS } from '../types/history.ts';
import { DIRECTORY_FILTERS } from '../types/views.ts';
import { insertExport, stepExport } from '../writes/exports.ts';

/** Asks for an export of any length. Conditions that the list does not have are refused: an export of more than was seen would be the harm. */
export const exportList = defineDeed({
  kind: 'directory.export',
  rule: directoryDeeds['directory.export'],
  input: ExportWish,
  output: z.object({ exportId: z.uuid() }),
  run: async (tx, wish) => {
    const { kind, asOfOn, conditions, format } = wish;
    const { isListed, names } =
      asOfOn === undefined
        ? readBy(DIRECTORY_FILTERS[kind], conditions, {})
        : readBy(AS_OF_FILTERS[kind], conditions, { day: asOfOn });
    if (asOfOn !== undefined && asOfOn > tx.today)
      return refuse([{ code: 'day-in-future', at: 'asOfOn', facts: { day: asOfOn, today: tx.today } }]);
    if (!isListed || Object.keys(conditions).some((name) => !names.includes(name)))
      return refuse([{ code: 'export-conditions', at: 'conditions' }]);
    const open = (await listExports(tx, tx.actor.staffId)).filter(({ state }) =>
      statesBefore('running').includes(state),
    );
    if (open.length >= EXPORT_LIMITS.open) return refuse([{ code: 'export-too-many', facts: { ...EXPORT_LIMITS } }]);
    const exportId = tx.newId();
    await insertExport(tx, exportId, wish, hiddenFields(tx.actor));
    const facts = {
      kind,
      format,
      conditions: Object.keys(conditions).toSorted(),
      ...(asOfOn === undefined ? {} : { asOfOn }),
    };
    tx.record({ kind: 'directory.export', subject: `export/${exportId}`, facts });
    return ok({ exportId });
  },
});

/** Whether a list reads the conditions, and which it knows; what is said beside the address is none. */
function readBy(
  filters: z.ZodObject,
  conditions: Readonly<Record<string, string>>,
  beside: Readonly<Record<string, string>>,
): { readonly isListed: boolean; readonly names: readonly string[] } {
  return {
    isListed: filters.safeParse({ ...conditions, ...beside }).success,
    names: Object.keys(filters.shape).filter((name) => !Object.hasOwn(beside, name)),
  };
}

/** Stops an export of one's own, or deletes its file. */
export const cancelExport = defineDeed({
  kind: 'directory.cancel-export',
  rule: directoryDeeds['directory.cancel-export'],
  input: z.object({ exportId: z.uuid() }),
  output: z.object({}),
  run: async (tx, { exportId }) => {
    const job = await findExport(tx, exportId);
    const isOwn = job?.asked_by === tx.actor.staffId;
    if (!isOwn || !(await stepExport(tx, exportId, 'removed'))) return refuse([{ code: 'export-not-found' }]);
    tx.record({ kind: 'directory.cancel-export', subject: `export/${exportId}`, facts: {} });
    return ok({});
  },
});

export const exportDeedSpecs: readonly DeedSpec[] = [exportList, cancelExport];
