/** The zip a bundle is published in: one form only, so that a changed byte anywhere in the file is seen. SPEC §15. @module */
import { zipSync } from 'fflate';
import { equalBytes, type Report, type StepReport } from '../src/index.ts';

/** A zip says when its files were made; a bundle has the same bytes whenever it is packed. */
const NO_TIME = '1980-01-01T00:00:00';

/**
 * Packs a bundle: files by path, stored without compression, no times, no extra fields.
 * @param files - contents by path, e.g. of `buildBundle`
 */
export function packBundle(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(entries), { mtime: NO_TIME, level: 0 });
}

/** Whether the archive is exactly how these files are published. */
export function isPublishedForm(archive: Uint8Array, files: ReadonlyMap<string, Uint8Array>): boolean {
  return equalBytes(packBundle(files), archive);
}

/** The report with V1 failed for the container: its bytes are not the published ones, whatever is inside. */
export function withChangedContainer(report: Report): Report {
  if (report.kind === 'garbage') return report;
  const detail = {
    zh: '压缩包不是公布时的字节；若是自己重新打包的，请解开后核验文件夹',
    en: 'the zip is not byte for byte the published one; if you packed it again yourself, verify the unpacked folder',
    value: '✗',
    ok: false,
  };
  const failed = (step: StepReport): StepReport =>
    step.id === 'V1' ? { ...step, status: 'FAIL', details: [...step.details, detail] } : step;
  return { ...report, ok: false, steps: report.steps.map(failed) };
}
