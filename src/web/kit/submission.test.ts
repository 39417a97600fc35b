import { describe, expect, test } from 'vitest';
import type { Outcome } from './api.ts';
import { newCommandId } from './command-id.ts';
import { submitter } from './submission.ts';

const done: Outcome<string> = { ok: true, value: 'done', at: undefined };
const lost: Outcome<string> = {
  ok: false,
  isAnswered: false,
  refusals: [{ code: 'no-connection', reason: '网络不通' }],
};
const refused: Outcome<string> = {
  ok: false,
  isAnswered: true,
  refusals: [{ code: 'plan-not-found', reason: '没有这份计划' }],
};

/** A server that answers in the given order and remembers under which id it was asked. */
function server(...answers: Outcome<string>[]): { ids: string[]; submit: (input: string) => Promise<Outcome<string>> } {
  const ids: string[] = [];
  const submit = submitter<string, string>((_input, commandId) => {
    ids.push(commandId);
    return Promise.resolve(answers[ids.length - 1] ?? done);
  });
  return { ids, submit };
}

describe('one submission of a form', () => {
  test('a press after a lost answer repeats the same command, even with changed input', async () => {
    const { ids, submit } = server(lost, lost, done);
    await submit('a');
    await submit('a');
    await submit('b');
    expect(new Set(ids).size).toBe(1);
    expect(ids).toHaveLength(3);
  });

  test('after a refusal the corrected form is a new command', async () => {
    const { ids, submit } = server(refused, done);
    await submit('a');
    await submit('b');
    expect(new Set(ids).size).toBe(2);
  });

  test('after it was done, the next is a new command', async () => {
    const { ids, submit } = server(done, done);
    await submit('a');
    await submit('a');
    expect(new Set(ids).size).toBe(2);
  });

  test('two quick presses are one request', async () => {
    const { ids, submit } = server(done, refused);
    const [first, second] = await Promise.all([submit('a'), submit('a')]);
    expect(ids).toHaveLength(1);
    expect(first).toBe(second);
  });

  test('a crash while sending does not lock the form', async () => {
    let attempts = 0;
    const submit = submitter<string, string>(() => {
      attempts += 1;
      return attempts === 1 ? Promise.reject(new Error('bug')) : Promise.resolve(done);
    });
    await expect(submit('a')).rejects.toThrow('bug');
    await expect(submit('a')).resolves.toEqual(done);
  });

  test('command ids are version 4 UUIDs and differ', () => {
    const ids = Array.from({ length: 100 }, newCommandId);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(100);
  });
});
