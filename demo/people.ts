/** The 22 officers and 36 experts of the demo district. All invented. @module */
import { ExpertContent, OfficerContent } from '../src/directory/types/records.ts';
import type { Specialty } from '../src/directory/types/vocabulary.ts';
import { demoCertificate, demoPhone } from './codes.ts';
import { demoPerson } from './names.ts';
import { diceFor } from './random.ts';

export const OFFICER_COUNT = 22;
export const EXPERT_COUNT = 36;

const DEPARTMENTS = ['执法大队', '执法大队', '危险化学品监督管理科', '安全生产基础科', '综合协调科'];
const TRADE_SPECIALTIES: readonly Specialty[] = [
  'machinery',
  'light-industry',
  'commerce',
  'metallurgy',
  'building-materials',
  'nonferrous',
  'textile',
  'dust',
  'confined-space',
];

/** Ten may lead; nine know hazardous chemicals; one certificate has run out, one runs out in summer, one officer is suspended, one seconded. */
export function demoOfficers(): OfficerContent[] {
  const dice = diceFor('officers');
  return Array.from({ length: OFFICER_COUNT }, (_, n) =>
    OfficerContent.parse({
      certificateNumber: demoCertificate(n + 1),
      name: demoPerson(n, '执'),
      staffId: null,
      sex: dice.pick(['male', 'female']),
      idNo: null,
      certificateIssuer: '天津市西青区司法局（示例）',
      certificateDomains: n === 21 ? ['disaster-relief'] : ['work-safety', 'emergency-management'],
      certificateValidFrom: n === 18 ? '2020-12-01' : '2023-06-01',
      certificateExpiresOn: certificateEnd(n),
      isPresiding: n % 2 === 0,
      department: DEPARTMENTS[n % DEPARTMENTS.length],
      post: n % 2 === 0 ? '副主任科员' : '科员',
      hasLegalQualification: n % 7 === 0,
      trainings: ['2025-11 行政执法资格续职培训 40学时'],
      specialties:
        n % 5 < 2
          ? ['hazchem', 'fireworks', dice.pick(TRADE_SPECIALTIES)]
          : dice.shuffle(TRADE_SPECIALTIES).slice(0, 3),
      status: n === 19 ? 'suspended' : n === 20 ? 'seconded' : 'on-duty',
    }),
  );
}

function certificateEnd(n: number): string {
  if (n === 18) return '2025-11-30';
  return n === 17 ? '2026-06-30' : '2028-05-31';
}

const EXPERT_GROUPS: readonly (readonly [Specialty, number])[] = [
  ['hazchem', 10],
  ['machinery', 7],
  ['dust', 5],
  ['metallurgy', 3],
  ['light-industry', 3],
  ['ammonia', 2],
  ['confined-space', 3],
  ['electrical', 2],
  ['laws-and-standards', 1],
];
const TITLES = ['高级工程师', '正高级工程师', '注册安全工程师', '副教授'];

/**
 * Thirty-six experts by specialty. Some are employed by, or advise, a unit of the list: `employers` are names of
 * enterprises, and make the conflicts the draw must keep.
 */
export function demoExperts(employers: readonly string[]): ExpertContent[] {
  const dice = diceFor('experts');
  const specialties = EXPERT_GROUPS.flatMap(([specialty, count]) => Array.from({ length: count }, () => specialty));
  return specialties.map((specialty, n) =>
    ExpertContent.parse({
      directoryNumber: `ZJ-${String(n + 1).padStart(4, '0')}`,
      name: demoPerson(n, '专'),
      staffId: null,
      employer: n % 6 === 0 ? dice.pick(employers) : `示例安全技术研究所第${(n % 4) + 1}室`,
      advisoryContracts: n % 5 === 0 ? [dice.pick(employers)] : [],
      title: dice.pick(TITLES),
      specialties: [specialty, 'safety-management'],
      termFrom: '2024-01-01',
      termTo: n === 35 ? '2025-12-31' : '2028-12-31',
      phone: demoPhone(500 + n),
      status: n === 34 ? 'suspended' : 'active',
    }),
  );
}
