/** Sheets of what followed a visit: service, what the enterprise reported, looking again, a major hazard. @module */
import { dayOf } from '../../core/clock.ts';
import { sentenceDate } from '../../core/calendar/sentences.ts';
import { HAZARD_STATES, SUPERVISION_LEVELS } from '../../hazard/types/hazard.ts';
import { ITEM_STATES, SERVICE_MEANS } from '../../rectification/types/order.ts';
import type { Row } from '../documents/sheet.ts';
import type { VisitMatter } from '../reads/course.ts';
import type { House } from './collect.ts';
import type { Piece } from './pieces.ts';
import { pieceOf, unitOf } from './sheets-visit.ts';

interface ReportRow {
  readonly findingId: string;
  readonly content: { readonly text: string };
  readonly at: string;
  readonly returnReason: string | null;
}

const OUTCOMES = { passed: '已整改', again: '限期继续整改', case: '转立案' } as const;

export function afterSheets(house: House, matter: VisitMatter, reports: readonly ReportRow[]): Piece[] {
  return [
    ...serviceSheet(house, matter),
    ...reportSheet(house, matter, reports),
    ...roundSheets(house, matter),
    ...hazardSheets(house, matter),
  ];
}

function serviceSheet(house: House, matter: VisitMatter): Piece[] {
  const service = matter.order?.row.service ?? null;
  // A receipt that was issued as a document says it already.
  if (service === null || matter.documents.some(({ form }) => form === 'service')) return [];
  return [
    pieceOf(house, 'service', {
      title: '责令整改送达回执',
      on: service.servedOn,
      facts: [
        ...unitOf(matter),
        ['送达方式', SERVICE_MEANS[service.means]],
        ['送达日期', sentenceDate(service.servedOn)],
        ['签收人', service.recipient],
        ['见证人', service.witness ?? ''],
        ['送达的责令整改', matter.order?.row.document_hash ?? ''],
      ],
    }),
  ];
}

function reportSheet(house: House, matter: VisitMatter, reports: readonly ReportRow[]): Piece[] {
  const last = reports.at(-1);
  if (last === undefined) return [];
  const numberOf = (id: string): number => matter.findings.find(({ findingId }) => findingId === id)?.number ?? 0;
  const sheet = {
    title: '整改情况报告',
    on: dayOf(last.at),
    facts: unitOf(matter),
    sections: reports.map(({ findingId, content, at, returnReason }) => ({
      heading: `问题 ${numberOf(findingId)}　${sentenceDate(dayOf(at))}`,
      rows: [
        ['整改情况', content.text],
        ['退回理由', returnReason ?? ''],
      ] as Row[],
    })),
  };
  return [pieceOf(house, 'report', sheet, matter.visit.row.enterprise_name)];
}

function roundSheets(house: House, matter: VisitMatter): Piece[] {
  const findings = new Map(matter.findings.map((finding) => [finding.findingId, finding]));
  const items = new Map((matter.order?.items ?? []).map((item) => [item.findingId, item]));
  return matter.rounds
    .filter(({ state }) => state === 'done')
    .map(({ round, openedOn, doneOn, documentHash, officerIds, signedBy, verdicts }) =>
      pieceOf(house, 'reinspection', {
        title: matter.rounds.length > 1 ? `整改复查意见书（第${round}次）` : '整改复查意见书',
        on: doneOn ?? openedOn,
        facts: [
          ...unitOf(matter),
          ['复查日期', sentenceDate(openedOn)],
          ['复查人员', `${officerIds.length} 名，已签字 ${signedBy.length} 名`],
          ['意见指纹', documentHash ?? ''],
        ],
        sections: verdicts.map(({ findingId, verdict }) => {
          const [finding, item] = [findings.get(findingId), items.get(findingId)];
          return {
            heading: `问题 ${item?.number ?? ''}`,
            rows: [
              ['问题', finding === undefined ? '' : `${finding.place}：${finding.description}`],
              ['复查结果', verdict === null ? '' : OUTCOMES[verdict.outcome]],
              ['复查意见', verdict?.opinion ?? ''],
              ['现状', item === undefined ? '' : ITEM_STATES[item.state]],
            ] as Row[],
          };
        }),
      }),
    );
}

/** The documents of supervision stand beside it; this says how it went. */
function hazardSheets(house: House, matter: VisitMatter): Piece[] {
  return matter.hazards.map(({ hazard }) => {
    const finding = matter.findings.find(({ findingId }) => findingId === hazard.findingId);
    return pieceOf(house, 'hazard', {
      title: '重大事故隐患登记表',
      on: dayOf(hazard.row.created_at),
      facts: [
        ...unitOf(matter),
        ['隐患', finding === undefined ? '' : `${finding.place}：${finding.description}`],
        ['判定标准', finding?.criterion ?? ''],
        ['督办级别', hazard.level === null ? '' : SUPERVISION_LEVELS[hazard.level]],
        ['治理期限', hazard.treatBy === null ? '' : sentenceDate(hazard.treatBy)],
        ['验收意见', hazard.acceptance?.opinion ?? ''],
        ['验收指纹', hazard.documentHash ?? ''],
        ['结果', HAZARD_STATES[hazard.state]],
        ['结束日期', hazard.row.ended_on === null ? '' : sentenceDate(hazard.row.ended_on)],
      ],
    });
  });
}
