/** 共性问题 street by street: what a 通报 is about, from published results alone. @module */
import { countedFindings } from '../../disclosure/rules/public-figures.ts';
import type { PublicResult } from '../../disclosure/types.ts';
import type { PublicProgress } from '../../rectification/types/views.ts';
import type { RowOf } from '../types.ts';
import type { commonProblemColumns } from '../types/columns-figures.ts';
import type { Result } from './results.ts';

type Row = RowOf<typeof commonProblemColumns>;
type Counts = { -readonly [K in keyof Row]: Row[K] };

/** As many rows as subdistricts and items, all at the end. */
export function countProblems() {
  const visits = new Map<string, number>();
  const found = new Map<string, Counts>();
  return {
    take: (page: readonly Result[]): readonly Row[] => {
      for (const { content, progress } of page) {
        const { subdistrictCode } = content.enterprise;
        visits.set(subdistrictCode, (visits.get(subdistrictCode) ?? 0) + 1);
        count(found, content, progress);
      }
      return [];
    },
    end: (): readonly Row[] =>
      [...found.values()].map((row) => {
        const all = visits.get(row.subdistrict_code) ?? row.visits_with_problem;
        return { ...row, visits: all, share_per_10000: Math.floor((10_000 * row.visits_with_problem) / all) };
      }),
  };
}

function count(found: Map<string, Counts>, content: PublicResult, progress: ReadonlyMap<number, PublicProgress>): void {
  const { enterprise, inspectedOn, items } = content;
  const findings = countedFindings({ content, progress });
  const year = Number(inspectedOn.slice(0, 4));
  for (const [name, own] of Map.groupBy(findings, ({ itemName }) => itemName)) {
    const code = items.find((item) => item.name === name)?.code ?? null;
    const rowId = `${year}-${enterprise.subdistrictCode}-${code ?? name}`;
    const row = found.get(rowId) ?? {
      row_id: rowId,
      year,
      subdistrict_code: enterprise.subdistrictCode,
      subdistrict: enterprise.subdistrict,
      item_code: code,
      item_name: name,
      visits: 0,
      visits_with_problem: 0,
      share_per_10000: 0,
      findings: 0,
      rectified: 0,
    };
    row.visits_with_problem += 1;
    row.findings += own.length;
    row.rectified += own.filter(({ number }) => progress.get(number)?.state === 'passed').length;
    found.set(rowId, row);
  }
}
