/** Values of the list as people read them. @module */
import type { CreditState, MeasureState } from '../../../credit/types/credit.ts';
import type { StateTone } from '../../kit/state-tag.tsx';
import { creditText } from '../../kit/strings/credit.zh.ts';

export const CREDIT_TONES: Readonly<Record<CreditState, StateTone>> = {
  proposed: 'waiting',
  reviewed: 'waiting',
  notified: 'waiting',
  listed: 'problem',
  published: 'problem',
  'removal-asked': 'active',
  'removal-verified': 'waiting',
  removed: 'ended',
  declined: 'ended',
};

export const MEASURE_TONES: Readonly<Record<MeasureState, StateTone>> = {
  requested: 'waiting',
  acknowledged: 'active',
  declined: 'ended',
  'to-lift': 'waiting',
  lifted: 'done',
};

export const CREDIT_STAGES = Object.entries(creditText.stages).map(([key, title]) => ({ key, title }));
export const STAGE_OF: Readonly<Record<CreditState, keyof typeof creditText.stages | undefined>> = {
  proposed: 'review',
  reviewed: 'notify',
  notified: 'decide',
  listed: 'publish',
  published: 'manage',
  'removal-asked': 'manage',
  'removal-verified': 'manage',
  removed: undefined,
  declined: undefined,
};

export function optionsOf(words: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
