/** 处罚卷: the documents that were issued, and a sheet for what exists only as acts. @module */
import { staffNames } from '../../bureau/reads.ts';
import { documentNumber } from '../../core/register/number.ts';
import { findSerial } from '../../core/register/register.ts';
import type { ReadTx } from '../../core/transact.ts';
import { readSettings } from '../../inspection/reads/settings.ts';
import type { StoredAct } from '../../penalty/reads/cases.ts';
import { SERIES } from '../../penalty/types/documents.ts';
import { CASE_STATES } from '../../penalty/types/case.ts';
import type { KeptFile } from '../../penalty/types/evidence.ts';
import { nameOfActor } from '../../penalty/rules/party.ts';
import { actRule } from '../../penalty/types/table.ts';
import { sheetPdf } from '../documents/sheet.ts';
import { readCaseMatter, type CaseMatter } from '../reads/course.ts';
import { listFileDeeds, publicationSubjects } from '../reads/log.ts';
import { ACT_PAPERS, paperOfForm } from '../rules/acts.ts';
import { linesOfAct } from '../rules/act-words.ts';
import { PENALTY_PAPERS, type PenaltyPaper } from '../rules/requirements.ts';
import type { Files, House } from './collect.ts';
import { originalsOf, type Original } from './originals.ts';
import { sourceOf, type Collected, type Piece } from './pieces.ts';
import { publicationSheets } from './sheets-publication.ts';

export async function collectCase(tx: ReadTx, runtime: Files, house: House, caseId: string): Promise<Collected> {
  const matter = await readCaseMatter(tx, caseId);
  const { file, acts, documents, publication } = matter;
  const pieces: Piece[] = [];
  for (const { form, title, number, issuedOn, sha256 } of documents)
    pieces.push({
      requirement: paperOfForm(form),
      title,
      number,
      responsible: house.name,
      dated: issuedOn,
      bytes: await runtime.files.get(sha256),
    });
  const issued = new Set(pieces.map(({ requirement }) => requirement));
  const names = await staffNames(
    tx,
    acts.map(({ by }) => by),
  );
  const number = await numberOf(tx, caseId);
  const papers = [...new Set(acts.map(({ act }) => ACT_PAPERS[act]))].filter((paper) => !issued.has(paper));
  pieces.push(...papers.map((paper) => sheetOf(matter, house, { paper, names, number })));
  if (file.evidence.length > 0 && !papers.includes('evidence') && !issued.has('evidence'))
    pieces.push(evidenceSheet(matter, house, number));
  const originals = await originalsOf(tx, runtime, house, originalsIn(matter));
  pieces.push(...originals.pieces);
  pieces.push(...(await publicationSheets(tx, house, publication, { facts: partyOf(file), words: publicRows })));
  return {
    kind: 'penalty',
    pieces,
    media: originals.media,
    sources: [
      sourceOf('案件', '案件现状（源数据）', file),
      sourceOf('办理经过', '各次办理（源数据）', acts),
      ...(publication.snapshots.length === 0 ? [] : [sourceOf('公示', '公示内容（源数据）', publication.snapshots)]),
    ],
    deeds: await listFileDeeds(tx, [{ type: 'penalty', id: caseId }, ...publicationSubjects(publication)]),
  };
}

/** Files behind the evidence, excluded pieces too, and what the party has handed in: what was looked at belongs to the file. */
function originalsIn({ file }: CaseMatter): Original[] {
  const of = (requirement: PenaltyPaper, title: string, dated: string, files: readonly KeptFile[]): Original[] =>
    files.map(({ name, sha256, format, size }) => ({
      requirement,
      title: `${title} ${name.replace(/\.[a-z0-9]+$/i, '')}`,
      dated,
      sha256,
      format,
      size,
    }));
  return [
    ...file.evidence.flatMap(({ name, files, obtainedOn }, n) =>
      of('originals', `证据${n + 1} ${name}`, obtainedOn, files),
    ),
    ...file.statements.flatMap(({ on, files }) => of('argument', '陈述申辩材料', on, files)),
    ...file.rechecks.flatMap(({ on, files }) => of('originals', '按日计罚复查', on, files)),
    ...file.claims.flatMap(({ on, files }) => of('payment', '缴款凭据', on, files)),
  ];
}

/** 案号; '' for a case that was never filed. */
async function numberOf(tx: ReadTx, caseId: string): Promise<string> {
  const serial = await findSerial(tx, SERIES, caseId);
  if (serial === undefined) return '';
  return documentNumber((await readSettings(tx)).settings, '罚', serial, 1);
}

interface SheetOfPaper {
  readonly paper: PenaltyPaper;
  readonly names: ReadonlyMap<string, string>;
  readonly number: string;
}

function sheetOf({ file, acts }: CaseMatter, house: House, { paper, names, number }: SheetOfPaper): Piece {
  const own = acts.filter(({ act }) => ACT_PAPERS[act] === paper);
  const dated = own.at(-1)?.on ?? file.openedOn;
  const title = `${PENALTY_PAPERS[paper].title.split('（')[0]}（办理记录）`;
  const bytes = sheetPdf({
    organ: house.name,
    isDemo: house.isDemo,
    title,
    number,
    on: dated,
    facts: partyOf(file),
    sections: own.map((act) => ({ heading: headingOf(act, file, names), rows: linesOfAct(act.content) })),
  });
  return { requirement: paper, title, number: '', responsible: house.name, dated, bytes };
}

function headingOf(
  { act, on, by, to }: StoredAct,
  file: CaseMatter['file'],
  names: ReadonlyMap<string, string>,
): string {
  return `${on}　${actRule(act).title}　${nameOfActor(by, names, file)}　→ ${CASE_STATES[to]}`;
}

/** Of a case decided on the spot the evidence stands in its first act. */
function evidenceSheet({ file }: CaseMatter, house: House, number: string): Piece {
  const title = '证据登记（办理记录）';
  const dated = file.evidence[0]?.addedOn ?? file.openedOn;
  const bytes = sheetPdf({
    organ: house.name,
    isDemo: house.isDemo,
    title,
    number,
    on: dated,
    facts: partyOf(file),
    sections: file.evidence.map((evidence) => ({ heading: evidence.name, rows: linesOfAct(evidence) })),
  });
  return { requirement: 'evidence', title, number: '', responsible: house.name, dated, bytes };
}

function partyOf({ lead }: CaseMatter['file']): [string, string][] {
  const { party, cause } = lead;
  return [
    ['当事人', party.name],
    ['统一社会信用代码', party.creditCode],
    ['案由', cause],
  ];
}

/** The public copy of a decision in words. */
function publicRows(content: unknown): [string, string][] {
  const { number, cause } = content as { readonly number: string; readonly cause: string };
  return [
    ['文号', number],
    ['案由', cause],
  ];
}
