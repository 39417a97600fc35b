/** Penalty cases on the wire. @module */
import type { DeedSpec } from '../core/command.ts';
import { caseDeedSpecs, decideOnSpot, openLead } from './actions/case.ts';
import { delegate, setBenchmark, setSettings, stopDelegation } from './actions/settings.ts';

export const penaltyDeedSpecs: readonly DeedSpec[] = [
  openLead,
  decideOnSpot,
  ...caseDeedSpecs,
  setSettings,
  setBenchmark,
  delegate,
  stopDelegation,
];
