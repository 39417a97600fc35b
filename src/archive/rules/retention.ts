/** 保管期限 and 档号. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import { TRANSFER_YEARS, type ArchiveSettings, type RetentionGround } from '../types/settings.ts';
import { RETENTIONS, type Retention, type VolumeKind } from '../types/volume.ts';
import type { InspectionCourse, PenaltyCourse } from './requirements.ts';

export function inspectionGround(course: InspectionCourse): RetentionGround {
  return course.isImpossible || course.measures.length > 0 ? 'found' : 'clean';
}

export function penaltyGround(course: PenaltyCourse): RetentionGround {
  return course.isDiscussed || course.isTold ? 'major' : 'penalty';
}

/** The last day of the term: it counts from the first of January after the closing; null for ever. */
export function keepUntil(year: number, retention: Retention): string | null {
  const { years } = RETENTIONS[retention];
  return years === null ? null : `${year + years}-12-31`;
}

/** The day by which it goes to the district archive (档案法实施条例 §20). */
export function transferBy(year: number): string {
  return `${year + TRANSFER_YEARS}-12-31`;
}

/** One series of numbers for each kind and term, each year its own: what the register counts. */
export function seriesOf(kind: VolumeKind, retention: Retention): string {
  return `archive-${kind}-${retention}`;
}

/** e.g. `Z001-JC·2026-D30-YJ-0007`. */
export function archiveNumber(
  settings: ArchiveSettings,
  volume: { readonly kind: VolumeKind; readonly year: number; readonly retention: Retention; readonly serial: number },
): string {
  const parts: Readonly<Record<string, string>> = {
    全宗号: settings.fonds,
    门类: settings.categories[volume.kind],
    年度: String(volume.year),
    保管期限: RETENTIONS[volume.retention].mark,
    机构: settings.agency,
    件号: String(volume.serial).padStart(settings.digits, '0'),
  };
  return settings.scheme.replaceAll(/\{([^}]+)\}/g, (_all, name: string) => parts[name] ?? '');
}

/** A term only ever grows (档案法 §21: nothing is destroyed before its time). */
export function extensionRefusals(now: Retention, next: Retention): Refusal[] {
  const order = Object.keys(RETENTIONS) as Retention[];
  if (order.indexOf(next) > order.indexOf(now)) return [];
  return [{ code: 'archive-not-longer', at: 'retention', facts: { retention: RETENTIONS[now].title } }];
}

/** Appraised when its term is over, or to keep it longer at any time. */
export function appraisalRefusals(
  volume: { readonly retention: Retention; readonly keepUntil: string | null },
  proposal: { readonly proposal: 'extend' | 'destroy'; readonly retention?: Retention | undefined },
  today: string,
): Refusal[] {
  if (proposal.proposal === 'extend')
    return proposal.retention === undefined ? [] : extensionRefusals(volume.retention, proposal.retention);
  if (volume.keepUntil === null) return [{ code: 'archive-permanent' }];
  return volume.keepUntil < today ? [] : [{ code: 'archive-term-running', facts: { day: volume.keepUntil } }];
}
