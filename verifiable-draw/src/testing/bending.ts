/** Deeds of a test log, changed, left out or added. @module */
import type { Announcement } from '../announcement.ts';
import type { SourceSpec } from '../sources.ts';
import type { TestDeed } from './log.ts';
import { scene, type Scene } from './scene.ts';

export type Deeds = readonly TestDeed[];

/** Drand round 657413, 2023-09-15T11:00:03Z. */
export const ROUND_TIME = 1_694_775_603;

/** Changes deeds of one kind. */
export const bend =
  (kind: string, change: (deed: TestDeed) => TestDeed) =>
  (deeds: Deeds): Deeds =>
    deeds.map((deed) => (deed.kind === kind ? change(deed) : deed));

export const without =
  (...kinds: readonly string[]) =>
  (deeds: Deeds): Deeds =>
    deeds.filter(({ kind }) => !kinds.includes(kind));

/** A draw given up for a source that turned out invalid. */
export function voidDeed(): TestDeed {
  return { kind: 'draw.void', at: '2026-03-02T02:00:00Z', facts: { reason: 'SOURCE_INVALID' } };
}

/** Other facts in deeds of one kind. */
export const refact = (kind: string, facts: TestDeed['facts']) =>
  bend(kind, (deed) => ({ ...deed, facts: { ...deed.facts, ...facts } }));

export function typing(source: string, value: string, attempt: number, at: string): TestDeed {
  return { kind: 'draw.record-source', at, actor: 'operator', facts: { source, attempt, value } };
}

export function typingCheck(source: string, value: string, attempt: number, isSame: boolean, at: string): TestDeed {
  return { kind: 'draw.confirm-source', at, actor: 'witness', facts: { source, attempt, value, isSame } };
}

/** A public draw whose outside source was typed as `more` says. */
export function typedSource(
  source: SourceSpec,
  value: string,
  more: Deeds,
  deadlines: Partial<Announcement['deadlines']> = {},
): Scene {
  return scene({
    profile: 'public',
    more: { [source.id]: value },
    change: (a) => ({
      ...a,
      sources: [...a.sources, source],
      missing: { ...a.missing, [source.id]: 'void' },
      deadlines: { ...a.deadlines, ...deadlines },
    }),
    deeds: (deeds) => [...deeds.slice(0, -2), ...more, ...deeds.slice(-2)],
  });
}
