import { afterEach, expect, test } from 'vitest';
import { fromHex, select, suiteOf } from 'verifiable-draw';
import { demoCreditCode } from '../../demo/codes.ts';
import { read } from '../core/transact.ts';
import { saveEnterprise } from '../directory/actions/save.ts';
import { setSubdistricts } from '../directory/actions/save.ts';
import { listUniverse } from '../directory/reads/pools.ts';
import { done, SAMPLE_SUBDISTRICTS, sampleEnterprise } from '../directory/sample.testing.ts';
import { sampleConfig } from '../testing/draw-district.ts';
import { testRuntime } from '../testing/runtime.ts';
import { commitLists } from './rules/announcement.ts';
import { rosterOf } from './rules/pool.ts';

const COUNT = 8;
const SALT_KEY = fromHex('5a'.repeat(32), 32);
const EVERYONE = { safetyDomains: [], riskColors: [], keyUnit: null };
/** One way to write the same directory each: the zone of the server, the language, how the typist's keyboard writes. */
const VARIANTS = [
  ['UTC', 'C', (text: string) => text],
  ['Asia/Shanghai', 'zh_CN.UTF-8', (text: string) => text.normalize('NFD')],
  ['America/New_York', 'en_US.UTF-8', fullWidth],
  ['Pacific/Kiritimati', 'tr_TR.UTF-8', (text: string) => ` ${text} `],
  ['Pacific/Marquesas', 'de_DE.UTF-8', (text: string) => text.normalize('NFC')],
] as const;

const before = { TZ: process.env['TZ'], LANG: process.env['LANG'] };
afterEach(() => {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

/** Digits and letters as a Chinese keyboard may write them: ９１Ａ. */
function fullWidth(text: string): string {
  return text.replaceAll(/[0-9A-Z]/g, (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0));
}

/** Another order for each round, the same for the same round. */
function shuffled(round: number): number[] {
  const key = fromHex(round.toString(16).padStart(64, '0'), 32);
  const all = Array.from({ length: COUNT }, (_, n) => ({ id: String(n), weight: 1 }));
  return select(suiteOf('vd1-sha256'), key, all, COUNT, 'none').selected.map(({ id }) => Number(id));
}

/** A new installation, filled in that order; the root of its roster and who would be drawn by a fixed key. */
async function installed(round: number): Promise<{ root: string; drawn: string[] }> {
  const [zone, language, write] = VARIANTS[round % VARIANTS.length] ?? VARIANTS[0];
  process.env['TZ'] = zone;
  process.env['LANG'] = language;
  const runtime = await testRuntime();
  try {
    await done(runtime, setSubdistricts, { subdistricts: SAMPLE_SUBDISTRICTS });
    for (const n of shuffled(round)) {
      const content = sampleEnterprise({
        creditCode: write(demoCreditCode(n + 1)),
        name: write(`天津市é${n + 1}号测试有限公司`),
      });
      await done(runtime, saveEnterprise, { target: null, reason: '新增', content });
    }
    const { strata, scope, weights, frequencyCap, exclusions } = sampleConfig();
    const rule = {
      config: { strata, scope, weights, frequencyCap, exclusions },
      planScope: EVERYONE,
      itemScopes: [],
      plan: { caps: undefined, exempt: new Set<string>() },
      drawnBefore: new Map(),
    };
    const roster = rosterOf(await read(runtime, 1, (tx) => listUniverse(tx)), rule);
    const nobody = {
      officers: [],
      experts: [],
      vehicles: [],
      devices: [],
      conflicts: [],
      expertConflicts: [],
      bookings: [],
    };
    const suite = suiteOf('vd1-sha256');
    const lists = commitLists(suite, { roster, ...nobody }, SALT_KEY);
    const { selected } = select(suite, SALT_KEY, lists.roster.leaves, 3, 'none');
    return { root: lists.roster.root, drawn: selected.map(({ id }) => id) };
  } finally {
    await runtime.close();
  }
}

test('ten installations filled in ten orders, zones, languages and writings have one root and one result', async () => {
  const first = await installed(0);
  expect(first.drawn).toHaveLength(3);
  for (let round = 1; round < 10; round += 1) expect(await installed(round), `round ${round}`).toEqual(first);
});
