/** 证据: something stands behind each piece, it is added and never changed, and its list is a paper of the case. */
import { describe, expect, test } from 'vitest';
import { listDocuments } from '../core/register/reads.ts';
import { read } from '../core/transact.ts';
import { pdfText } from '../testing/pdf.ts';
import { DOCX } from '../testing/upload-files.ts';
import { collectCase } from '../archive/actions/collect-case.ts';
import {
  carryCase,
  caseOf,
  DAY,
  DEPUTY,
  doAct,
  FINE,
  later,
  lead,
  LEGAL,
  openedCaseScene,
  reportOf,
  sampleEvidence,
  sampleFile,
  tryAct,
} from './scene.testing.ts';
import { EVIDENCE_KINDS } from './types/case.ts';
import { SERIES } from './types/documents.ts';
import { EVIDENCE_NEEDS } from './types/evidence.ts';

const scene = openedCaseScene();

const KINDS = Object.keys(EVIDENCE_KINDS) as (keyof typeof EVIDENCE_KINDS)[];

describe('penalty.add-evidence', () => {
  test.each(KINDS)('words alone are no %s', async (kind) => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'investigating');
    const bare = await sampleEvidence(scene, { kind, files: [] });
    expect(await tryAct(scene, lead(scene), 'add-evidence', caseId, { evidence: bare })).toEqual([
      'evidence-nothing-behind',
    ]);
    expect(EVIDENCE_NEEDS[kind]).toContain('file');
  });

  test('a file nobody has received, one that the case has, a copy without its original: all reasons at once', async () => {
    scene.at(DAY);
    const { caseId, evidence } = await carryCase(scene, 'evidence');
    const [had] = evidence[0]?.files ?? [];
    const input = await sampleEvidence(scene, {
      kind: 'audiovisual',
      originality: 'copy',
      files: [
        { sha256: 'f'.repeat(64), name: '没有上传.mp4' },
        { sha256: had?.sha256 ?? '', name: '又一次.pdf' },
      ],
      photoIds: ['00000000-0000-4000-8000-000000000001'],
      findingIds: ['00000000-0000-4000-8000-000000000002'],
      holdId: '00000000-0000-4000-8000-000000000003',
    });
    expect(await tryAct(scene, lead(scene), 'add-evidence', caseId, { evidence: input })).toEqual(
      expect.arrayContaining([
        'evidence-file-unknown',
        'evidence-file-twice',
        'evidence-photo-unknown',
        'evidence-finding-unknown',
        'hold-unknown',
        'evidence-copy-kept',
      ]),
    );
    expect((await caseOf(scene, caseId)).evidence).toEqual(evidence);
  });

  test('a Word file is no film', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'investigating');
    const files = [await sampleFile(scene, '说明.docx', DOCX)];
    const evidence = await sampleEvidence(scene, { kind: 'audiovisual', files });
    expect(await tryAct(scene, lead(scene), 'add-evidence', caseId, { evidence })).toEqual(['evidence-file-kind']);
  });

  test('of two at once with the same scan one is taken', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'investigating');
    const evidence = await sampleEvidence(scene);
    const both = await Promise.all([1, 2].map(() => tryAct(scene, lead(scene), 'add-evidence', caseId, { evidence })));
    expect(both.toSorted((a, b) => a.length - b.length)).toEqual([[], ['evidence-file-twice']]);
  });
});

describe('what was registered beforehand', () => {
  test('is kept as evidence only by a piece that points to it, and sent to be appraised only with a commission', async () => {
    scene.at(DAY);
    const mine = lead(scene);
    const { caseId } = await carryCase(scene, 'investigating');
    const asked = await doAct(scene, mine, 'request-hold', caseId, {
      hold: { goods: [{ name: '台账', quantity: '1本' }], place: '物证室', reason: '可能灭失' },
    });
    const holdId = asked.holds[0]?.holdId ?? '';
    await doAct(scene, DEPUTY, 'approve-hold', caseId, { holdId, opinion: '同意' });
    const settle = (end: 'kept' | 'appraised' | 'seized') =>
      tryAct(scene, DEPUTY, 'settle-hold', caseId, { holdId, end, reason: '处理' });
    expect(await settle('kept')).toEqual(['hold-without-evidence']);
    expect(await settle('appraised')).toEqual(['document-missing']);
    expect(await settle('seized')).toEqual(['hold-without-seizure']);
    await doAct(scene, mine, 'add-evidence', caseId, {
      evidence: await sampleEvidence(scene, { kind: 'physical', files: [], holdId }),
    });
    expect(await settle('kept')).toEqual([]);
  });
});

describe('penalty.supplement-evidence', () => {
  test('after the report a piece is added by name alone, and the list of the case is printed anew', async () => {
    scene.at(DAY);
    const mine = lead(scene);
    const { caseId } = await carryCase(scene, 'noticing');
    const evidence = await sampleEvidence(scene, { name: '补充的回函' });
    expect(await tryAct(scene, mine, 'add-evidence', caseId, { evidence })).toEqual(['case-state']);
    const first = (await caseOf(scene, caseId)).evidence[0]?.evidenceId ?? '';
    expect(await tryAct(scene, mine, 'exclude-evidence', caseId, { evidenceId: first, reason: '不采用' })).toEqual([
      'case-state',
    ]);
    const after = await doAct(scene, mine, 'supplement-evidence', caseId, { evidence, reason: '调查终结后收到' });
    expect(after.evidence.map(({ addition }) => addition)).toEqual([null, '调查终结后收到']);
    const lists = (await read(scene.runtime, 1, (tx) => listDocuments(tx, SERIES, caseId))).filter(
      ({ form }) => form === 'penalty/evidence-list',
    );
    expect(lists.map(({ end }) => end?.kind ?? null)).toEqual(['superseded', null]);
    const text = (await pdfText(await scene.runtime.files.get(lists.at(-1)?.sha256 ?? ''))).replaceAll(/\s/g, '');
    for (const { files } of after.evidence) for (const { sha256 } of files) expect(text).toContain(sha256);
    expect(text).toContain('补充：调查终结后收到');
  });
});

describe('penalty.exclude-evidence', () => {
  test('what is excluded stays in the list, proves nothing, and is not excluded twice', async () => {
    scene.at(DAY);
    const mine = lead(scene);
    const { caseId, evidence } = await carryCase(scene, 'evidence');
    const evidenceId = evidence[0]?.evidenceId ?? '';
    const exclude = () => tryAct(scene, mine, 'exclude-evidence', caseId, { evidenceId, reason: '取证程序有误' });
    expect(await exclude()).toEqual([]);
    expect(await exclude()).toEqual(['evidence-unknown']);
    const file = await caseOf(scene, caseId);
    expect(file.evidence).toHaveLength(1);
    expect(await tryAct(scene, mine, 'finish-investigation', caseId, { report: reportOf(file, FINE) })).toEqual([
      'evidence-unknown',
    ]);
  });

  test('an excluded piece that came later makes no penalty heavier', async () => {
    scene.at(DAY);
    const mine = lead(scene);
    const { caseId } = await carryCase(scene, 'noticed');
    await doAct(scene, mine, 'note-argument', caseId, {
      argument: '已整改',
      isAdopted: false,
      reply: '不影响',
      heardOn: DAY,
    });
    later(scene, 1);
    await doAct(scene, mine, 'reinvestigate', caseId, { reason: '核实' });
    const more = await doAct(scene, mine, 'add-evidence', caseId, { evidence: await sampleEvidence(scene) });
    const back = await doAct(scene, mine, 'exclude-evidence', caseId, {
      evidenceId: more.evidence.at(-1)?.evidenceId ?? '',
      reason: '来源不明',
    });
    const heavier = { kind: 'penalty' as const, items: [{ kind: 'fine' as const, fen: 900_000 }] };
    const facts = [{ text: '事实', evidenceIds: [back.evidence[0]?.evidenceId ?? ''] }];
    expect(
      await tryAct(scene, mine, 'finish-investigation', caseId, { report: reportOf(back, heavier, { facts }) }),
    ).toEqual(['heavier-after-argument']);
  });
});

describe('the volume of a case', () => {
  test('has the originals of its evidence among its papers', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'evidence');
    await doAct(scene, lead(scene), 'add-evidence', caseId, {
      evidence: await sampleEvidence(scene, { files: [await sampleFile(scene), await sampleFile(scene)] }),
    });
    const { runtime } = scene;
    const collected = await read(
      runtime,
      1,
      (tx) => collectCase(tx, runtime, { name: '测试局', isDemo: true }, caseId),
      LEGAL,
    );
    expect(collected.pieces.filter(({ requirement }) => requirement === 'originals')).toHaveLength(3);
  });
});
