/** The record: what must be in it, when it may be frozen, and what is signed. Browser-safe. @module */
import type { CanonicalObject } from 'verifiable-draw';
import { deadline, type Deadline } from '../../core/calendar/deadline.ts';
import type { WorkCalendar } from '../../core/calendar/work-calendar.ts';
import type { Refusal } from '../../core/result.ts';
import type { ChecklistLine } from '../../items/types.ts';
import type {
  Answer,
  AnswerInput,
  Conclusion,
  Finding,
  FindingInput,
  FindingLevel,
  Inspection,
  OpinionInput,
} from '../types/visit.ts';

/** 责令限期整改 counts calendar days; the last day rolls over a rest day (domain §16). */
export function dueOf(days: number, statedOn: string, calendar: WorkCalendar): Deadline | undefined {
  return days === 0 ? undefined : deadline({ unit: 'day', n: days, start: statedOn, rollover: true }, calendar);
}

/** Every reason a finding may not stand as stated. `line` is its check point; undefined when the check table has none such. */
export function findingRefusals(
  finding: FindingInput,
  line: ChecklistLine | undefined,
  answer: Answer | undefined,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (line === undefined) return [{ code: 'finding-point-unknown', at: 'pointNo' }];
  if (answer !== undefined && answer !== 'fail') refusals.push({ code: 'finding-point-passed', at: 'pointNo' });
  if (finding.level === 'major' && line.severity === 'general')
    refusals.push({ code: 'finding-level-without-criterion', at: 'level' });
  if (finding.level === 'major' && (finding.criterion ?? '') === '')
    refusals.push({ code: 'finding-criterion-missing', at: 'criterion' });
  if (finding.level === 'general' && line.severity === 'major')
    refusals.push({ code: 'finding-level-too-low', at: 'level' });
  const isOnTheSpot = finding.measureKind === 'on-the-spot';
  if (isOnTheSpot && finding.days > 0) refusals.push({ code: 'finding-days-on-the-spot', at: 'days' });
  if (finding.measureKind === 'rectify' && finding.days === 0)
    refusals.push({ code: 'finding-days-missing', at: 'days' });
  if (isOnTheSpot && finding.level === 'major') refusals.push({ code: 'finding-major-on-the-spot', at: 'measureKind' });
  return refusals;
}

/** Days first proposed for rectifying; the officer decides. */
const PROPOSED_DAYS = { general: 15, major: 7 } as const satisfies Record<FindingLevel, number>;

/** The level a failed point has unless the officer judges otherwise. */
export function proposedLevel(severity: ChecklistLine['severity']): FindingLevel {
  return severity === 'major' ? 'major' : 'general';
}

/**
 * Measure and days first proposed for a level. Never a stop of work: that needs the officer's own judgement
 * (严禁动辄责令停产停业, 国办发〔2024〕54号).
 */
export function proposedMeasure(level: FindingLevel): Pick<FindingInput, 'measureKind' | 'days'> {
  return { measureKind: 'rectify', days: PROPOSED_DAYS[level] };
}

/** Why this person may not confirm the level: two different people say that a hazard is major, or no longer (domain §21.4). */
export function levelRefusals(needsReview: boolean, isOwn: boolean): Refusal[] {
  const refusals: Refusal[] = [];
  if (!needsReview) refusals.push({ code: 'finding-not-major' });
  if (isOwn) refusals.push({ code: 'finding-own-review' });
  return refusals;
}

/** Everything that is in a record. */
export interface RecordParts {
  readonly inspection: Pick<Inspection, 'inspectionId' | 'drawId' | 'checkedIn'>;
  readonly bureau: string;
  readonly enterprise: { readonly name: string; readonly creditCode: string };
  /** The day the officers showed their certificates. */
  readonly inspectedOn: string;
  /** When the record is frozen: each freezing gives another record, which everybody signs anew. */
  readonly closedAt: string;
  readonly team: readonly RecordMember[];
  readonly checklist: readonly ChecklistLine[];
  readonly answers: readonly AnswerInput[];
  readonly findings: readonly Finding[];
  readonly opinions: readonly (OpinionInput & { readonly expertId: string; readonly number: number })[];
  /** Photographs and videos, by hash; in the record only when there are any. */
  readonly photos?: readonly RecordPhoto[];
  /** Points that have a picture, film or paper in the file beside these; keys of `keyOf`. */
  readonly evidenced?: ReadonlySet<string>;
}

export interface RecordPhoto {
  readonly sha256: string;
  readonly itemId: string;
  readonly pointNo: number;
}

export interface RecordMember {
  readonly kind: 'officer' | 'expert';
  readonly personId: string;
  readonly seat: number;
  readonly name: string;
  /** 执法证号 or 专家编号. */
  readonly number: string;
}

/** A point that is shown by a picture or film (证据形式, 附件四) and was found 不合格 needs one in the file. */
export function demandsPicture({ evidence }: Pick<ChecklistLine, 'evidence'>): boolean {
  return /照片|拍照|影像|录像|视频/.test(evidence);
}

/** Every reason the record may not be frozen yet, all at once. */
export function recordRefusals(parts: RecordParts, officersRequired: number): Refusal[] {
  const refusals: Refusal[] = [];
  const answered = new Map(parts.answers.map((answer) => [keyOf(answer), answer.answer]));
  const open = parts.checklist.filter((line) => !answered.has(keyOf({ itemId: line.itemId, pointNo: line.no })));
  if (open.length > 0)
    refusals.push({ code: 'record-unanswered', facts: { count: open.length, first: open[0]?.question ?? '' } });
  const standing = parts.findings.filter((finding) => !finding.isWithdrawn);
  const failed = parts.answers.filter(({ answer }) => answer === 'fail');
  for (const answer of failed) {
    if (!standing.some((finding) => keyOf(finding) === keyOf(answer))) {
      refusals.push({
        code: 'record-fail-without-finding',
        at: keyOf(answer),
        facts: { question: questionOf(parts.checklist, answer) },
      });
    }
  }
  for (const finding of standing) {
    if (answered.get(keyOf(finding)) !== 'fail')
      refusals.push({ code: 'record-finding-without-fail', at: finding.findingId, facts: { number: finding.number } });
    if (finding.needsReview && finding.reviewedBy === null)
      refusals.push({ code: 'record-major-unreviewed', at: finding.findingId, facts: { number: finding.number } });
  }
  refusals.push(...pictureRefusals(parts, failed));
  if (parts.inspection.checkedIn.length < officersRequired) {
    refusals.push({
      code: 'too-few-officers',
      facts: { present: parts.inspection.checkedIn.length, required: officersRequired },
    });
  }
  for (const expert of parts.team.filter(({ kind }) => kind === 'expert')) {
    if (!parts.opinions.some(({ expertId }) => expertId === expert.personId)) {
      refusals.push({ code: 'record-expert-silent', at: expert.personId, facts: { name: expert.name } });
    }
  }
  return refusals;
}

function pictureRefusals(parts: RecordParts, failed: readonly AnswerInput[]): Refusal[] {
  const pictured = new Set([...(parts.evidenced ?? []), ...(parts.photos ?? []).map(keyOf)]);
  return failed.flatMap((answer) => {
    const line = parts.checklist.find(({ itemId, no }) => keyOf({ itemId, pointNo: no }) === keyOf(answer));
    if (line === undefined || !demandsPicture(line) || pictured.has(keyOf(answer))) return [];
    const facts = { question: line.question, evidence: line.evidence };
    return [{ code: 'record-evidence-missing', at: keyOf(answer), facts }];
  });
}

/** 检查结论 from what was found; never a default "normal" (it follows from answers that all had to be given). */
export function conclusionOf(findings: readonly Pick<Finding, 'isWithdrawn' | 'measureKind' | 'level'>[]): Conclusion {
  const standing = findings.filter(({ isWithdrawn }) => !isWithdrawn);
  if (standing.length === 0) return 'no-problem';
  return standing.every(({ measureKind }) => measureKind === 'on-the-spot') ? 'corrected' : 'follow-up';
}

/** 办结 waits until nothing that was found still runs. */
export function closingRefusals(
  findings: readonly Pick<Finding, 'isWithdrawn' | 'measureKind' | 'settledOn'>[],
): Refusal[] {
  const open = findings.filter(
    ({ isWithdrawn, measureKind, settledOn }) => !isWithdrawn && measureKind !== 'on-the-spot' && settledOn === null,
  );
  return open.length === 0 ? [] : [{ code: 'close-open-findings', facts: { count: open.length } }];
}

/** The record as it is signed: canonical, so that its hash is the same for everyone (现场检查记录). */
export function recordDocument(parts: RecordParts): CanonicalObject {
  const answers = new Map(parts.answers.map((answer) => [keyOf(answer), answer.answer]));
  return {
    type: 'sunlot/1/inspection-record',
    bureau: parts.bureau,
    inspection: parts.inspection.inspectionId,
    draw: parts.inspection.drawId,
    enterprise: { ...parts.enterprise },
    inspectedOn: parts.inspectedOn,
    closedAt: parts.closedAt,
    team: parts.team.map(({ kind, name, number, seat }) => ({
      kind,
      name,
      number,
      lead: kind === 'officer' && seat === 0,
    })),
    present: [...parts.inspection.checkedIn].sort(),
    checklist: parts.checklist.map((line) => ({
      item: line.code,
      version: line.version,
      no: line.no,
      question: line.question,
      answer: answers.get(keyOf({ itemId: line.itemId, pointNo: line.no })) ?? 'unanswered',
    })),
    findings: parts.findings
      .filter(({ isWithdrawn }) => !isWithdrawn)
      .map(({ number, place, description, level, criterion, measureKind, measure, dueOn, itemId, pointNo }) => ({
        number,
        point: keyOf({ itemId, pointNo }),
        place,
        description,
        level,
        ...(criterion === undefined || criterion === '' ? {} : { criterion }),
        measureKind,
        measure,
        ...(dueOn === null ? {} : { dueOn }),
      })),
    opinions: parts.opinions.map(({ expertId, number, problem, basis, measure, suggestedDays }) => ({
      expertId,
      number,
      problem,
      basis,
      measure,
      suggestedDays,
    })),
    ...((parts.photos ?? []).length === 0
      ? {}
      : { photos: (parts.photos ?? []).map((photo) => ({ sha256: photo.sha256, point: keyOf(photo) })) }),
  };
}

/** Names a check point within a visit. */
export function keyOf(point: { readonly itemId: string; readonly pointNo: number }): string {
  return `${point.itemId}#${point.pointNo}`;
}

function questionOf(checklist: readonly ChecklistLine[], answer: AnswerInput): string {
  return checklist.find((line) => line.itemId === answer.itemId && line.no === answer.pointNo)?.question ?? '';
}
