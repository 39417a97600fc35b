/** The modules' deeds and reads, in the order of the pipeline. @module */
import type { DeedSpec, ReadSpec } from '../core/command.ts';

export const DEED_SPECS: readonly DeedSpec[] = [];

export const READ_SPECS: readonly ReadSpec[] = [];
