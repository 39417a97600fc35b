/** Whether this person may take the step with this volume now: by role and by state. @module */
import { moveRefusals, type VolumeDeed } from '../../../archive/rules/moves.ts';
import type { VolumeView } from '../../../archive/types/views.ts';
import { useMayDo } from '../../kit/session.ts';

export function useMayMove(kind: VolumeDeed, { state }: Pick<VolumeView, 'state'>): boolean {
  return useMayDo(kind) && moveRefusals(kind, state).length === 0;
}
