/** How the states of an objection look, at the desk and in public. @module */
import type { ObjectionState } from '../../disclosure/types/objection.ts';
import type { StateTone } from './state-shapes.ts';

export const OBJECTION_TONES: Readonly<Record<ObjectionState, StateTone>> = {
  open: 'waiting',
  upheld: 'done',
  corrected: 'done',
  withdrawn: 'ended',
};
