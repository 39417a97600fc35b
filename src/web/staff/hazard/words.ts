/** Values of major hazards as people read them. @module */
import type { HazardState } from '../../../hazard/types/hazard.ts';
import type { HazardView } from '../../../hazard/types/views.ts';
import type { StateTone } from '../../kit/state-tag.tsx';
import { hazardText } from '../../kit/strings/hazard.zh.ts';

export const HAZARD_TONES: Readonly<Record<HazardState, StateTone>> = {
  found: 'problem',
  registered: 'waiting',
  planning: 'active',
  'plan-submitted': 'waiting',
  treating: 'active',
  claimed: 'waiting',
  accepting: 'active',
  accepted: 'waiting',
  removed: 'done',
  transferred: 'ended',
  dismissed: 'ended',
};

export const HAZARD_STAGES = Object.entries(hazardText.stages).map(([key, title]) => ({ key, title }));
export const STAGE_OF: Readonly<Record<HazardState, keyof typeof hazardText.stages | undefined>> = {
  found: 'register',
  registered: 'supervise',
  planning: 'plan',
  'plan-submitted': 'plan',
  treating: 'treat',
  claimed: 'accept',
  accepting: 'accept',
  accepted: 'remove',
  removed: undefined,
  transferred: undefined,
  dismissed: undefined,
};

export function personOptions(people: HazardView['experts']): { value: string; label: string }[] {
  return people.map(({ personId, name, number }) => ({ value: personId, label: `${name}（${number}）` }));
}

export function officerOptions({ officers }: Pick<HazardView, 'officers'>): { value: string; label: string }[] {
  return personOptions([...officers].sort((a, b) => Number(b.isOfTeam) - Number(a.isOfTeam)));
}
