/** Sheets of what was published of a visit or a case, and of what was objected to it: the same for both. @module */
import { staffNames } from '../../bureau/reads.ts';
import { sentenceDate } from '../../core/calendar/sentences.ts';
import type { ReadTx } from '../../core/transact.ts';
import { OBJECTION_GROUNDS, OBJECTION_STATES, OBJECTORS } from '../../disclosure/types/objection.ts';
import type { Row } from '../documents/sheet.ts';
import type { Publication, Snapshot } from '../reads/course-publication.ts';
import type { House } from './collect.ts';
import type { Piece } from './pieces.ts';
import { pieceOf } from './sheets-visit.ts';

interface OfFile {
  /** Whom it is about. */
  readonly facts: Row[];
  /** The public copy in words; its exact content stands in the source data. */
  readonly words: (content: unknown) => Row[];
}

const ENDINGS = { withdrawn: '撤回公示', ended: '停止公示' } as const;

export async function publicationSheets(
  tx: ReadTx,
  house: House,
  publication: Publication,
  of: OfFile,
): Promise<Piece[]> {
  const { snapshots } = publication;
  const last = snapshots.at(-1);
  return [
    ...(last === undefined ? [] : [publicationSheet(house, publication, last, of)]),
    ...(await objectionSheets(tx, house, publication, of.facts)),
  ];
}

/** What the public was shown, each version with the hash under which it stands in the log, and when it was taken away. */
function publicationSheet(
  house: House,
  { snapshots, endings }: Publication,
  last: Snapshot,
  { facts, words }: OfFile,
): Piece {
  const days = [last.publishedOn, ...endings.map(({ on }) => on)].toSorted();
  return pieceOf(house, 'publication', {
    title: '公示记录',
    on: days.at(-1) ?? last.publishedOn,
    facts,
    sections: [
      ...snapshots.map(({ version, publishedOn, hash, content }) => ({
        heading: `第 ${version} 版　${sentenceDate(publishedOn)}公示`,
        rows: [['内容指纹', hash], ...words(content)] as Row[],
      })),
      ...endings.map(({ kind, on, reason }) => ({
        heading: `${sentenceDate(on)}${ENDINGS[kind]}`,
        rows: [['理由', reason]] as Row[],
      })),
    ],
  });
}

/** Without the contact: whoever objected gave it for the answer alone. */
async function objectionSheets(tx: ReadTx, house: House, { objections }: Publication, facts: Row[]): Promise<Piece[]> {
  const names = await staffNames(
    tx,
    objections.map(({ decidedBy }) => decidedBy),
  );
  return objections.map(({ objector, ground, words, receivedOn, state, decidedOn, decidedBy, reason }) =>
    pieceOf(house, 'objection', {
      title: '公示异议及答复',
      on: decidedOn,
      facts: [
        ...facts,
        ['提出人', OBJECTORS[objector]],
        ['收到日期', sentenceDate(receivedOn)],
        ['事由', OBJECTION_GROUNDS[ground]],
        ['说明', words],
        ['答复', OBJECTION_STATES[state]],
        ['理由', reason],
        ['答复人', `${names.get(decidedBy) ?? decidedBy}　${sentenceDate(decidedOn)}`],
      ],
    }),
  );
}
