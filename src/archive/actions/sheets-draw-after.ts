/** Sheets of a draw from its result on: who was drawn, who signed, what was replaced or void, how it was published, logged and witnessed. @module */
import { portalAddress, staffNames } from '../../bureau/reads.ts';
import { dayOf } from '../../core/clock.ts';
import { sentenceDate, sentenceTime } from '../../core/calendar/sentences.ts';
import { firstStatements } from '../../core/log/cosignatures.ts';
import type { ReadTx } from '../../core/transact.ts';
import { chainDeeds, drawDeeds, substitutionDeeds } from '../../draw/deeds.ts';
import { listVoidProposals } from '../../draw/reads/draws.ts';
import { listRoster, type Outcome } from '../../draw/reads/result.ts';
import { readPeople, viewResult } from '../../draw/reads/teams.ts';
import { REPLACED, SUBSTITUTION_REASONS } from '../../draw/types/after.ts';
import { RECORD_SIGNERS } from '../../draw/types/record.ts';
import { VOID_REASONS } from '../../draw/types.ts';
import type { DrawMatter } from '../reads/course-draw.ts';
import type { House } from './collect.ts';
import type { Piece } from './pieces.ts';
import { drawFacts } from './sheets-draw.ts';
import { pieceOf } from './sheets-visit.ts';

const DEED_TITLES: Readonly<Record<string, { readonly title: string }>> = {
  ...drawDeeds,
  ...chainDeeds,
  ...substitutionDeeds,
};

/** With names: the volume is lent, not published. */
export async function resultSheet(tx: ReadTx, house: House, { draw }: DrawMatter, outcome: Outcome): Promise<Piece> {
  const result = await viewResult(tx, draw);
  const worded = (people: readonly { readonly id: string; readonly name: string }[]): string =>
    people.map(({ id, name }) => (name === id ? id : `${name}（${id}）`)).join('、');
  return pieceOf(house, 'result', {
    title: '抽取结果',
    on: dayOf(outcome.at),
    facts: [...drawFacts(draw), ['算出时间', sentenceTime(outcome.at)], ['结果指纹', outcome.resultHash]],
    table: {
      columns: [
        ['分层', 24],
        ['次序', 12],
        ['企业', 50],
        ['统一社会信用代码', 42],
        ['执法人员', 40],
        ['专家', 26],
      ],
      rows: (result?.picks ?? []).map(({ stratum, rank, name, id, officers, experts }) => [
        stratum,
        String(rank),
        name,
        id,
        worded(officers),
        worded(experts),
      ]),
      none: '没有抽中企业',
    },
  });
}

export function signatureSheet(house: House, { draw, signatures }: DrawMatter, sha256: string): Piece {
  const last = signatures.at(-1);
  return pieceOf(house, 'record', {
    title: '抽取记录表签署情况',
    on: dayOf(last?.at ?? draw.updated_at),
    facts: [...drawFacts(draw), ['所签文件的 SHA-256', sha256]],
    table: {
      columns: [
        ['身份', 40],
        ['姓名', 60],
        ['时间', 80],
      ],
      rows: signatures.map(({ signer, name, at }) => [RECORD_SIGNERS[signer], name, sentenceTime(at)]),
      none: '没有签字',
    },
  });
}

/** Every request: also the refused ones, which change nothing and are asked about most. */
export async function changeSheet(tx: ReadTx, house: House, { draw, substitutions }: DrawMatter): Promise<Piece> {
  const [enterprises, people] = [await listRoster(tx, draw.draw_id), await readPeople(tx, draw.draw_id)];
  const titles = new Map(enterprises.map(({ id, name }) => [id, name]));
  const staff = await staffNames(
    tx,
    substitutions.flatMap(({ requestedBy, decidedBy }) => [requestedBy, decidedBy ?? '']),
  );
  const nameOf = (id: string): string => titles.get(id) ?? people.get(id)?.name ?? id;
  const days = substitutions.map(({ decidedAt, requestedAt }) => dayOf(decidedAt ?? requestedAt)).toSorted();
  return pieceOf(house, 'change', {
    title: '替换申请办理情况',
    on: days.at(-1) ?? dayOf(draw.updated_at),
    facts: drawFacts(draw),
    sections: substitutions.map((each) => ({
      heading: `第 ${each.request} 号　${REPLACED[each.what]}　${CHANGE_STATES[each.state]}`,
      rows: [
        ['企业', nameOf(each.enterprise)],
        ['换下', each.person === null ? nameOf(each.enterprise) : nameOf(each.person)],
        ['原因', SUBSTITUTION_REASONS[each.reason]],
        ['申请', `${staff.get(each.requestedBy) ?? each.requestedBy}　${sentenceTime(each.requestedAt)}`],
        [
          '批复',
          each.decidedAt === null
            ? ''
            : `${staff.get(each.decidedBy ?? '') ?? each.decidedBy ?? ''}　${sentenceTime(each.decidedAt)}`,
        ],
        ['换上', each.document?.substitute === undefined ? '' : nameOf(each.document.substitute)],
        ['依据材料指纹', each.evidence],
        ['替换文件指纹', each.documentHash ?? ''],
      ],
    })),
  });
}

const CHANGE_STATES = {
  requested: '待批准',
  approved: '已批准，待算出',
  rejected: '未批准',
  substituted: '已替换',
} as const;
const SIDES = { head: '负责人', supervisor: '执法监督' } as const;

export async function voidSheet(tx: ReadTx, house: House, { draw }: DrawMatter): Promise<Piece> {
  const proposals = await listVoidProposals(tx, draw.draw_id);
  const names = await staffNames(
    tx,
    proposals.map(({ staffId }) => staffId),
  );
  const at = draw.voided_at ?? draw.updated_at;
  return pieceOf(house, 'void', {
    title: '作废决定',
    on: dayOf(at),
    facts: [
      ...drawFacts(draw),
      ['作废时间', sentenceTime(at)],
      ['原因', draw.void_reason === null ? '' : VOID_REASONS[draw.void_reason]],
      ...proposals.map(({ side, staffId, reason }): [string, string] => [
        `${SIDES[side]}提议`,
        `${names.get(staffId) ?? staffId}：${VOID_REASONS[reason]}`,
      ]),
    ],
    note: '作废的抽取及其结果仍然公开，由下一批次替代。',
  });
}

export async function publicationSheet(tx: ReadTx, house: House, matter: DrawMatter): Promise<Piece> {
  const { draw, deeds, outcome } = matter;
  const timeOf = (kind: string): string => {
    const deed = deeds.find((each) => each.kind === kind);
    return deed === undefined ? '' : sentenceTime(deed.at);
  };
  const publicAt =
    draw.opened_at ?? draw.voided_at ?? deeds.find(({ kind }) => kind === 'draw.confirm')?.at ?? draw.updated_at;
  return pieceOf(house, 'publication', {
    title: '公布记录',
    on: dayOf(publicAt),
    facts: [
      ...drawFacts(draw),
      ['公开地址', `${await portalAddress(tx)}/draws/${draw.public_id}`],
      ['公告', `第 ${draw.seq ?? ''} 号，${timeOf('draw.announce')}`],
      ['公告指纹', draw.announcement_hash ?? ''],
      ['结果确认', timeOf('draw.confirm')],
      ['公开封存结果', draw.opened_at === null ? '' : sentenceTime(draw.opened_at)],
      ['作废', draw.voided_at === null ? '' : sentenceTime(draw.voided_at)],
      ['派发检查任务', timeOf('draw.release')],
      ['结果指纹', outcome?.resultHash ?? ''],
    ],
  });
}

/** Where each step stands in the public log; its bytes and its proof lie under 留痕. */
export async function logSheet(tx: ReadTx, house: House, { draw, deeds }: DrawMatter): Promise<Piece> {
  const names = await staffNames(
    tx,
    deeds.map(({ actorId }) => actorId),
  );
  return pieceOf(house, 'log', {
    title: '留痕及入册证明清单',
    on: dayOf(deeds.at(-1)?.at ?? draw.updated_at),
    facts: drawFacts(draw),
    table: {
      columns: [
        ['日志条目', 24],
        ['步骤', 60],
        ['人员', 40],
        ['时间', 60],
      ],
      rows: deeds.map(({ seq, kind, actorId, at }) => [
        String(seq),
        DEED_TITLES[kind]?.title ?? kind,
        names.get(actorId) ?? (actorId === 'system' ? '系统' : actorId),
        sentenceTime(at),
      ]),
      none: '没有留痕',
    },
    note: '每一步的原文和入册证明在“留痕/留痕.jsonl”；验证包里另有一份，供任何人核验。',
  });
}

/** Who had signed the log when the bundle was built, and since when; nothing where nobody had. */
export async function witnessSheet(tx: ReadTx, house: House, matter: DrawMatter): Promise<Piece[]> {
  const { draw, deeds, bundle, quorum } = matter;
  const [announced, last] = [deeds.find(({ kind }) => kind === 'draw.announce'), deeds.at(-1)];
  if (bundle === undefined || announced === undefined || last === undefined) return [];
  const until = Temporal.Instant.from(bundle.at);
  const signedOf = async (deed: typeof last) =>
    (await firstStatements(tx, deed)).filter(
      ({ signedAt }) => Temporal.Instant.compare(Temporal.Instant.from(signedAt), until) <= 0,
    );
  const rows = [
    ...(await signedOf(announced)).map((statement) => ['公告', statement] as const),
    ...(await signedOf(last)).map((statement) => ['最后一步', statement] as const),
  ];
  if (rows.length === 0) return [];
  return [
    pieceOf(house, 'witness', {
      title: '见证',
      on: dayOf(bundle.at),
      facts: [
        ...drawFacts(draw),
        ['公告约定', quorum === 0 ? '不要求见证' : `每一步由至少 ${quorum} 个见证方签署`],
        ['算到', sentenceDate(dayOf(bundle.at))],
      ],
      table: {
        columns: [
          ['所见证的', 40],
          ['见证方', 80],
          ['最早签署时间', 64],
        ],
        rows: rows.map(([what, { title, signedAt }]) => [what, title, sentenceTime(signedAt)]),
        none: '没有见证',
      },
      note: '见证方的签名在验证包 trust 目录的政策和各条证明的检查点里。',
    }),
  ];
}
