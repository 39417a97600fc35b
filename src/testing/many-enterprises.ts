/** A directory of any size with names as registers have them, for benches: all invented, and always the same. @module */
import { sql } from 'kysely';
import pg from 'pg';
import { diceFor, type Dice } from '../../demo/random.ts';
import { newId } from '../core/ids.ts';
import type { Runtime } from '../core/runtime.ts';
import { inBureau } from '../core/transact.ts';
import { columnList, contentColumns, rowJson, searchText, type RowJson } from '../directory/rows.ts';
import { EnterpriseContent } from '../directory/types/records.ts';
import { pieces } from '../directory/writes/pieces.ts';

export interface SeededEnterprise {
  readonly name: string;
  /** The name without place and legal form: what people type. */
  readonly core: string;
  readonly creditCode: string;
}

const PLACES = ['天津', '天津市', '天津市西青区', '天津西青', ''];
const FORMS = ['有限公司', '有限责任公司', '股份有限公司', '厂', '经营部', '合伙企业（有限合伙）'];
// Characters of trade names, several with more than one reading.
const CHARACTERS = Array.from(
  '恒达源和嘉诚顺盈茂泰隆畅益远晴朗禾澜松曜霁榕岚砺沐昭棠钧泓瑞祥鑫盛华兴宏伟德信联合同创新安康乐长重行厦朝曾单解盖石沈银泉海天津泽润丰裕万利佳美众普惠凯旋腾飞翔龙凤麟虎锦绣山川江河湖洋星月辰光辉耀明亮金宝玉珠琳琅东西南北中正大方圆通博雅文彩虹桥梁栋柱石基业成功立',
);
const TRADES = [
  '化工贸易',
  '加油站',
  '涂料',
  '气体',
  '燃气',
  '机械制造',
  '金属制品',
  '汽车零部件',
  '自行车',
  '精密模具',
  '机电设备',
  '食品',
  '木业',
  '包装',
  '塑料制品',
  '家具',
  '冷冻食品',
  '商贸',
  '超市',
  '仓储物流',
  '餐饮管理',
  '酒店',
  '建材',
  '混凝土',
  '石材',
  '保温材料',
  '铝业',
  '铜材',
  '纺织',
  '化纤',
  '钢管',
  '带钢',
  '科技',
  '电子',
  '印刷',
  '橡胶制品',
  '环保科技',
  '新能源',
];
const STREETS = Array.from({ length: 12 }, (_, n) => ({
  code: String(120_111_100 + n),
  name:
    [
      '中北镇',
      '杨柳青镇',
      '辛口镇',
      '张家窝镇',
      '精武镇',
      '大寺镇',
      '王稳庄镇',
      '李七庄街',
      '西营门街',
      '赤龙南街',
      '津门湖街',
      '开发区',
    ][n] ?? '',
  aliases: [],
}));
const DOMAINS = ['machinery', 'hazchem', 'light-industry', 'commerce', 'building-materials', 'nonferrous'] as const;
const COLORS = ['red', 'orange', 'yellow', 'blue', 'blue', 'blue'] as const;
const STATES = ['active', 'active', 'active', 'active', 'active', 'active', 'suspended', 'closed'] as const;
const DAYS = ['2025-03-04', '2025-08-20', '2026-01-05', '2026-02-11'] as const;

/** Fills the directory of bureau 1 and answers who is in it. */
export async function seedEnterprises(runtime: Runtime, count: number): Promise<readonly SeededEnterprise[]> {
  const dice = diceFor('many enterprises');
  const seeded: SeededEnterprise[] = [];
  const names = new Set<string>();
  while (seeded.length < count) {
    const core = `${dice.pick(CHARACTERS)}${dice.pick(CHARACTERS)}${dice.chance(60) ? dice.pick(CHARACTERS) : ''}${dice.pick(TRADES)}`;
    const name = `${dice.pick(PLACES)}${core}${dice.pick(FORMS)}`;
    if (names.has(name)) continue;
    names.add(name);
    seeded.push({ name, core, creditCode: `91120111MA0${String(seeded.length).padStart(7, '0')}` });
  }
  await inBureau(runtime, 1, async (tx) => {
    await tx.db
      .insertInto('subdistrict')
      .values(STREETS.map((street) => ({ bureau_id: 1, ...street })))
      .execute();
  });
  for (const piece of pieces(seeded)) {
    const rows = piece.map((enterprise) => rowOf(runtime, dice, enterprise));
    await inBureau(runtime, 1, async ({ db, now }) => {
      const columns = columnList(Object.keys(rows[0] ?? {}));
      await sql`
        INSERT INTO enterprise (${columns})
        SELECT ${columns} FROM jsonb_populate_recordset(NULL::enterprise, ${JSON.stringify(rows)}::jsonb)`.execute(db);
      await sql`
        INSERT INTO directory_version (bureau_id, kind, record_id, version, content, deed, reason, batch_id, actor_id, command_id, at)
        SELECT 1, 'enterprise', t.enterprise_id, 1, ${rowJson('t')}, 'directory.import', NULL, NULL, 'office', ${newId()}::uuid, ${now}
        FROM jsonb_populate_recordset(NULL::enterprise, ${JSON.stringify(rows)}::jsonb) t`.execute(db);
    });
  }
  return seeded;
}

function rowOf({ fieldCipher }: Runtime, dice: Dice, { name, creditCode }: SeededEnterprise): RowJson {
  const content = EnterpriseContent.parse({
    creditCode,
    name,
    subdistrictCode: dice.pick(STREETS).code,
    safetyDomain: dice.pick(DOMAINS),
    specialFlags: dice.chance(10) ? ['dust'] : [],
    riskColor: dice.pick(COLORS),
    status: dice.pick(STATES),
    registeredAddress: `天津市西青区${name.slice(-6)}路${dice.between(1, 400)}号`,
    productionAddress: `天津市西青区${name.slice(-5)}道${dice.between(1, 400)}号`,
    employees: dice.between(1, 900),
  });
  const recordId = newId();
  return {
    ...contentColumns(fieldCipher, 1, recordId, content),
    bureau_id: 1,
    enterprise_id: recordId,
    removed: false,
    search: searchText('enterprise', content),
    version: 1,
    created_on: '2025-01-02',
    updated_on: dice.pick(DAYS),
  };
}

/** As the server does by itself some minutes after a large import. */
export async function vacuumEnterprises({ ownerUrl }: { readonly ownerUrl: string }): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('VACUUM ANALYZE sunlot.enterprise');
  await client.end();
}
