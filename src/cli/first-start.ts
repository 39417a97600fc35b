/** The first start: the demo district, or a set-up code for a real bureau. @module */
import type { Config } from '../core/config.ts';
import { existingRefusals } from '../bureau/actions/found.ts';
import type { OpenSunlot } from './open.ts';
import { StartError } from './start-error.ts';

/** What the ready line adds to the address. */
export type ReadyHint = (address: string) => string;

/**
 * Loads the demo into a new embedded database, unless `--empty`; a server of the user's own stays empty unless `--demo`.
 * @throws StartError when `--demo` meets a real bureau
 */
export async function prepareFirstStart(
  sunlot: OpenSunlot,
  config: Config,
  args: readonly string[],
): Promise<ReadyHint> {
  const { demoHint, loadDemoDistrict } = await import('./demo.ts');
  const bureaus = await sunlot.runtime.db.selectFrom('bureau').select(['name', 'is_demo']).execute();
  const isReal = bureaus.some((bureau) => !bureau.is_demo);
  if (isReal && args.includes('--demo'))
    throw new StartError(
      `数据目录里已有正式机关“${bureaus[0]?.name ?? ''}”，不能载入演示数据。请用 SUNLOT_DATA 指定另一个目录。`,
    );
  if (isReal) return () => '';
  if (bureaus.length > 0 && args.includes('--empty'))
    throw new StartError('数据目录里是演示数据，不能当作空库。请用 SUNLOT_DATA 指定另一个目录。');
  const wantsDemo = args.includes('--demo') || (config.databaseUrl === undefined && !args.includes('--empty'));
  if (bureaus.length === 0 && !wantsDemo) {
    const code = await sunlot.setupCode.issue();
    return (address) => `· 首次使用请设立机关：${address}/setup?code=${code}`;
  }
  if ((await existingRefusals(sunlot.runtime.db)).length === 0) await loadDemoDistrict(sunlot);
  return demoHint;
}
