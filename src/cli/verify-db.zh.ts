/** What `sunlot verify --db` says. @module */
import type { LogFinding, LogFindingCode, LogReport } from '../core/log/audit/findings.ts';
import type { ProjectionDifference, ProjectionReport } from '../jobs/projections.ts';

interface BureauReport {
  readonly bureau: string;
  readonly log: LogReport;
  readonly projections: ProjectionReport;
}

export const verifyDbText = {
  usage: '用法：npx sunlot verify --db [--checkpoint <文件或目录>]… [--key <日志公钥>]… [--json]',
  noKey: '数据目录里没有日志密钥，也没有用 --key 给出日志公钥（/log/<机关代码>/<年份>/key）',
  noCheckpoint:
    '--checkpoint 所指的文件里没有检查点。检查点可从 /log/<机关代码>/<年份>/checkpoint 保存，或用见证方目录里的 logs',
  noDatabase: (folder: string): string => `${folder} 里没有数据库，也没有设置 DATABASE_URL`,
  report: (reports: readonly BureauReport[], unknown: readonly LogFinding[], outside: number): string[] => [
    ...(reports.length === 0 ? ['数据库里没有机关'] : []),
    ...reports.flatMap(bureauLines),
    ...unknown.map(findingLine),
    outside === 0
      ? '没有给出外部检查点：整条链被重算、或尾部被截去，单凭数据库看不出来（--checkpoint）'
      : `外部检查点 ${outside} 个，相符 ${reports.reduce((sum, { log }) => sum + log.agreeing, 0)} 个`,
  ],
};

function bureauLines({ bureau, log, projections }: BureauReport): string[] {
  const compared = Object.values(projections.compared).reduce((sum, count) => sum + count, 0);
  return [
    `${log.problems === 0 && projections.differences.length === 0 ? '✓' : '✗'} ${bureau}：留痕 ${log.deeds} 条，检查点 ${log.checkpoints} 个，见证签名 ${log.cosignatures} 个，哈希片 ${log.tiles} 个，对照的记录 ${compared} 条`,
    ...log.years.map(({ year, size, root }) => `  ${year} 年：${size} 条，根 ${root}`),
    ...(log.firstBad === undefined ? [] : [`  第一处不可信：${placeOf(log.firstBad)}`]),
    ...log.findings.map((finding) => `  ${findingLine(finding)}`),
    ...(log.problems > log.findings.length ? [`  ……共 ${log.problems} 处`] : []),
    ...projections.differences.map((difference) => `  ${differenceLine(difference)}`),
    ...(projections.unread.length === 0 ? [] : [`  未对照（此登录无权读取）：${projections.unread.join('、')}`]),
  ];
}

/** Number or numbers, time and kind of the deed that a finding is about. */
function placeOf({ seq, upTo = seq, at, kind }: LogFinding): string {
  const what = [at, kind].filter((part) => part !== undefined).join('，');
  const named = what === '' ? '' : `（${what}）`;
  if (seq === undefined) return '';
  return upTo === seq ? `第 ${seq} 条留痕${named}` : `第 ${seq} 条${named}至第 ${upTo} 条之间`;
}

export function findingLine(finding: LogFinding): string {
  const { year, size, detail } = finding;
  const parts = [
    SENTENCES[finding.code],
    placeOf(finding),
    year === undefined ? '' : `${year} 年日志`,
    size === undefined ? '' : `第 ${size} 条处`,
    detail ?? '',
  ];
  return parts.filter((part) => part !== '').join('　');
}

const SENTENCES: Readonly<Record<LogFindingCode, string>> = {
  'deed-missing': '留痕缺号',
  'deed-hash': '留痕内容与其哈希不符',
  'deed-form': '留痕不是规范格式',
  'deed-link': '留痕没有接上前一条：这两条之一被改过',
  'deed-columns': '留痕的列与内容不符',
  'deed-time': '留痕的时间早于前一条',
  head: '链头与最后一条留痕不符',
  tile: '哈希片与留痕不符',
  'checkpoint-root': '检查点的根与留痕不符',
  'checkpoint-signature': '检查点不是本日志的密钥所签',
  'checkpoint-beyond': '检查点所记的条数多于现有留痕',
  cosignature: '见证签名与留痕不符',
  'outside-short': '外部检查点所记的条数多于现有留痕：尾部被截去，或恢复到了旧状态',
  'outside-root': '外部检查点的根与留痕不符：此前的留痕被改过',
  'outside-signature': '外部检查点不是本日志的密钥所签：文件不真，或密钥被换过',
  'outside-unknown': '数据库里没有这个日志',
};

const WHATS: Readonly<Record<ProjectionDifference['what'], string>> = {
  'no-deed': '有记录而没有相应的留痕',
  'no-row': '有留痕而没有相应的记录',
  differs: '记录与留痕所载不符',
  content: '内容与其哈希不符',
};

function differenceLine({ name, id, seq, what }: ProjectionDifference): string {
  return `${name}　${WHATS[what]}　${id}${seq === undefined ? '' : `　留痕第 ${seq} 条`}`;
}
