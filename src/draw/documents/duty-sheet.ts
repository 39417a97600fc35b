/** 随机抽查分工表 by inspection teams (附件3 of the yearly notice, once the teams are drawn), a page for each team to take along. @module */
import { readFileSync } from 'node:fs';
import { sentenceDate } from '../../core/calendar/sentences.ts';
import { renderPdf } from '../../core/documents/render.ts';
import type { DutySheetContent } from '../types/duty-sheet.ts';

const TEMPLATE = readFileSync(new URL('duty-sheet.typ', import.meta.url), 'utf8');

export function dutySheetPdf(content: DutySheetContent): Uint8Array {
  const { bureau, publicId, name, year, isDemo, inspectFrom, inspectTo, at, teams } = content;
  return renderPdf({
    template: TEMPLATE,
    title: `随机抽查分工表 ${publicId}`,
    footer: `${bureau}　随机抽查分工表　${publicId}`,
    at,
    data: {
      bureau,
      'demo-line': isDemo ? '演示数据' : '',
      heading: `${year}年度随机抽查分工表`,
      lead: `${name}（${publicId}），检查日期${sentenceDate(inspectFrom)}至${sentenceDate(inspectTo)}，共 ${teams.length} 个检查组。`,
      overview: teams.map((team) => [team.name, team.members, String(team.visits.length)]),
      teams: teams.map((team) => ({
        name: team.name,
        members: [...team.members],
        visits: team.visits.map((visit, index) => [
          String(index + 1),
          [visit.enterprise, visit.creditCode, [visit.street, visit.address].filter((part) => part !== '').join('　')],
          visit.day === null ? '未排日期' : sentenceDate(visit.day),
          visit.experts.length === 0 ? ['—'] : [...visit.experts],
          visit.vehicles.length + visit.devices.length === 0 ? ['—'] : [...visit.vehicles, ...visit.devices],
        ]),
      })),
    },
  });
}
