/** `sunlot doctor`: opens everything, reads the whole deed chain again, and says what is wrong. @module */
import { statfs } from 'node:fs/promises';
import type { Config } from '../core/config.ts';
import { auditBureau } from '../core/log/audit/audit.ts';
import { readOperation } from '../core/operation.ts';
import type { Runtime } from '../core/runtime.ts';
import { doctorText } from './doctor.zh.ts';
import { openSunlot } from './open.ts';
import { findingLine } from './verify-db.zh.ts';

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
      const { deeds, checkpoints, problems, findings } = await auditBureau(runtime, bureau.bureau_id);
      console.log(
        `${bureau.name}：留痕 ${deeds} 条，检查点 ${checkpoints} 个，${problems === 0 ? '完整' : `有 ${problems} 处不符`}`,
      );
      for (const finding of findings) console.log(`  ${findingLine(finding)}`);
      healthy &&= problems === 0;
    }
    for (const line of await operationLines(runtime, config)) console.log(line);
    return healthy ? 0 : 1;
  } finally {
    await sunlot.close();
  }
}

/** Room on the disk, whether a backup is set up, and how what the program does by itself went last. */
async function operationLines(runtime: Runtime, config: Config): Promise<readonly string[]> {
  const { bavail, bsize } = await statfs(config.dataFolder);
  const states = await readOperation(runtime);
  return [
    doctorText.room(Math.floor((bavail * bsize) / 2 ** 20)),
    config.backup === undefined ? doctorText.noBackup : doctorText.backup(config.backup.folder),
    ...states.map(({ name, at, isGood, goodAt }) => doctorText.operation(name, at, isGood, goodAt)),
  ];
}
