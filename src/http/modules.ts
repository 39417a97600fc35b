/** The modules' deeds and reads, in the order of the pipeline. @module */
import { bureauDeedSpecs, bureauReadSpecs } from '../bureau/routes.ts';
import type { DeedSpec, ReadSpec } from '../core/command.ts';

export const DEED_SPECS: readonly DeedSpec[] = [...bureauDeedSpecs];

export const READ_SPECS: readonly ReadSpec[] = [...bureauReadSpecs];
