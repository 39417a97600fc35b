/** What stands behind a piece of evidence, and what speaks against one (行政处罚法 §46, §55). Pure. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import { UPLOAD_KINDS, type UploadFormat } from '../../core/uploads/kinds.ts';
import { EVIDENCE_KINDS } from '../types/case.ts';
import {
  BACKINGS,
  EVIDENCE_NEEDS,
  type Backing,
  type Evidence,
  type EvidenceInput,
  type KeptFile,
} from '../types/evidence.ts';
import type { CaseFile } from '../types/file.ts';
import type { CaseContext } from './context.ts';
import type { Now } from './apply.ts';

/** The piece as the case keeps it: the files as they were found to be. */
export function pieceOf({ files, photoIds, ...said }: EvidenceInput, now: Now): Evidence {
  return {
    ...said,
    evidenceId: now.newId(),
    files: [
      ...keptFiles(files, now),
      ...photoIds.flatMap((id) => now.visit.pieces.find(({ photoId }) => photoId === id) ?? []),
    ],
    addedOn: now.today,
    addedBy: now.staffId,
    addition: null,
    excluded: null,
  };
}

/** Uploads by what they are. @throws Error for one that nobody has looked at: the guards refuse it */
export function keptFiles(files: EvidenceInput['files'], { uploads }: Pick<CaseContext, 'uploads'>): KeptFile[] {
  return files.map(({ sha256, name }) => {
    const upload = uploads.get(sha256);
    if (upload === undefined) throw new Error(`no upload ${sha256}`);
    return { sha256, name, format: upload.format, size: upload.size, photoId: null };
  });
}

/** Files that the words name and the bureau has not received. `at` is the field. */
export function uploadRefusals(
  files: EvidenceInput['files'],
  { uploads }: Pick<CaseContext, 'uploads'>,
  at: string,
): Refusal[] {
  return files.flatMap(({ sha256, name }) =>
    uploads.has(sha256) ? [] : [{ code: 'evidence-file-unknown', at, facts: { name } }],
  );
}

type Behind = Pick<Evidence, 'kind' | 'findingIds' | 'paper' | 'holdId'> & {
  readonly files: readonly Pick<KeptFile, 'photoId'>[];
};

/** What stands behind the piece. */
export function backingsOf({ files, findingIds, paper, holdId }: Omit<Behind, 'kind'>): Backing[] {
  return [
    ...(files.some(({ photoId }) => photoId === null) ? (['file'] as const) : []),
    ...(files.some(({ photoId }) => photoId !== null) ? (['photo'] as const) : []),
    ...(findingIds.length > 0 ? (['finding'] as const) : []),
    ...(paper === undefined ? [] : (['paper'] as const)),
    ...(holdId === undefined ? [] : (['hold'] as const)),
  ];
}

/** Nothing that its kind asks for stands behind it. */
export function unbackedRefusals(piece: Behind, at: string): Refusal[] {
  const needs = EVIDENCE_NEEDS[piece.kind];
  return backingsOf(piece).some((backing) => needs.includes(backing))
    ? []
    : [
        {
          code: 'evidence-nothing-behind',
          at,
          facts: { kind: EVIDENCE_KINDS[piece.kind], needs: needs.map((need) => BACKINGS[need]) },
        },
      ];
}

/** Files, photos, findings and holds that a new piece names, and whether they are enough for its kind. */
export function behindRefusals(file: CaseFile, evidence: EvidenceInput, context: CaseContext): Refusal[] {
  const { uploads, visit } = context;
  const at = (field: string): string => `evidence.${field}`;
  const refusals = uploadRefusals(evidence.files, context, at('files'));
  const had = new Map(file.evidence.flatMap(({ files, name }) => files.map(({ sha256 }) => [sha256, name] as const)));
  for (const { sha256 } of evidence.files) {
    const name = had.get(sha256);
    // What the visit has kept is named as its photo: one original, one row.
    const isOfVisit = visit.pieces.some((piece) => piece.sha256 === sha256);
    if (name !== undefined) refusals.push({ code: 'evidence-file-twice', at: at('files'), facts: { name } });
    if (isOfVisit) refusals.push({ code: 'evidence-file-of-visit', at: at('files') });
  }
  const photos = evidence.photoIds.flatMap((id) => visit.pieces.find(({ photoId }) => photoId === id) ?? []);
  if (photos.length < evidence.photoIds.length) refusals.push({ code: 'evidence-photo-unknown', at: at('photoIds') });
  const findings = new Set(visit.findings.map(({ findingId }) => findingId));
  if (evidence.findingIds.some((id) => !findings.has(id)))
    refusals.push({ code: 'evidence-finding-unknown', at: at('findingIds') });
  if (
    evidence.holdId !== undefined &&
    !file.holds.some(({ holdId, approvedOn }) => holdId === evidence.holdId && approvedOn !== null)
  )
    refusals.push({ code: 'hold-unknown', at: at('holdId') });
  if (evidence.originality === 'copy' && (evidence.keptAt ?? '') === '')
    refusals.push({ code: 'evidence-copy-kept', at: at('keptAt') });
  const formats = [
    ...evidence.files.flatMap(({ sha256 }) => uploads.get(sha256)?.format ?? []),
    ...photos.map(({ format }) => format),
  ];
  if (evidence.kind === 'audiovisual' && formats.length > 0 && !formats.some(isSeenOrHeard))
    refusals.push({ code: 'evidence-file-kind', at: at('files') });
  const behind = { ...evidence, files: [...evidence.files.map(() => ({ photoId: null })), ...photos] };
  return [...refusals, ...unbackedRefusals(behind, at('files'))];
}

function isSeenOrHeard(format: UploadFormat): boolean {
  return UPLOAD_KINDS[format].group !== 'document';
}

/** What still counts. */
export function standingEvidence({ evidence }: Pick<CaseFile, 'evidence'>): Evidence[] {
  return evidence.filter(({ excluded }) => excluded === null);
}

/** The files that an act names in its words, wherever it says them. */
export function namedFiles(input: unknown): readonly EvidenceInput['files'][number][] {
  const { evidence, recheck, files } = input as Named & { readonly evidence?: Named; readonly recheck?: Named };
  return [evidence?.files, recheck?.files, files].flatMap((each) => each ?? []);
}
interface Named {
  readonly files?: EvidenceInput['files'];
}

/** Every file of the case, whoever brought it. */
export function filesOf({ evidence, statements, claims, rechecks }: CaseFile): KeptFile[] {
  return [...evidence, ...statements, ...claims, ...rechecks].flatMap(({ files }) => files);
}
