/** The deeds and reads of the directories on the wire. @module */
import { z } from 'zod';
import { staffNames } from '../bureau/reads.ts';
import { defineRead, type DeedSpec, type ReadSpec } from '../core/command.ts';
import { ok, refuse, type Refusal } from '../core/result.ts';
import type { ReadTx } from '../core/transact.ts';
import { bookSubject, cancelBooking } from './actions/booking.ts';
import { exportDeedSpecs } from './actions/export.ts';
import { rememberHeading } from './actions/heading.ts';
import { cancelCheck, cancelImport, importDirectory, undoImport } from './actions/import.ts';
import { declareDistinct, mergeEnterprises, undoMerge } from './actions/merge.ts';
import { markRecords, unmarkRecords } from './actions/mark.ts';
import { declareRecusal, withdrawRecusal } from './actions/recusal.ts';
import { saveDeedSpecs, setSubdistricts } from './actions/save.ts';
import { organisationDeedSpecs } from './actions/organisation.ts';
import { verifyMonth } from './actions/verify.ts';
import { directoryReads } from './deeds.ts';
import { findMerged, idsOfEnterprise, listMergesInto } from './reads/duplicates.ts';
import { findBatch, listBatches, listImportRows, presentBatch } from './reads/imports.ts';
import { listFilter } from './reads/filters.ts';
import { listPage } from './reads/lists.ts';
import { listSubdistricts } from './reads/pools.ts';
import { findRecord } from './reads/records.ts';
import { listHeadings } from './reads/workbooks.ts';
import { findOwnPersons, listFoundRecusals, listRecusalsOf, listStandingRecusals } from './reads/recusals.ts';
import { readBookings } from './routes/bookings.ts';
import { exportReadSpecs } from './routes/exports.ts';
import { duplicateReadSpecs } from './routes/duplicates.ts';
import { organisationReadSpecs } from './routes/organisation.ts';
import { verificationReadSpecs } from './routes/verification.ts';
import { historyReadSpecs } from './routes/history.ts';
import { asBars, barsOf, recordHistory, visibleContent } from './reads/views.ts';
import { idColumn, rowFields } from './rows.ts';
import { ImportBatch, ImportRow, ROW_OUTCOMES } from './types/imports.ts';
import { NO_LATER_MODULES, type LaterModules, type VisitCount } from './types/later.ts';
import { DIRECTORY_CONTENTS, Subdistrict } from './types/records.ts';
import {
  DIRECTORY_FILTERS,
  directoryList,
  directoryRecord,
  EnterpriseChoice,
  LISTED_CONTENTS,
  NamedRecusal,
  OwnPerson,
} from './types/views.ts';
import { codesOf, DIRECTORY_KINDS, type DirectoryKind } from './types/vocabulary.ts';

/** Where each directory is read. `directory.check-import` is a multipart upload and has its own route (`checkImport`). */
const PATHS = {
  enterprise: '/api/directory/enterprises',
  officer: '/api/directory/officers',
  expert: '/api/directory/experts',
  assistant: '/api/directory/assistants',
  vehicle: '/api/directory/vehicles',
  equipment: '/api/directory/equipment',
} as const satisfies Record<DirectoryKind, `/api/${string}`>;

const READ = { kind: 'directory.read', rule: directoryReads['directory.read'] } as const;
const READ_IMPORT = { kind: 'directory.read-import', rule: directoryReads['directory.read-import'] } as const;

const NOTHING: ReadonlyMap<string, readonly Refusal[]> = new Map();

function listRead(kind: DirectoryKind, later: LaterModules): ReadSpec {
  return defineRead({
    ...READ,
    path: PATHS[kind],
    // A word is looked for in all names; the other directories are short.
    isDear: ({ q }) => kind === 'enterprise' && q !== undefined && q !== '',
    input: DIRECTORY_FILTERS[kind],
    output: directoryList(LISTED_CONTENTS[kind]),
    run: async (tx, query, actor, runtime) => {
      const found = await listPage(tx, kind, await listFilter(tx, later, query));
      const ids = found.rows.map((row) => String(row[idColumn(kind)]));
      const scope = kind === 'enterprise' ? await later.scopeOf(tx, ids) : NOTHING;
      const rows = found.rows.map((row) => {
        const recordId = String(row[idColumn(kind)]);
        const content = LISTED_CONTENTS[kind].parse(rowFields(runtime.fieldCipher, actor.bureauId, recordId, row));
        return {
          recordId,
          version: Number(row['version']),
          updatedOn: String(row['updated_on']),
          barred: [...barsOf(content, tx.today), ...asBars(scope.get(recordId) ?? [])],
          content,
        };
      });
      return ok({ total: found.total, asOf: tx.now, rows });
    },
  });
}

function recordRead(kind: DirectoryKind, later: LaterModules): ReadSpec {
  return defineRead({
    ...READ,
    path: `${PATHS[kind]}/:recordId`,
    input: z.object({ recordId: z.uuid() }),
    output: directoryRecord(DIRECTORY_CONTENTS[kind]),
    run: async (tx, { recordId }, actor, runtime) => {
      const merged = kind === 'enterprise' ? await findMerged(tx, recordId) : undefined;
      const row = merged?.row ?? (await findRecord(tx, kind, recordId));
      if (row === undefined) return refuse([{ code: 'record-not-found', facts: { kind } }]);
      const scope = kind === 'enterprise' && merged === undefined ? await later.scopeOf(tx, [recordId]) : NOTHING;
      const { content, masked } = visibleContent(runtime.fieldCipher, actor, kind, recordId, row);
      return ok({
        recordId,
        version: Number(row['version']),
        createdOn: String(row['created_on']),
        updatedOn: String(row['updated_on']),
        content,
        masked,
        barred: [...barsOf(content, tx.today), ...asBars(scope.get(recordId) ?? [])],
        mergedInto: merged?.into ?? null,
        merges: kind === 'enterprise' ? [...(await listMergesInto(tx, recordId))] : [],
        visits: await visitsFor(tx, kind, recordId, later),
        history: [...(await recordHistory(tx, kind, recordId))],
        recusals: [...(await listRecusalsOf(tx, recordId))],
        foundRecusals:
          kind === 'enterprise' || kind === 'expert' ? [...(await listFoundRecusals(tx, kind, recordId))] : [],
      });
    },
  });
}

/** Signed visits of the year: of an enterprise, or those a person was on the team of. */
async function visitsFor(
  tx: ReadTx,
  kind: DirectoryKind,
  recordId: string,
  later: LaterModules,
): Promise<VisitCount | null> {
  if (kind === 'enterprise') return later.visitsOf(tx, await idsOfEnterprise(tx, recordId));
  return kind === 'officer' || kind === 'expert' ? later.loadOf(tx, recordId) : null;
}

const readSubdistricts = defineRead({
  path: '/api/directory/subdistricts',
  kind: 'directory.read-subdistricts',
  rule: directoryReads['directory.read-subdistricts'],
  input: z.object({}),
  output: z.object({ rows: z.array(Subdistrict) }),
  run: async (tx) => ok({ rows: [...(await listSubdistricts(tx))] }),
});

const findEnterprise = defineRead({
  path: '/api/directory/enterprise-choices',
  kind: 'directory.find-enterprise',
  rule: directoryReads['directory.find-enterprise'],
  input: z.object({ q: z.string().max(60).default('') }),
  output: z.object({ rows: z.array(EnterpriseChoice) }),
  run: async (tx, { q }) => {
    const { rows } = await listPage(tx, 'enterprise', { q, page: 1, size: 20, conditions: [] });
    return ok({
      rows: rows.map((row) => ({
        enterpriseId: String(row['enterprise_id']),
        name: String(row['name']),
        creditCode: String(row['credit_code']),
      })),
    });
  },
});

const readRecusals = defineRead({
  path: '/api/directory/recusals',
  kind: 'directory.read-recusals',
  rule: directoryReads['directory.read-recusals'],
  input: z.object({}),
  output: z.object({ asOf: z.string(), rows: z.array(NamedRecusal) }),
  run: async (tx) => ok({ asOf: tx.now, rows: [...(await listStandingRecusals(tx, tx.today))] }),
});

const readOwnRecusals = defineRead({
  path: '/api/directory/own-recusals',
  kind: 'directory.read-own-recusals',
  rule: directoryReads['directory.read-own-recusals'],
  input: z.object({}),
  output: z.object({ persons: z.array(OwnPerson), rows: z.array(NamedRecusal) }),
  run: async (tx, _input, actor) => {
    const persons = await findOwnPersons(tx, actor.staffId);
    const rows = await Promise.all(persons.map(({ personId }) => listRecusalsOf(tx, personId)));
    return ok({ persons: [...persons], rows: rows.flat() });
  },
});

/** Account → name. */
const People = z.record(z.string(), z.string());

const readHeadings = defineRead({
  ...READ_IMPORT,
  path: '/api/directory/headings/:kind',
  input: z.object({ kind: z.enum(codesOf(DIRECTORY_KINDS)) }),
  output: z.object({ asOf: z.string(), rows: z.array(z.object({ title: z.string(), field: z.string() })) }),
  run: async (tx, { kind }) => ok({ asOf: tx.now, rows: [...(await listHeadings(tx, kind))] }),
});

const readImports = defineRead({
  ...READ_IMPORT,
  path: '/api/directory/imports',
  input: z.object({}),
  output: z.object({ asOf: z.string(), rows: z.array(ImportBatch), people: People }),
  run: async (tx) => {
    const rows = (await listBatches(tx, 50)).map(presentBatch);
    return ok({ asOf: tx.now, rows, people: await peopleOf(tx, rows) });
  },
});

const readImport = defineRead({
  ...READ_IMPORT,
  path: '/api/directory/imports/:batchId',
  input: z.object({ batchId: z.uuid() }),
  output: ImportBatch.extend({ people: People }),
  run: async (tx, { batchId }) => {
    const row = await findBatch(tx, batchId);
    if (row === undefined) return refuse([{ code: 'import-not-found' }]);
    const batch = presentBatch(row);
    return ok({ ...batch, people: await peopleOf(tx, [batch]) });
  },
});

/** Names of those who checked and wrote. */
async function peopleOf(tx: ReadTx, batches: readonly ImportBatch[]): Promise<Record<string, string>> {
  const ids = batches.flatMap(({ checkedBy, writtenBy }) => [checkedBy, writtenBy]).filter((id) => id !== null);
  return Object.fromEntries(await staffNames(tx, [...new Set(ids)]));
}

const readImportRows = defineRead({
  ...READ_IMPORT,
  path: '/api/directory/imports/:batchId/rows',
  input: z.object({
    batchId: z.uuid(),
    outcome: z.enum(codesOf(ROW_OUTCOMES)).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: z.object({ total: z.int(), asOf: z.string(), rows: z.array(ImportRow) }),
  run: async (tx, { batchId, outcome, page, size }) => {
    const batch = await findBatch(tx, batchId);
    if (batch === undefined) return refuse([{ code: 'import-not-found' }]);
    const outcomes = outcome === undefined ? codesOf(ROW_OUTCOMES) : [outcome];
    const total = outcomes.reduce((sum, each) => sum + batch.counts[each], 0);
    return ok({ total, asOf: tx.now, rows: [...(await listImportRows(tx, batchId, outcomes, { page, size }))] });
  },
});

export const directoryDeedSpecs: readonly DeedSpec[] = [
  importDirectory,
  cancelCheck,
  cancelImport,
  undoImport,
  rememberHeading,
  ...exportDeedSpecs,
  ...saveDeedSpecs,
  setSubdistricts,
  markRecords,
  unmarkRecords,
  declareRecusal,
  withdrawRecusal,
  ...organisationDeedSpecs,
  cancelBooking,
  verifyMonth,
  undoMerge,
  declareDistinct,
];

/** The deeds with what later modules have against them. */
export function directoryDeedSpecsWith(later: LaterModules): readonly DeedSpec[] {
  return [...directoryDeedSpecs, mergeEnterprises(later), bookSubject(later)];
}

/** The reads with what later modules know of an enterprise. */
export function directoryReadSpecsWith(later: LaterModules): readonly ReadSpec[] {
  return [
    ...codesOf(PATHS).flatMap((kind) => [listRead(kind, later), recordRead(kind, later)]),
    readBookings(later),
    ...organisationReadSpecs(later),
    ...OTHER_READS,
  ];
}

const OTHER_READS: readonly ReadSpec[] = [
  ...historyReadSpecs,
  ...exportReadSpecs,
  ...duplicateReadSpecs,
  ...verificationReadSpecs,
  readSubdistricts,
  findEnterprise,
  readRecusals,
  readOwnRecusals,
  readHeadings,
  readImports,
  readImport,
  readImportRows,
];

/** The directories by themselves, as their own tests and benches use them. */
export const directoryReadSpecs: readonly ReadSpec[] = directoryReadSpecsWith(NO_LATER_MODULES);
