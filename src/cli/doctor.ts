/** `sunlot doctor`: opens everything, reads the whole deed chain again, and says what is wrong. @module */
import type { Config } from '../core/config.ts';
import { auditChain } from '../core/log/audit.ts';
import { read } from '../core/transact.ts';
import { openSunlot } from './open.ts';

/** Exit code 0 when all is well, 1 when a chain or checkpoint does not hold. */
export async function doctorCommand(config: Config): Promise<number> {
  const sunlot = await openSunlot(config);
  const { runtime, database, dataFolder } = sunlot;
  try {
    console.log(
      `数据目录 ${dataFolder}；数据库 ${database === 'embedded' ? '内置 PostgreSQL' : 'DATABASE_URL'}，设置合格`,
    );
    const bureaus = await runtime.db.selectFrom('bureau').select(['bureau_id', 'name']).orderBy('bureau_id').execute();
    if (bureaus.length === 0) console.log('尚未设立机关');
    let healthy = true;
    for (const bureau of bureaus) {
      const { deeds, checkpoints, problems } = await read(runtime, bureau.bureau_id, auditChain);
      console.log(
        `${bureau.name}：留痕 ${deeds} 条，检查点 ${checkpoints} 个，${problems.length === 0 ? '完整' : `有 ${problems.length} 处不符`}`,
      );
      for (const problem of problems) console.log(`  ${problem}`);
      healthy &&= problems.length === 0;
    }
    return healthy ? 0 : 1;
  } finally {
    await sunlot.close();
  }
}
