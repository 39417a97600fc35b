/** The four annexes as tables: officers, experts, division of the work, items. @module */
import { sentenceDate, tableDate } from '../../core/calendar/sentences.ts';
import { CHECK_METHODS, ITEM_CATEGORIES, SELECTIONS } from '../../items/types.ts';
import type { NoticeContent } from '../types/notice.ts';

interface AnnexTable {
  /** Titles, and how the width is shared; long text stands left, everything else in the middle. */
  readonly columns: readonly { readonly title: string; readonly share: number; readonly isLong?: boolean }[];
  /** By title. */
  readonly rows: readonly Readonly<Record<string, string>>[];
}

export interface Annex {
  readonly title: string;
  readonly notes: readonly string[];
  readonly tables: readonly AnnexTable[];
}

export function officersAnnex({ officers: rows, readership, approvedOn }: NoticeContent): Annex {
  const isInternal = readership === 'internal';
  return {
    title: '随机抽查行政执法人员名录库',
    notes: [
      `${sentenceDate(approvedOn)}在岗且持有效执法证件的执法人员，共${rows.length}名。`,
      ...(isInternal ? [] : ['公开的一份列执法证号，不列姓名。']),
    ],
    tables: [
      {
        columns: [
          { title: '序号', share: 12 },
          ...(isInternal ? [{ title: '姓名', share: 22 }] : []),
          { title: '执法证号', share: 36 },
          { title: '科室', share: 40 },
          { title: '执法领域', share: 42 },
          { title: '证件有效期至', share: 28 },
        ],
        rows: rows.map(({ name, certificateNumber, department, domains, expiresOn }, index) => ({
          序号: String(index + 1),
          ...(isInternal ? { 姓名: name ?? '' } : {}),
          执法证号: certificateNumber,
          科室: department ?? '—',
          执法领域: domains.length === 0 ? '—' : domains.join('、'),
          证件有效期至: tableDate(expiresOn),
        })),
      },
    ],
  };
}

export function expertsAnnex({ experts: rows, readership, approvedOn }: NoticeContent): Annex {
  const isInternal = readership === 'internal';
  return {
    title: '随机抽查安全生产专家名录库',
    notes: [
      `${sentenceDate(approvedOn)}在聘的安全生产专家，共${rows.length}名。`,
      ...(isInternal ? [] : ['公开的一份列名录编号，不列姓名和工作单位。']),
    ],
    tables: [
      {
        columns: [
          { title: '序号', share: 12 },
          ...(isInternal ? [{ title: '姓名', share: 20 }] : []),
          { title: '名录编号', share: 26 },
          { title: '专业', share: 46, isLong: true },
          { title: '职称', share: 26 },
          ...(isInternal ? [{ title: '工作单位', share: 40, isLong: true }] : []),
          { title: '聘期至', share: 26 },
        ],
        rows: rows.map(({ name, directoryNumber, specialties, title, employer, termTo }, index) => ({
          序号: String(index + 1),
          ...(isInternal ? { 姓名: name ?? '', 工作单位: employer ?? '—' } : {}),
          名录编号: directoryNumber,
          专业: specialties.length === 0 ? '—' : specialties.join('、'),
          职称: title ?? '—',
          聘期至: termTo === null ? '—' : tableDate(termTo),
        })),
      },
    ],
  };
}

export function dutiesAnnex({ plan, catalogue }: NoticeContent): Annex {
  const { dutySplit, monthlyTargets, count } = plan.content;
  return {
    title: `${plan.year}年度随机抽查分工表`,
    notes: [
      ...(dutySplit.length === 0 ? ['各科室、执法大队的任务由抽取时随机编成的检查组确定。'] : []),
      ...jointDuties(plan.content.joint ?? [], catalogue?.items ?? []),
    ],
    tables: [
      ...(dutySplit.length === 0
        ? []
        : [
            {
              columns: [
                { title: '序号', share: 16 },
                { title: '承办科室', share: 100 },
                { title: '抽查家数', share: 40 },
              ],
              rows: [
                ...dutySplit.map(({ department, count: share }, index) => ({
                  序号: String(index + 1),
                  承办科室: department,
                  抽查家数: String(share),
                })),
                { 序号: '', 承办科室: '合计', 抽查家数: String(count) },
              ],
            },
          ]),
      {
        columns: [
          { title: '月份', share: 116 },
          { title: '计划检查家数', share: 40 },
        ],
        rows: [
          ...monthlyTargets.map(({ month, count: share }) => ({
            月份: `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`,
            计划检查家数: String(share),
          })),
          { 月份: '合计', 计划检查家数: String(count) },
        ],
      },
    ],
  };
}

type ListedItem = NonNullable<NoticeContent['catalogue']>['items'][number];

/**
 * The departments that items are checked with, their part in the plan, and which items those are. In the notes and not in the
 * tables: an office's own Word template prints them too, and a notice whose list names none stays the same to the byte.
 */
function jointDuties(
  plan: readonly { readonly organ: string; readonly duty: string }[],
  items: readonly ListedItem[],
): readonly string[] {
  const organs = [...new Set(items.flatMap(({ joint = [] }) => joint))];
  return organs.map((organ) => {
    const duty = plan.find((each) => each.organ === organ)?.duty;
    const codes = items.flatMap(({ code, joint }) => (joint?.includes(organ) === true ? [code] : []));
    return `联合部门：${organ}${duty === undefined ? '' : `（${duty}）`}，联合检查的事项为${codes.join('、')}。`;
  });
}

function jointItems(items: readonly ListedItem[]): readonly string[] {
  const shared = items.flatMap(({ code, name, joint }) =>
    joint === undefined ? [] : [`${code}${name}（${joint.join('、')}）`],
  );
  return shared.length === 0 ? [] : [`与其他部门联合检查的事项：${shared.join('；')}。`];
}

export function itemsAnnex({ catalogue }: NoticeContent): Annex {
  return {
    title: '安全生产监督检查随机抽查事项清单',
    notes: [
      catalogue === null
        ? '批准本方案时尚未公布事项清单。'
        : `第${catalogue.edition}版，${sentenceDate(catalogue.publishedOn)}公布，共${catalogue.items.length}项。各项的检查要点见公布的清单。`,
      ...jointItems(catalogue?.items ?? []),
    ],
    tables: [
      {
        columns: [
          { title: '序号', share: 10 },
          { title: '编码', share: 17 },
          { title: '抽查事项', share: 36, isLong: true },
          { title: '类别', share: 12 },
          { title: '检查方式', share: 24 },
          { title: '抽取方式', share: 20 },
          { title: '检查依据', share: 45, isLong: true },
        ],
        rows: (catalogue?.items ?? []).map((item, index) => ({
          序号: String(index + 1),
          编码: item.code,
          抽查事项: item.name,
          类别: ITEM_CATEGORIES[item.category],
          检查方式: item.methods.map((method) => CHECK_METHODS[method]).join('、'),
          抽取方式: SELECTIONS[item.selection],
          检查依据: item.duties.join('；'),
        })),
      },
    ],
  };
}
