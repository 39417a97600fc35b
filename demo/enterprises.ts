/** The 200 enterprises of the demo district, in the mix of domain §18. @module */
import { XIQING_SUPERVISED } from '../src/core/codes/divisions.ts';
import { EnterpriseContent, type Licence } from '../src/directory/types/records.ts';
import type { SafetyDomain, SpecialFlag } from '../src/directory/types/vocabulary.ts';
import { demoCreditCode, demoPhone } from './codes.ts';
import { demoPerson, tradeNames } from './names.ts';
import { diceFor, type Dice } from './random.ts';

interface Trade {
  readonly domain: SafetyDomain;
  readonly count: number;
  /** Word in the firm's name and its GB/T 4754 class. */
  readonly lines: readonly (readonly [string, string])[];
}

const TRADES: readonly Trade[] = [
  {
    domain: 'hazchem',
    count: 45,
    lines: [
      ['化工贸易', '5169'],
      ['加油站', '5265'],
      ['涂料', '2641'],
      ['气体', '2619'],
      ['燃气', '5266'],
      ['危险品仓储', '5942'],
    ],
  },
  {
    domain: 'machinery',
    count: 55,
    lines: [
      ['机械制造', '3499'],
      ['金属制品', '3311'],
      ['汽车零部件', '3670'],
      ['自行车', '3761'],
      ['精密模具', '3525'],
      ['机电设备', '3899'],
    ],
  },
  {
    domain: 'light-industry',
    count: 30,
    lines: [
      ['食品', '1499'],
      ['木业', '2110'],
      ['包装', '2231'],
      ['塑料制品', '2929'],
      ['家具', '2190'],
      ['冷冻食品', '1432'],
    ],
  },
  {
    domain: 'commerce',
    count: 30,
    lines: [
      ['商贸', '5299'],
      ['超市', '5212'],
      ['仓储物流', '5990'],
      ['餐饮管理', '6210'],
      ['酒店', '6121'],
    ],
  },
  {
    domain: 'building-materials',
    count: 12,
    lines: [
      ['建材', '3031'],
      ['混凝土', '3021'],
      ['石材', '3032'],
      ['保温材料', '3034'],
    ],
  },
  {
    domain: 'nonferrous',
    count: 8,
    lines: [
      ['铝业', '3252'],
      ['铜材', '3251'],
    ],
  },
  {
    domain: 'textile',
    count: 8,
    lines: [
      ['纺织', '1711'],
      ['化纤', '2829'],
    ],
  },
  {
    domain: 'metallurgy',
    count: 6,
    lines: [
      ['钢管', '3130'],
      ['带钢', '3130'],
    ],
  },
  { domain: 'fireworks', count: 6, lines: [['烟花爆竹零售店', '5299']] },
];

const FLAGS: readonly { flag: SpecialFlag; count: number; among: readonly SafetyDomain[] }[] = [
  { flag: 'dust', count: 18, among: ['machinery', 'light-industry', 'nonferrous'] },
  { flag: 'ammonia', count: 5, among: ['light-industry'] },
  {
    flag: 'confined-space',
    count: 40,
    among: ['hazchem', 'machinery', 'light-industry', 'building-materials', 'metallurgy', 'textile'],
  },
  { flag: 'molten-metal', count: 6, among: ['metallurgy', 'nonferrous'] },
  { flag: 'deep-well-casting', count: 2, among: ['nonferrous'] },
  { flag: 'special-operation', count: 14, among: ['hazchem'] },
  { flag: 'major-hazard-4', count: 3, among: ['hazchem'] },
];

/** What changes between the plan and the draw: they stay in the roster, excluded with their reason. By place in the list. */
export const STATUS_CHANGES = [
  { index: 32, status: 'closed', reason: '现场核实已关闭' },
  { index: 65, status: 'suspended', reason: '企业报告停产检修' },
  { index: 98, status: 'moved', reason: '已搬迁出本区' },
  { index: 131, status: 'deregistered', reason: '登记机关已注销' },
] as const;

/** The same 200 enterprises every time. */
export function demoEnterprises(): EnterpriseContent[] {
  const dice = diceFor('enterprises');
  const trades = TRADES.flatMap((trade) => Array.from({ length: trade.count }, () => trade));
  const names = tradeNames(dice, trades.length);
  const flags = spreadFlags(dice, trades);
  return dice
    .shuffle([...trades.entries()])
    .map(([index, trade], n) => enterprise(dice, trade, names[index] ?? '', flags.get(index) ?? [], n + 1));
}

function enterprise(
  dice: Dice,
  trade: Trade,
  tradeName: string,
  flags: readonly SpecialFlag[],
  n: number,
): EnterpriseContent {
  const [line, industryCode] = dice.pick(trade.lines);
  const place = dice.pick(XIQING_SUPERVISED);
  const isShop = trade.domain === 'fireworks';
  const employees = isShop ? dice.between(2, 5) : dice.pick([8, 15, 26, 48, 75, 120, 210, 340, 980]);
  const isHighRisk = flags.length > 1 || flags.includes('major-hazard-4');
  const address = `天津市西青区${place.name}示例路${dice.between(1, 180)}号`;
  return EnterpriseContent.parse({
    creditCode: demoCreditCode(n),
    name: `天津市西青区${tradeName}${line}${isShop || line === '加油站' ? '' : '有限公司'}`,
    kind: isShop ? 'individual' : 'enterprise',
    registeredAddress: address,
    productionAddress: address,
    subdistrictCode: place.code,
    legalRepresentative: demoPerson(n % 100, '企'),
    principal: demoPerson((n + 37) % 100, '企'),
    safetyManager: demoPerson((n + 71) % 100, '企'),
    phone: demoPhone(n),
    industryCode,
    safetyDomain: trade.domain,
    specialFlags: [...flags],
    employees,
    sizeClass: sizeOf(employees),
    standardizationLevel: dice.pick(['2', '3', '3', '3', 'none', 'none']),
    riskColor: isHighRisk
      ? dice.pick(['red', 'orange'])
      : dice.pick(['orange', 'yellow', 'yellow', 'blue', 'blue', 'blue']),
    creditClass: dice.pick(['A', 'A', 'B', 'B', 'B', 'C', 'D']),
    licences: licencesOf(dice, trade.domain, n),
    regulatorLevel: 'district',
    keyUnit: isHighRisk,
    status: 'active',
    source: '登记机关推送（示例）',
    verifiedOn: '2025-12-19',
  });
}

function spreadFlags(dice: Dice, trades: readonly Trade[]): Map<number, SpecialFlag[]> {
  const flags = new Map<number, SpecialFlag[]>();
  for (const { flag, count, among } of FLAGS) {
    const candidates = trades.flatMap((trade, index) => (among.includes(trade.domain) ? [index] : []));
    for (const index of dice.shuffle(candidates).slice(0, count)) flags.set(index, [...(flags.get(index) ?? []), flag]);
  }
  return flags;
}

function sizeOf(employees: number): 'large' | 'medium' | 'small' | 'micro' {
  if (employees >= 1_000) return 'large';
  if (employees >= 300) return 'medium';
  return employees >= 20 ? 'small' : 'micro';
}

function licencesOf(dice: Dice, domain: SafetyDomain, n: number): Licence[] {
  const expiresOn = `${dice.between(2026, 2028)}-${String(dice.between(1, 12)).padStart(2, '0')}-28`;
  const number = `示津危许字〔2025〕${String(n).padStart(4, '0')}号`;
  if (domain === 'hazchem') return [{ name: '危险化学品经营许可证', number, expiresOn }];
  if (domain === 'fireworks') return [{ name: '烟花爆竹经营（零售）许可证', number, expiresOn }];
  return [];
}
