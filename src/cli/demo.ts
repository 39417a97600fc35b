/** `sunlot demo` and the demo of a first start. @module */
import type { Config } from '../core/config.ts';
import { existingRefusals } from '../bureau/actions/found.ts';
import { DEMO_LOGINS } from '../../demo/logins.ts';
import { openSunlot, type OpenSunlot } from './open.ts';
import { StartError } from './start-error.ts';

/** Loads the demo into an empty data folder. */
export async function demoCommand(config: Config): Promise<number> {
  const sunlot = await openSunlot(config);
  try {
    const [existing] = await existingRefusals(sunlot.runtime.db);
    if (existing !== undefined)
      throw new StartError('数据目录里已有机关，不能载入演示数据。请用 SUNLOT_DATA 指定一个空目录。');
    await loadDemoDistrict(sunlot);
    console.log('演示区已载入');
    return 0;
  } finally {
    await sunlot.close();
  }
}

/** Loads the demo district through the product's own deeds. */
export async function loadDemoDistrict(sunlot: OpenSunlot): Promise<void> {
  console.log('正在载入演示区（约一分钟）……');
  const { loadDemo } = await import('../../demo/load.ts');
  await loadDemo(sunlot.runtime);
}

/** The ready line's demo logins. */
export function demoHint(): string {
  const logins = DEMO_LOGINS.map(({ username, roleTitle }) => `${username}（${roleTitle}）`).join('、');
  return `· 演示数据，均为虚构 · 登录：${logins}，密码均为 ${DEMO_LOGINS[0]?.password ?? ''}`;
}
