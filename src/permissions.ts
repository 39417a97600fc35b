/** The permission table: every deed and every read with the roles that may. Browser-safe; server, UI and manual share it. @module */
import { bureauDeeds, bureauReads } from './bureau/deeds.ts';
import type { DeedRules } from './core/actor.ts';

/** All deeds, by name. */
export const allDeeds: DeedRules = { ...bureauDeeds };

/** All reads, by name. */
export const allReads: DeedRules = { ...bureauReads };
