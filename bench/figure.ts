/** One figure of a bench: a line of JSON with where and when it was measured. @module */
import { cpus, loadavg, totalmem } from 'node:os';

/** Prints the figure. `runs` are single measurements in `unit`; the median is what counts. */
export function printFigure(
  name: string,
  unit: string,
  runs: readonly number[],
  extra: Readonly<Record<string, unknown>> = {},
): void {
  const sorted = runs.toSorted((a, b) => a - b);
  const median = medianOf(sorted);
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'cpu'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  const day = Temporal.Now.plainDateISO().toString();
  console.log(
    JSON.stringify({
      name,
      value: round(median),
      unit,
      min: round(sorted[0] ?? median),
      max: round(sorted.at(-1) ?? median),
      // The 99th of a hundred says nothing of fewer.
      ...(sorted.length < 100 ? {} : { p99: round(p99Of(sorted)) }),
      runs: runs.length,
      ...extra,
      machine,
      // Of the last minute; half of it or more is often our own.
      load: Number((loadavg()[0] ?? 0).toFixed(1)),
      day,
    }),
  );
}

/** The median, the upper one of two; NaN of nothing. */
export function medianOf(runs: readonly number[]): number {
  return runs.toSorted((a, b) => a - b)[runs.length >> 1] ?? Number.NaN;
}

/** The 99th percentile; NaN of nothing. */
export function p99Of(runs: readonly number[]): number {
  return runs.toSorted((a, b) => a - b)[Math.ceil(runs.length * 0.99) - 1] ?? Number.NaN;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
