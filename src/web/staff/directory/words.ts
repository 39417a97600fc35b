/** States of imports as shapes. @module */
import type { ImportState } from '../../../directory/types/imports.ts';
import type { StateTone } from '../../kit/state-tag.tsx';

export const BATCH_TONES: Readonly<Record<ImportState, StateTone>> = {
  checked: 'waiting',
  written: 'done',
  undone: 'ended',
  cancelled: 'ended',
};
