/** The modules' deeds, reads and followers, in the order of the pipeline. @module */
import { bureauDeedSpecs, bureauReadSpecs } from '../bureau/routes.ts';
import type { DeedSpec, ReadSpec } from '../core/command.ts';
import type { Follower } from '../core/follow.ts';
import { itemsDeedSpecs, itemsReadSpecs } from '../items/routes.ts';
import { planDeedSpecs, planReadSpecs } from '../plan/routes.ts';

export const DEED_SPECS: readonly DeedSpec[] = [...bureauDeedSpecs, ...itemsDeedSpecs, ...planDeedSpecs];

export const READ_SPECS: readonly ReadSpec[] = [...bureauReadSpecs, ...itemsReadSpecs, ...planReadSpecs];

export const FOLLOWERS: readonly Follower[] = [];
