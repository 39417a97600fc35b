/** 四性检测 (DA/T 70-2018): what is asked of a volume, and what was found. Pure. Browser-safe. @module */
import type { Aspect, RequirementState, TestResult, VolumeContent } from '../types/volume.ts';
import { missingOf } from './requirements.ts';

/** What is known of the files of a volume when it is examined. */
export interface Examined {
  readonly content: VolumeContent;
  /** SHA-256 of what is there now, by path below `data/`. */
  readonly found: ReadonlyMap<string, string>;
  /** Documents that the register knows by another hash than the volume has. */
  readonly otherInRegister: readonly string[];
  /** Deeds of the file, and those of them whose proof does not hold; null where no proof is there yet. */
  readonly deeds: { readonly expected: number; readonly there: number; readonly unproved: readonly number[] | null };
  readonly matrix: readonly RequirementState[];
  /** Fields of the metadata that are empty. */
  readonly emptyFields: readonly string[];
  /** Files that do not open as what they say they are. */
  readonly unreadable: readonly string[];
  /** PDFs that do not say they are PDF/A. */
  readonly notPdfA: readonly string[];
  /** Hashes of what came from outside: a scan is kept as it came, in whatever PDF the scanner makes. */
  readonly outside: ReadonlySet<string>;
  /** Files with something that acts, or of a kind that is not taken. */
  readonly active: readonly string[];
  /** Steps of the course that do not follow one another. */
  readonly brokenSteps: readonly string[];
  /** Faults of manifests and store; null before there is a bag. */
  readonly faults: readonly string[] | null;
  /** Uploaded files that no check has seen. */
  readonly unchecked: readonly string[];
}

const MOST_NAMED = 20;

export function examine(examined: Examined): TestResult[] {
  const { content, found, deeds, faults } = examined;
  const listed = [...content.entries, ...content.media, ...content.sources];
  const gone = listed.filter(({ path }) => !found.has(path)).map(({ path }) => path);
  const changed = listed
    .filter(({ path, sha256 }) => found.has(path) && found.get(path) !== sha256)
    .map(({ path }) => path);
  const foreign = new Set(content.entries.flatMap(({ path, sha256 }) => (examined.outside.has(sha256) ? [path] : [])));
  const scans = examined.notPdfA.filter((path) => foreign.has(path));
  return [
    result('authentic', '每个文件的指纹与目录所记一致', changed, `${listed.length} 个文件`),
    result('authentic', '文书与登记的原件一致', examined.otherInRegister, '与文书登记相符'),
    deeds.unproved === null
      ? skipped('authentic', '留痕的入册证明成立', '封存时取得证明')
      : result('authentic', '留痕的入册证明成立', deeds.unproved.map(String), `${deeds.there} 条`),
    result('authentic', '题名、文号、日期等元数据与文件一致', examined.emptyFields, '元数据齐全'),
    result('whole', '目录所列文件都在', gone, `${content.entries.length} 份文件、${content.media.length} 件原件`),
    result(
      'whole',
      '应归档的材料齐全，缺件均有说明',
      missingOf(examined.matrix).map(({ title }) => title),
      explained(examined.matrix),
    ),
    result(
      'whole',
      '页号连续',
      pageFaults(content),
      `${content.entries.reduce((sum, { pages }) => sum + pages, 0)} 页`,
    ),
    result(
      'whole',
      '办理留痕齐全',
      deeds.there === deeds.expected ? [] : [`应有 ${deeds.expected} 条，实有 ${deeds.there} 条`],
      `${deeds.expected} 条`,
    ),
    result('usable', '文件能够打开，格式可以长期保存', examined.unreadable, '全部可读'),
    result(
      'usable',
      '版式文件为 PDF/A',
      examined.notPdfA.filter((path) => !foreign.has(path)),
      scans.length === 0 ? '全部为 PDF/A' : `本机关制作的全部为 PDF/A；外来扫描件照原样保存：${scans.join('；')}`,
    ),
    result('safe', '没有脚本、宏等可执行内容', examined.active, '没有发现'),
    result('safe', '归档过程记录连续', examined.brokenSteps, '连续'),
    faults === null
      ? skipped('safe', '存储介质上的包完整', '封存后检测')
      : result('safe', '存储介质上的包完整', faults, 'BagIt 清单（SHA-256、SM3）和 OCFL 清单相符'),
    // Honest: there is no virus scanner here; what stands in for it is said.
    examined.unchecked.length > 0
      ? result('safe', '外来文件经过检查', examined.unchecked, '')
      : skipped('safe', '病毒查杀', '未接入杀毒软件；外来文件接收时已检查结构、宏和可执行内容'),
  ];
}

export function hasPassed(results: readonly TestResult[]): boolean {
  return results.every(({ outcome }) => outcome !== 'failed');
}

function result(aspect: Aspect, test: string, wrong: readonly string[], well: string): TestResult {
  if (wrong.length === 0) return { aspect, test, outcome: 'passed', found: well };
  const more = wrong.length > MOST_NAMED ? ` 等 ${wrong.length} 处` : '';
  return { aspect, test, outcome: 'failed', found: `${wrong.slice(0, MOST_NAMED).join('；')}${more}` };
}

function skipped(aspect: Aspect, test: string, found: string): TestResult {
  return { aspect, test, outcome: 'skipped', found };
}

function explained(matrix: readonly RequirementState[]): string {
  const said = matrix.filter(({ why, isMet, exception }) => why !== null && !isMet && exception !== null);
  return said.length === 0 ? '齐全' : `缺件有说明：${said.map(({ title }) => title).join('、')}`;
}

/** Every part begins with page 1, and goes on where the last document ended. */
function pageFaults({ entries }: VolumeContent): string[] {
  const next = new Map<string, number>();
  return entries.flatMap(({ part, path, firstPage, pages }) => {
    const expected = next.get(part) ?? 1;
    next.set(part, firstPage + pages);
    return firstPage === expected && pages > 0 ? [] : [path];
  });
}
