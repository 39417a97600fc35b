import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runPython } from '../batteries/python.ts';
import { canonicalDocument } from '../src/canonical.ts';
import { toHex } from '../src/bytes.ts';
import { leafHash } from '../src/merkle.ts';
import { parsePolicy } from '../src/policy.ts';
import { buildSubstitutionReceipt, verifySubstitutionReceipt } from '../src/receipt.ts';
import type { SubstitutionDocument } from '../src/substitution.ts';
import { sha256Suite } from '../src/suite.ts';
import { bytes32, logEntries, POLICY, proveEntries } from '../src/testing/log.ts';

const home = mkdtempSync(join(tmpdir(), 'vdraw-receipt-'));
afterAll(() => rmSync(home, { recursive: true }));

/** A substitution that the log really holds. */
function receiptOf(document: SubstitutionDocument): string {
  const facts = { request: document.request, document: toHex(leafHash(sha256Suite, canonicalDocument(document))) };
  const [logged] = proveEntries(
    logEntries([{ kind: 'draw.substitute', at: '2026-03-04T02:00:00Z', facts }]),
    () => true,
  );
  if (logged === undefined) throw new Error('an entry expected');
  return buildSubstitutionReceipt('vd1-sha256', document, logged);
}

function byPython(receipt: string): boolean {
  const [path, policy] = [join(home, 'receipt'), join(home, 'policy')];
  writeFileSync(path, receipt);
  writeFileSync(policy, POLICY);
  const { text } = runPython(['verify.py', path, '--receipt', '--json', '--policy', policy]);
  return (JSON.parse(text) as { ok: boolean }).ok;
}

it('of a skipped enterprise for which nobody was left sends no one to any door', () => {
  const skipped: SubstitutionDocument = {
    type: 'vdraw/1/substitution',
    draw: '120111-2026-T1-1',
    request: 1,
    event: toHex(bytes32('approval')),
    what: 'enterprise',
    enterprise: 'DIR-1',
    officers: [],
    experts: [],
  };
  const officers = [{ place: 0, person: 'ZF-1' }];
  for (const [document, ok] of [
    [{ ...skipped, substitute: 'DIR-2', officers }, true],
    [skipped, false],
  ] as const) {
    const receipt = receiptOf(document);
    expect(verifySubstitutionReceipt(receipt, parsePolicy(POLICY)).ok).toBe(ok);
    expect(byPython(receipt)).toBe(ok);
  }
}, 60_000);
