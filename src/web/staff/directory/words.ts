/** States of imports as shapes. @module */
import type { ImportState, RowOutcome } from '../../../directory/types/imports.ts';
import type { StateTone } from '../../kit/state-tag.tsx';

export const BATCH_TONES: Readonly<Record<ImportState, StateTone>> = {
  checked: 'waiting',
  written: 'done',
  undone: 'ended',
  cancelled: 'ended',
};

export const OUTCOME_TONES: Readonly<Record<RowOutcome, StateTone>> = {
  new: 'done',
  update: 'active',
  unchanged: 'ended',
  bad: 'problem',
  duplicate: 'waiting',
};
