/** The page in every backup folder: how to open it with common tools alone. @module */
export const restoreByHand = `阳光抽查 备份

base/<时间>/   数据库文件（base.tar.gz.age）、密钥与口令（keys.tar.gz.age）、backup_label、说明（backup.json）
wal/           数据库日志段，逐段一个文件
files/         文件库，逐个文件，名字是内容的 SHA-256

恢复：npx sunlot restore --from <本目录> --identity <私钥文件> --into <新的数据目录> [--to 2026-03-02T09:30:00+08:00]

没有本程序时，用 age、gzip、tar 和同一主版本的 PostgreSQL：
  1. age -d -i 私钥 base/<时间>/base.tar.gz.age | tar xz -C <新目录>；把 backup_label 放进 <新目录>
  2. 各日志段：age -d -i 私钥 wal/<段>.gz.age | gunzip > <段目录>/<段>
  3. 在 <新目录> 建空文件 recovery.signal，postgresql.auto.conf 写 restore_command = 'cp <段目录>/%f %p'，启动 PostgreSQL
  4. files/ 下的文件同样解开；keys.tar.gz.age 解开得到 keys 目录和 passwords.json

私钥不在本目录里。没有私钥，这里的任何文件都打不开。
`;
