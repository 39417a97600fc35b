/** `sunlot migrate`: brings a database of the user's own up to this program. @module */
import type { Config } from '../core/config.ts';
import { migrate } from '../core/migrate.ts';
import { StartError } from './start-error.ts';

export async function migrateCommand(config: Config): Promise<number> {
  if (config.databaseOwnerUrl === undefined) {
    throw new StartError(
      '请设置 DATABASE_OWNER_URL（数据库属主的连接串）。内置数据库在启动时自动升级，不需要这个命令。',
    );
  }
  const applied = await migrate(config.databaseOwnerUrl);
  console.log(applied.length === 0 ? '数据库结构已是最新' : `已执行：${applied.join('、')}`);
  return 0;
}
