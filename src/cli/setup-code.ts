/** `sunlot setup-code`: the code with which a further bureau is founded on this server. Beside a running server it is taken at once. @module */
import { join } from 'node:path';
import type { Config } from '../core/config.ts';
import { openSetupCode } from '../core/identity/setup-code.ts';

export async function setupCodeCommand({ dataFolder, publicUrl }: Config): Promise<number> {
  const code = await openSetupCode(join(dataFolder, 'keys', 'setup-code')).issue();
  console.log(`设立码：${code}\n请打开 ${publicUrl ?? ''}/setup?code=${code} 填写；只能用一次，再次取得时前一个作废`);
  return 0;
}
