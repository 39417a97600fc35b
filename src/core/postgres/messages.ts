import type { ServerRefusalCode } from './checks.ts';
import type { EmbeddedFailureCode } from './failure.ts';

/** What the operator reads: one sentence in Chinese and one in English, each with the remedy. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

const OWN_SERVER_ZH = '也可以用环境变量 DATABASE_URL 指向自己的 PostgreSQL 15 以上服务器';
const OWN_SERVER_EN = 'or set DATABASE_URL to a PostgreSQL server (15 or later) of your own';

/** The sentences of every failure of the embedded database; the argument is the place it is about. */
export const SENTENCES: { readonly [code in EmbeddedFailureCode]: (where: string) => Sentence } = {
  'binaries-missing': (where) => ({
    zh: `缺少本机平台的数据库程序：${where}。请重新运行 npm ci（不要加 --omit=optional），${OWN_SERVER_ZH}。`,
    en: `The database program for this platform is missing: ${where}. Run npm ci again (without --omit=optional), ${OWN_SERVER_EN}.`,
  }),
  'root-refused': (where) => ({
    zh: `数据库不能以 root 身份运行，而本机又无法为 ${where} 换用普通身份。请改用普通用户启动，或把数据目录放到其他用户可以进入的位置（如 /var/lib/sunlot），${OWN_SERVER_ZH}。`,
    en: `The database does not run as root, and no way to run it without root's rights in ${where} was found. Start as an ordinary user, put the data folder where other users may enter (such as /var/lib/sunlot), ${OWN_SERVER_EN}.`,
  }),
  'no-permission': (where) => ({
    zh: `没有读写权限：${where}。请把该目录的所有者改为当前用户，或换一个数据目录。`,
    en: `No permission to read and write ${where}. Give the folder to the current user, or choose another data folder.`,
  }),
  'disk-full': (where) => ({
    zh: `磁盘已满：${where}。请腾出至少 1 GB 空间后重新启动；已保存的数据没有丢失。`,
    en: `The disk is full: ${where}. Free at least 1 GB and start again; nothing that was saved is lost.`,
  }),
  'foreign-folder': (where) => ({
    zh: `${where} 已存在，但不是本系统的数据库目录。请移走它或换一个数据目录；系统不会改动其中的文件。`,
    en: `${where} exists but is not a database of this program. Move it away or choose another data folder; its files were not touched.`,
  }),
  'other-version': (where) => ({
    zh: `数据库目录属于另一个 PostgreSQL 主版本：${where}。请用原来的程序版本导出备份，再用本版本恢复；系统没有改动其中的文件。`,
    en: `The database folder belongs to another major version of PostgreSQL: ${where}. Back up with the version that wrote it and restore with this one; its files were not touched.`,
  }),
  'already-running': (where) => ({
    zh: `这个数据目录的数据库已在运行：${where}。请先停止正在运行的程序，或为本次启动换一个数据目录。`,
    en: `A database is already running on this data folder: ${where}. Stop the program that uses it, or start with another data folder.`,
  }),
  'listener-taken': (where) => ({
    zh: `数据库的套接字或端口已被占用：${where}。请停止占用它的程序，再重新启动。`,
    en: `The socket or port of the database is taken: ${where}. Stop the program that holds it and start again.`,
  }),
  'secrets-missing': (where) => ({
    zh: `数据库口令文件丢失或损坏：${where}。请从备份中恢复这个文件。`,
    en: `The file with the database passwords is missing or damaged: ${where}. Restore it from the backup.`,
  }),
  'initialise-failed': (where) => ({
    zh: `数据库初始化失败：${where}。没有留下任何半成品，排除下面的原因后重新启动即可。`,
    en: `The database could not be initialised: ${where}. Nothing half done was left behind; mend the cause below and start again.`,
  }),
  'start-failed': (where) => ({
    zh: `数据库没有启动成功。详细原因见日志：${where}。`,
    en: `The database did not start. Its log says why: ${where}.`,
  }),
};

/** Why each thing that may be wrong with a server of the operator's own is refused. */
export const SERVER_REFUSALS: { readonly [code in ServerRefusalCode]: Sentence } = {
  'version-too-old': { zh: '数据库版本太旧', en: 'The server is too old' },
  'fsync-off': { zh: '断电会丢失已保存的记录', en: 'A power cut would lose saved records' },
  'full-page-writes-off': { zh: '断电会损坏已保存的记录', en: 'A power cut would damage saved records' },
  'synchronous-commit-off': { zh: '回答“已保存”时记录还没有落盘', en: '"Saved" would be answered before it is true' },
  'checksums-off': { zh: '磁盘悄悄改坏的数据不会被发现', en: 'Data that the disk damaged would go unseen' },
  'encoding-not-utf8': { zh: '数据库编码存不下所有汉字', en: 'The encoding cannot hold every Chinese character' },
  'locale-without-chinese': { zh: '按中文名称查找会查不到', en: 'Search by Chinese names would find nothing' },
  'extension-missing': { zh: '缺少数据库扩展', en: 'An extension is missing' },
  'role-is-superuser': {
    zh: '登录角色是超级用户，可以改写留痕',
    en: 'The role is a superuser and could rewrite the log',
  },
  'role-bypasses-row-security': {
    zh: '登录角色可以越过单位之间的隔离',
    en: 'The role could see records of other bureaus',
  },
  'role-owns-records': {
    zh: '登录角色拥有数据表，可以改掉保护',
    en: 'The role owns tables and could lift their protection',
  },
  'role-creates-in-schema': {
    zh: '登录角色可以新建同名对象顶替',
    en: 'The role could create objects that stand in for ours',
  },
  'role-creates-temporary': {
    zh: '登录角色可以用临时表顶替数据表',
    en: 'The role could shadow a table by a temporary one',
  },
  'connection-unencrypted': {
    zh: '与另一台机器上的数据库之间没有加密，途中可以被读取和改动',
    en: 'The way to a database on another machine is not encrypted',
  },
  'role-cannot-publish': { zh: '登录角色不能以发布检查点的角色发布', en: 'The role could not publish checkpoints' },
  'role-changes-deeds': { zh: '登录角色可以改动或删除留痕', en: 'The role could change or delete deeds' },
};
