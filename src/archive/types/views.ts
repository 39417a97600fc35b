/** What the lists and pages of the archive show. Browser-safe. @module */
import { z } from 'zod';
import { listInput } from '../../core/list-query.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { ShownReason } from '../../items/types.ts';
import { LIST_KINDS, LIST_STATES, ListedVolume, LOAN_STATES, PROPOSALS, READINGS, TransferReceipt } from './after.ts';
import { ArchiveSettings } from './settings.ts';
import {
  Attachment,
  Entry,
  MOMENTS,
  OPENINGS,
  RequirementState,
  RETENTION_CODES,
  TestResult,
  VOLUME_KINDS,
  VOLUME_STATES,
} from './volume.ts';

export const VOLUME_SORTS = ['number', 'title', 'closed', 'keep'] as const;
export const VolumeQuery = z.object({
  ...listInput(VOLUME_SORTS),
  kind: z.enum(codesOf(VOLUME_KINDS)).optional(),
  state: z.enum(codesOf(VOLUME_STATES)).optional(),
  retention: z.enum(RETENTION_CODES).optional(),
  year: z.coerce.number().int().min(2000).max(2999).optional(),
  /** What asks for something: late with binding, missing papers, new papers, term over, due for transfer. */
  want: z.enum(['late', 'missing', 'later', 'expired', 'transfer']).optional(),
});
export type VolumeQuery = z.output<typeof VolumeQuery>;

export const VolumeRow = z.object({
  volumeId: z.uuid(),
  kind: z.enum(codesOf(VOLUME_KINDS)),
  title: z.string(),
  archiveNumber: z.string().nullable(),
  state: z.enum(codesOf(VOLUME_STATES)),
  closedOn: z.string(),
  retention: z.enum(RETENTION_CODES),
  keepUntil: z.string().nullable(),
  transferBy: z.string(),
  missing: z.int(),
  pages: z.int(),
  isLate: z.boolean(),
  laterOn: z.string().nullable(),
});
export type VolumeRow = z.output<typeof VolumeRow>;

export const VolumeList = z.object({
  total: z.int(),
  rows: z.array(VolumeRow),
  counts: z.record(z.string(), z.int()),
  asOf: z.string(),
});

export const LoanView = z.object({
  loanId: z.uuid(),
  borrower: z.string(),
  isMine: z.boolean(),
  purpose: z.string(),
  withInner: z.boolean(),
  state: z.enum(codesOf(LOAN_STATES)),
  requestedOn: z.string(),
  decidedBy: z.string(),
  reply: z.string(),
  dueOn: z.string().nullable(),
  returnedOn: z.string().nullable(),
  isOverdue: z.boolean(),
});
export type LoanView = z.output<typeof LoanView>;

export const VolumeView = VolumeRow.extend({
  party: z.string(),
  creditCode: z.string(),
  year: z.int(),
  /** Path of the visit or case below /desk. */
  source: z.string(),
  opening: z.enum(codesOf(OPENINGS)),
  version: z.int(),
  bindBy: z.string(),
  destroyedOn: z.string().nullable(),
  matrix: z.array(RequirementState),
  entries: z.array(Entry),
  media: z.array(Attachment),
  sources: z.array(Attachment),
  deeds: z.int(),
  materials: z.array(
    z.object({ materialId: z.uuid(), requirement: z.string(), title: z.string(), dated: z.string(), by: z.string() }),
  ),
  versions: z.array(
    z.object({
      version: z.int(),
      seal: z.string(),
      files: z.int(),
      bytes: z.int(),
      reason: z.string().nullable(),
      by: z.string(),
      on: z.string(),
    }),
  ),
  reports: z.array(
    z.object({
      number: z.int(),
      moment: z.enum(codesOf(MOMENTS)),
      version: z.int(),
      hasPassed: z.boolean(),
      results: z.array(TestResult),
      by: z.string(),
      on: z.string(),
    }),
  ),
  loans: z.array(LoanView),
  readings: z.array(z.object({ readingId: z.uuid(), what: z.enum(codesOf(READINGS)), by: z.string(), at: z.string() })),
  appraisals: z.array(
    z.object({
      number: z.int(),
      proposal: z.enum(codesOf(PROPOSALS)),
      retention: z.enum(RETENTION_CODES).nullable(),
      reason: z.string(),
      proposedBy: z.string(),
      outcome: z.enum(['agreed', 'refused']).nullable(),
      reply: z.string(),
      decidedBy: z.string(),
    }),
  ),
  /** Why the reader may not open it now, each way of reading. */
  readingRefusals: z.object({ bag: z.array(ShownReason), copy: z.array(ShownReason) }),
  steps: z.array(
    z.object({
      number: z.int(),
      deed: z.string(),
      to: z.enum(codesOf(VOLUME_STATES)),
      note: z.string().nullable(),
      by: z.string(),
      at: z.string(),
    }),
  ),
});
export type VolumeView = z.output<typeof VolumeView>;

export const ArchiveListView = z.object({
  listId: z.uuid(),
  kind: z.enum(codesOf(LIST_KINDS)),
  state: z.enum(codesOf(LIST_STATES)),
  hash: z.string(),
  volumes: z.array(ListedVolume),
  madeBy: z.string(),
  madeOn: z.string(),
  receipt: TransferReceipt.nullable(),
  endedOn: z.string().nullable(),
  signatures: z.array(z.object({ name: z.string(), at: z.string() })),
  signRefusals: z.array(ShownReason),
  destroyRefusals: z.array(ShownReason),
});
export type ArchiveListView = z.output<typeof ArchiveListView>;

const FixityView = z.object({
  objects: z.int(),
  files: z.int(),
  findings: z.array(
    z.object({ level: z.enum(['error', 'warning']), code: z.string(), at: z.string(), found: z.string().optional() }),
  ),
  at: z.string(),
});

/** Lists, what could go onto one, the last fixity run, the settings. */
export const CustodyView = z.object({
  asOf: z.string(),
  lists: z.array(ArchiveListView),
  transferable: z.array(z.object({ volumeId: z.uuid(), label: z.string(), isDue: z.boolean() })),
  condemned: z.array(z.object({ volumeId: z.uuid(), label: z.string() })),
  fixity: FixityView.nullable(),
  settings: ArchiveSettings,
  version: z.int(),
});
export type CustodyView = z.output<typeof CustodyView>;
