/** `sunlot <command>`: services and tools of one program. @module */
import { keepCompiled } from '../core/compiled.ts';
import { ConfigError, readConfig, type Config } from '../core/config.ts';
import { StartError } from './start-error.ts';

const HELP = `用法：npx sunlot <命令>

  serve [--empty|--demo]   启动（npm start 也是它）；--empty 不载入演示数据
  setup-code               取得设立码，在同一服务器上再设立一个机关
  migrate                  升级数据库结构（需要 DATABASE_OWNER_URL，内置数据库自动完成）
  demo                     在空的数据目录里载入演示区
  verify <目录或 zip>      核验一份抽取证据包；--json 给出 V1–V15 各步
  verify --db              核验整个留痕日志和由它而来的记录；--checkpoint <文件或目录> 对照外部保存的检查点
  check <目录>             核对任何 BagIt 包、OCFL 对象或存储根；--json 给出各条
  backup                   加密备份（SUNLOT_BACKUP、SUNLOT_BACKUP_RECIPIENT）；--new-key <文件> 生成密钥
  restore                  从备份恢复到新目录，--to 到某一时刻；选项见 restore
  drill                    恢复演练：把最新备份恢复到临时目录并核验
  doctor                   检查配置、数据库与留痕链
  witness                  见证另一机关的留痕日志；witness --help 列出选项
`;

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  serve: async (args) => (await import('./serve.ts')).serveCommand(readConfig(process.env), args),
  'setup-code': async (args) => (await import('./setup-code.ts')).setupCodeCommand(configOnly(args)),
  migrate: async (args) => (await import('./migrate.ts')).migrateCommand(configOnly(args)),
  demo: async (args) => (await import('./demo.ts')).demoCommand(configOnly(args)),
  verify: async (args) =>
    args.includes('--db')
      ? (await import('./verify-db.ts')).verifyDbCommand(readConfig(process.env), args)
      : (await import('./verify.ts')).verifyCommand(args),
  check: async (args) => (await import('./check.ts')).checkCommand(args),
  backup: async (args) => (await import('./backup.ts')).backupCommand(readConfig(process.env), args),
  restore: async (args) => (await import('./restore.ts')).restoreCommand(readConfig(process.env), args),
  drill: async (args) => (await import('./restore.ts')).drillCommand(readConfig(process.env), args),
  doctor: async (args) => (await import('./doctor.ts')).doctorCommand(configOnly(args)),
  witness: async (args) => (await import('./witness.ts')).witnessCommand(args),
};

/** Errors whose message is a sentence for the operator. */
const EXPLAINED = new Set(['EmbeddedFailure', 'MigrationError', 'StartError', 'WitnessError']);

keepCompiled();
const [name = '', ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (command === undefined) {
  console.log(HELP);
  process.exitCode = name === '' || name === 'help' || name === '--help' ? 0 : 2;
} else {
  try {
    process.exitCode = await command(args);
  } catch (error) {
    // A sentence for what the operator can mend; everything else is a bug and shows where.
    console.error(isExplained(error) ? error.message : error);
    process.exitCode = 1;
  }
}

/** The configuration, for a command that takes nothing else: a mistyped word must not start it. */
function configOnly(args: readonly string[]): Config {
  if (args.length > 0)
    throw new StartError(`不认识的参数：${args.join(' ')}。这个命令没有参数；用法见 npx sunlot help`);
  return readConfig(process.env);
}

function isExplained(error: unknown): error is Error {
  return error instanceof ConfigError || (error instanceof Error && EXPLAINED.has(error.name));
}
