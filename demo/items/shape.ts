/** How the demo's items are written down: a question with how it is checked, what shows it, the articles behind it. @module */
import type { SafetyDomain, SpecialFlag } from '../../src/directory/types/vocabulary.ts';
import { parseCitations } from '../../src/items/rules/citations.ts';
import { ItemContent, type BasisRef, type CheckMethod, type CheckPoint } from '../../src/items/types.ts';

export type Point = Omit<CheckPoint, 'no'>;
type More = Pick<Point, 'standard' | 'criterion'>;

interface Scope {
  readonly domains?: readonly SafetyDomain[];
  readonly flags?: readonly SpecialFlag[];
}

const SUBJECT = '西青区应急管理局（演示）';
export const INDUSTRY = '工贸企业重大事故隐患判定标准（应急管理部令第10号）';
export const HAZCHEM = '化工和危险化学品生产经营单位重大生产安全事故隐患判定标准（试行）（安监总管三〔2017〕121号）';
export const FIREWORKS = '烟花爆竹生产经营单位重大生产安全事故隐患判定标准（试行）（安监总管三〔2017〕121号）';

const METHODS: Readonly<Record<string, CheckMethod>> = {
  现: 'on-site',
  查: 'documents',
  询: 'inquiry',
  测: 'measurement',
};
export const EVERYONE: Scope = {};
/** Those that §24, §27 and §82 of 安全生产法 name and the district has. */
export const HIGH_RISK: Scope = { domains: ['hazchem', 'fireworks', 'metallurgy', 'nonferrous'] };
export const HAZARDOUS_GOODS: Scope = { domains: ['hazchem', 'fireworks', 'pharmaceutical'] };
export const HAZCHEM_UNITS: Scope = { domains: ['hazchem'] };

const INSTRUMENTS = {
  安法: '安全生产法',
  危化: '危险化学品安全管理条例',
  烟花: '烟花爆竹安全管理条例',
  事故: '生产安全事故报告和调查处理条例',
} as const;

/** 否 is an ordinary finding. `law`: duties → penalties, e.g. `21（一）、22→94`; articles without a name are of 安全生产法. */
export function ask(question: string, procedure: string, evidence: string, law: string, standard?: string): Point {
  return point(question, procedure, evidence, law, 'general', standard === undefined ? {} : { standard });
}

/** 否 is a major hazard by the criterion. */
export function askMajor(question: string, procedure: string, evidence: string, law: string, more: More): Point {
  return point(question, procedure, evidence, law, 'major', more);
}

/** 否 may be a major hazard: the criterion decides. */
export function askByCriterion(question: string, procedure: string, evidence: string, law: string, more: More): Point {
  return point(question, procedure, evidence, law, 'by-criterion', more);
}

function point(
  question: string,
  procedure: string,
  evidence: string,
  law: string,
  severity: Point['severity'],
  more: More,
): Point {
  const [duties = '', penalties = ''] = law.split('→');
  return {
    question,
    procedure,
    evidence,
    severity,
    ...more,
    bases: [...cite(duties, 'duty'), ...cite(penalties, 'penalty')],
  };
}

function cite(law: string, role: BasisRef['role']): BasisRef[] {
  if (law === '') return [];
  let written = /^\d/.test(law) ? `安法${law}` : law;
  for (const [short, name] of Object.entries(INSTRUMENTS)) written = written.replaceAll(short, name);
  const { bases, unread } = parseCitations(written, role);
  if (unread.length > 0) throw new Error(`cannot read the citation ${unread.join('、')}`);
  return [...bases];
}

/** An item rests on all that its points rest on. */
export function item(
  code: string,
  name: string,
  category: 'key' | 'general',
  methods: string,
  scope: Scope,
  points: readonly Point[],
  more: Partial<Pick<ItemContent, 'note' | 'joint' | 'channelUrl'>> = {},
): ItemContent {
  return ItemContent.parse({
    code,
    name,
    category,
    kind: 'routine',
    subject: SUBJECT,
    scope: { domains: scope.domains ?? [], flags: scope.flags ?? [] },
    methods: methods.split('').map((letter) => METHODS[letter]),
    selection: category === 'key' ? 'directed' : 'undirected',
    ratio: category === 'key' ? null : 4000,
    frequency: 1,
    cap: null,
    points: points.map((each, index) => ({ no: index + 1, ...each })),
    bases: basesOf(points),
    note: '',
    ...more,
  });
}

function basesOf(points: readonly Point[]): BasisRef[] {
  const found = new Map<string, BasisRef>();
  for (const basis of points.flatMap(({ bases = [] }) => bases)) {
    const key = [basis.role, basis.instrument, basis.article, basis.part ?? ''].join(' ');
    if (!found.has(key)) found.set(key, basis);
  }
  const rank = ({ role, instrument }: BasisRef): number =>
    (role === 'penalty' ? 100 : 0) + Object.values<string>(INSTRUMENTS).toReversed().indexOf(instrument);
  return [...found.values()].toSorted((a, b) => rank(a) - rank(b) || a.article - b.article);
}
