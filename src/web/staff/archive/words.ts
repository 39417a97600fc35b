/** Values of the archive as people read them. @module */
import { RETENTIONS, VOLUME_STATES, type TEST_OUTCOMES, type VolumeState } from '../../../archive/types/volume.ts';
import type { StateTone } from '../../kit/state-tag.tsx';
import { archiveText } from '../../kit/strings/archive.zh.ts';

export const VOLUME_TONES: Readonly<Record<VolumeState, StateTone>> = {
  collecting: 'active',
  complete: 'active',
  assembled: 'waiting',
  tested: 'waiting',
  archived: 'done',
  appraising: 'waiting',
  condemned: 'problem',
  destroyed: 'ended',
  transferring: 'waiting',
  transferred: 'done',
};
export const TEST_TONES: Readonly<Record<keyof typeof TEST_OUTCOMES, StateTone>> = {
  passed: 'done',
  failed: 'problem',
  skipped: 'waiting',
};

export const VOLUME_STAGES = Object.entries(archiveText.stages).map(([key, title]) => ({ key, title }));
/** After the seal the line is whole. */
export function stageOf(state: VolumeState): string | undefined {
  return state in archiveText.stages && state !== 'archived' ? state : undefined;
}

export const stateOptions = Object.entries(VOLUME_STATES).map(([value, label]) => ({ value, label }));
export const retentionOptions = Object.entries(RETENTIONS).map(([value, { title }]) => ({ value, label: title }));
