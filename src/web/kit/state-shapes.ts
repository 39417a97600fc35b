/** The shape of each kind of state, as SVG path data in a 12 × 12 box; shared by desk and portal. @module */

/** 草稿 · 等待他人 · 进行中 · 完成 · 有问题或逾期 · 终止 */
export type StateTone = 'draft' | 'waiting' | 'active' | 'done' | 'problem' | 'ended';

interface Shape {
  /** Drawn as a line. */
  readonly line?: string;
  /** Filled. */
  readonly area?: string;
}

const RING = 'M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9z';

export const STATE_SHAPES: Readonly<Record<StateTone, Shape>> = {
  draft: { line: RING },
  waiting: { line: RING, area: 'M6 1.5v9a4.5 4.5 0 0 0 0-9z' },
  active: { area: 'M3 1.5 10.5 6 3 10.5z' },
  done: { line: 'm1.5 6.5 3 3 6-7' },
  problem: { area: 'M6 1 11.5 11H.5z' },
  ended: { line: 'm2 2 8 8m0-8-8 8' },
};
