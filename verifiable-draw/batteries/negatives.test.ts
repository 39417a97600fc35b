import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { utf8 } from '../src/index.ts';
import { startPythonJudge } from './python.ts';
import { failures } from './trial.ts';

const FOLDER = fileURLToPath(new URL('../vectors/negative/', import.meta.url));
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

interface Vector {
  readonly what: string;
  readonly step: string;
  readonly withoutBls?: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Python starts and computes on a machine that may be busy. */
const PATIENCE = { timeout: 180_000 };

describe('the negative vectors', () => {
  const python = startPythonJudge();
  afterAll(() => python.close());

  it('are all those of the protocol', () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(20);
  });

  it.each(NAMES)('%s is refused by both verifiers at the named step', PATIENCE, async (name) => {
    const { step, withoutBls, files } = JSON.parse(readFileSync(`${FOLDER}${name}`, 'utf8')) as Vector;
    const bundle = new Map(Object.entries(files).map(([path, text]) => [path, utf8(text)]));
    expect(failures(bundle)).toContain(step);
    expect(await python.failures(bundle)).toContain(withoutBls ?? step);
  });
});
