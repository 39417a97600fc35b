import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { allRefusalCodes } from './refusals.ts';

const SRC = fileURLToPath(new URL('../../../', import.meta.url));

describe.each(['items', 'plan'])('%s', (module) => {
  test('every code it refuses with has a sentence', () => {
    const files = readdirSync(join(SRC, module), { recursive: true, encoding: 'utf8' });
    const sources = files
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(SRC, module, file), 'utf8'));
    const codes = sources.flatMap((source) =>
      [...source.matchAll(/code: '([a-z-]+)'|\['([a-z-]+-differs?)'|headLines\('([a-z-]+)'/g)].map(
        (match) => match[1] ?? match[2] ?? match[3],
      ),
    );
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => code === undefined || !allRefusalCodes().includes(code))).toEqual([]);
  });
});
