import { describe, expect, it } from 'vitest';
import { detailsShape } from './result.ts';
import { read } from './shape.ts';

const HASH = 'ab'.repeat(32);

/** The details of a draw of which nothing came but one filled place, and what its rule was relaxed to. */
function details(slot: string, relaxed?: string): unknown {
  return {
    type: 'vdraw/1/details',
    draw: 'd1',
    announcement: HASH,
    sources: [],
    prk: HASH,
    strata: [],
    selected: [],
    teams: {
      feasible: true,
      phi: 0,
      loads: {},
      trace: [{ slot, officer: 'O1', skipped: [] }],
      ...(relaxed === undefined ? {} : { relaxed }),
    },
  };
}

function problem(document: unknown): string {
  try {
    read(detailsShape, document, 'details');
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('the details of a result', () => {
  it('name a place by its enterprise and a number of one to three digits', () => {
    for (const slot of ['E1#0', 'E1#12', 'E1#999']) expect(problem(details(slot))).toBe('');
    const wrong = 'details: $.teams.trace[0].slot: expected a slot like <enterprise>#0';
    for (const slot of ['E1', 'E1#', 'E1#1234', 'E1#1x', 'E1#0#']) expect(problem(details(slot))).toBe(wrong);
  });

  it('say how far the cap was relaxed: by 1 to 99, and nothing else', () => {
    for (const step of ['cap+1', 'cap+9', 'cap+10', 'cap+99']) expect(problem(details('E1#0', step))).toBe('');
    const wrong = 'details: $.teams.relaxed: expected a relax step';
    for (const step of ['cap+0', 'cap+100', 'cap+1x', 'cap+', 'xcap+1', 'cap1'])
      expect(problem(details('E1#0', step))).toBe(wrong);
  });
});
