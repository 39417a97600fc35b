import { describe, expect, test } from 'vitest';
import { readListState } from './list-state.ts';

const OFFER = {
  columns: [{ key: 'name', isSortable: true }, { key: 'street' }],
  filters: [
    { key: 'status', options: [{ value: 'active' }, { value: 'closed' }] },
    { key: 'street', options: [] },
    { key: 'risk', options: [{ value: 'red' }, { value: 'orange' }, { value: 'blue' }], isMultiple: true },
  ],
};

describe('an address of a list', () => {
  test('is taken at its word where the list offers it', () => {
    expect(readListState({ q: ' 瑞恒 ', status: 'closed', sort: '-name', page: '3', other: 'x' }, OFFER)).toEqual({
      conditions: { q: '瑞恒', status: 'closed' },
      sort: '-name',
      page: 3,
    });
  });

  test.each([
    [{ status: 'pink' }],
    [{ sort: 'phone' }],
    [{ sort: 'street' }],
    [{ page: '0' }],
    [{ page: '-1' }],
    [{ page: '1e9' }],
    [{ q: '　 ' }],
  ])('with %j is the list as it opens', (state) => {
    expect(readListState(state, OFFER)).toEqual({ conditions: {}, sort: undefined, page: 1 });
  });

  test('takes several values of a filter that offers it: each once, and what is not offered is left out', () => {
    const conditions = (risk: string, status = ''): unknown => readListState({ risk, status }, OFFER).conditions;
    expect(conditions('red,blue')).toEqual({ risk: 'red,blue' });
    expect(conditions('red,pink,,red')).toEqual({ risk: 'red' });
    expect(conditions('pink')).toEqual({});
    expect(conditions('', 'active,closed')).toEqual({});
  });

  test('keeps a filter whose choices are still on their way', () => {
    expect(readListState({ street: '120111100' }, OFFER).conditions).toEqual({ street: '120111100' });
  });

  test('never asks the server for more words than it takes', () => {
    expect(readListState({ q: '长'.repeat(200) }, OFFER).conditions['q']).toHaveLength(60);
  });
});
