/** Installs what is missing. @module */
import { readFileSync } from 'node:fs';
import { at, fail, npmCommand, run } from './project.mjs';

/** Runs `npm ci` unless `node_modules` already holds what `package-lock.json` asks for. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log('正在安装依赖（首次约需一分钟）…');
  const { code, printed } = await run([...npmCommand(), 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    quiet: true,
  });
  if (code !== 0) fail(explain(printed));
}

/**
 * npm writes `node_modules/.package-lock.json` last, so its absence also tells of an install that was cut off. Optional
 * packages may be missing: they are those of other platforms.
 */
function isInstalled() {
  const [wanted, found] = [readPackages('package-lock.json'), readPackages('node_modules/.package-lock.json')];
  if (wanted === undefined || found === undefined) return false;
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (path === '' || link === true || version === undefined || !path.includes('node_modules/')) return true;
    return path in found ? found[path].version === version : optional === true;
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(at(file), 'utf8')).packages;
  } catch {
    // No file, or one that was cut off: either way nothing is known to be installed.
    return undefined;
  }
}

const UNREACHABLE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network request|fetch failed/;

function explain(printed) {
  const tail = printed.trim().split('\n').slice(-15).join('\n');
  if (UNREACHABLE.test(printed)) {
    return `${tail}\n\n依赖没有装上：连不上软件包仓库。请检查网络或代理（npm config get registry），然后重试。`;
  }
  if (/ENOSPC/.test(printed)) return `${tail}\n\n依赖没有装上：磁盘已满。请腾出约 2 GB 空间，然后重试。`;
  if (/EACCES|EPERM/.test(printed))
    return `${tail}\n\n依赖没有装上：当前用户不能写入项目目录。请改变目录的所有者，然后重试。`;
  return `${tail}\n\n依赖没有装上，原因见上。请排除后重试。`;
}
