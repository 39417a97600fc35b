/** Values of a visit as people read them. @module */
import type { InspectionState } from '../../../inspection/types/visit.ts';
import type { VisitView } from '../../../inspection/types/board.ts';
import type { StateTone } from '../../kit/state-tag.tsx';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';

export const INSPECTION_TONES: Readonly<Record<InspectionState, StateTone>> = {
  assigned: 'waiting',
  preparing: 'active',
  'plan-submitted': 'waiting',
  'plan-reviewed': 'waiting',
  'plan-approved': 'active',
  notified: 'active',
  inspecting: 'active',
  'awaiting-signatures': 'waiting',
  signed: 'done',
  'following-up': 'active',
  closed: 'done',
  impossible: 'ended',
  replaced: 'ended',
};

type TeamMember = VisitView['team'][number];

/** 主办、协办、专家 */
export function dutyOf({ kind, seat }: Pick<TeamMember, 'kind' | 'seat'>): string {
  if (kind === 'expert') return inspectionText.team.expert;
  return seat === 0 ? inspectionText.team.lead : inspectionText.team.second;
}

export function nameOf({ team }: Pick<VisitView, 'team'>, personId: string): string {
  return team.find((member) => member.personId === personId)?.name ?? personId;
}

/** Findings that still stand. */
export function standingFindings({ findings }: Pick<VisitView, 'findings'>): VisitView['findings'] {
  return findings.filter(({ isWithdrawn }) => !isWithdrawn);
}
