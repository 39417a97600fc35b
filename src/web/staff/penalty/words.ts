/** Values of cases as people read them. @module */
import { servable } from '../../../penalty/rules/forms.ts';
import {
  NO_PENALTY_GROUNDS,
  OUTCOMES,
  PENALTY_KINDS,
  type CaseState,
  type Outcome,
} from '../../../penalty/types/case.ts';
import type { CaseView } from '../../../penalty/types/views.ts';
import type { StateTone } from '../../kit/state-tag.tsx';
import { titlesOfRoles } from '../../kit/strings/common.zh.ts';
import { penaltyText } from '../../kit/strings/penalty.zh.ts';
import type { Around, Option } from './spec-controls.tsx';

export const STATE_TONES: Readonly<Record<CaseState, StateTone>> = {
  lead: 'waiting',
  filing: 'waiting',
  investigating: 'active',
  reviewing: 'waiting',
  noticing: 'active',
  noticed: 'active',
  hearing: 'active',
  'reviewing-hearing': 'waiting',
  submitting: 'active',
  discussing: 'waiting',
  deciding: 'waiting',
  decided: 'active',
  executing: 'active',
  court: 'active',
  executed: 'active',
  closing: 'waiting',
  'transfer-asked': 'waiting',
  'transfer-approved': 'active',
  transferred: 'waiting',
  closed: 'done',
  'not-filed': 'ended',
};

export function yuanText(fen: number): string {
  return (fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 });
}

/** 罚款 8,000.00 元、警告 */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'penalty':
      return outcome.items
        .map(({ kind, fen }) =>
          fen === undefined ? PENALTY_KINDS[kind] : penaltyText.items.listed(PENALTY_KINDS[kind], yuanText(fen)),
        )
        .join('、');
    case 'no-penalty':
      return `${OUTCOMES[outcome.kind]}（${NO_PENALTY_GROUNDS[outcome.ground]}）`;
    case 'withdraw':
      return OUTCOMES[outcome.kind];
  }
}

export function officerOptions(officers: CaseView['officers']): Option[] {
  return officers.map(({ officerId, name, number }) => ({ value: officerId, label: `${name}（${number}）` }));
}

export function aroundOf({ today, officers, people, benchmarks, file, documents, visit }: CaseView): Around {
  const options = people.map(({ staffId, name, roles }) => ({
    value: staffId,
    label: `${name}（${titlesOfRoles(roles)}）`,
  }));
  const waiting = new Set(servable(file).map(({ documentId }) => documentId));
  const papers = documents.filter(({ documentId }) => waiting.has(documentId));
  return {
    today,
    officers: officerOptions(officers),
    people: options,
    deputies: [],
    benchmarks,
    file,
    papers,
    visit,
    uploadTo: `/api/penalties/${file.caseId}/files`,
  };
}
