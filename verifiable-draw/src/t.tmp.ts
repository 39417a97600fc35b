import { commitRoster, formatLeaves, parseLeaves, rosterShape } from './leaves.ts';
import { sha256Suite } from './suite.ts';
import { creditCode } from './testing/scene.ts';
const N = 200000;
const e = Array.from({ length: N }, (_, i) => ({
  id: creditCode(i),
  name: '示例企业' + i,
  status: 'eligible' as const,
  stratum: 'hazchem',
  weight: 1,
}));
for (let r = 0; r < 2; r++) {
  let t = performance.now();
  const c = commitRoster(sha256Suite, new Uint8Array(32), e);
  console.log('commit', (performance.now() - t) | 0);
  t = performance.now();
  const f = formatLeaves(c.leaves);
  console.log('format', (performance.now() - t) | 0);
  t = performance.now();
  parseLeaves(sha256Suite, f, rosterShape, 'r');
  console.log('parse', (performance.now() - t) | 0);
}
