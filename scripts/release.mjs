/**
 * `npm run release`: the tarball of a release from what is committed, its SBOM (CycloneDX) and SHA256SUMS, in dist/release; the same commit
 * gives the same bytes on every machine. `-- --key FILE` signs SHA256SUMS with an SSH key (Ed25519), `-- --check` builds twice and compares.
 * @module
 */
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { at, fail, npmCommand } from './project.mjs';
import { ensureWeb } from './web.mjs';

const { values } = parseArgs({ options: { key: { type: 'string' }, check: { type: 'boolean' } } });
const OUT = at('dist', 'release');
/** What an installation does not need. */
const LEFT_OUT = /^(e2e|docs\/shots)\/|\.(test|story)\.tsx?$/;

const git = (...args) => execFileSync('git', ['-C', at(), ...args], { encoding: 'utf8', maxBuffer: 1 << 26 });
if (git('status', '--porcelain').trim() !== '') fail('有未提交的改动：发行包只能从提交制作');
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
const commit = git('rev-parse', 'HEAD').trim();
const seconds = Number(git('log', '-1', '--format=%ct').trim());
const name = `sunlot-${version}-${commit.slice(0, 12)}`;

const first = await build();
if (values.check) {
  // What is built is thrown away in between; what is installed is the same by the lock file.
  for (const part of ['web', 'verify', 'field', 'web.inputs'])
    rmSync(at('dist', part), { recursive: true, force: true });
  const second = await build();
  if (!first.equals(second)) fail('两次构建不同：发行包不可重现');
  console.log('两次构建逐字节相同');
}
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const files = { [`${name}.tar.gz`]: first, [`${name}.cdx.json`]: sbom() };
for (const [file, bytes] of Object.entries(files)) writeFileSync(join(OUT, file), bytes);
const sums = Object.entries(files).map(([file, bytes]) => `${sha256(bytes)}  ${file}\n`);
writeFileSync(join(OUT, 'SHA256SUMS'), sums.join(''));
if (values.key !== undefined) {
  execFileSync('ssh-keygen', ['-Y', 'sign', '-q', '-f', values.key, '-n', 'sunlot-release', join(OUT, 'SHA256SUMS')]);
  console.log(
    `签名：${join(OUT, 'SHA256SUMS.sig')}。核对：ssh-keygen -Y verify -f allowed_signers -I release -n sunlot-release -s SHA256SUMS.sig < SHA256SUMS`,
  );
}
console.log(sums.join('').trimEnd());

/** The tarball: committed files and the built web, in one order, with one time, owner and mode. */
async function build() {
  if (!(await ensureWeb())) fail('网页没有构建成功');
  const committed = git('ls-files', '-z')
    .split('\0')
    .filter((path) => path !== '' && !LEFT_OUT.test(path));
  const built = ['web', 'verify', 'field'].flatMap((part) => filesUnder(join('dist', part)));
  const parts = [...committed, ...built, 'dist/web.inputs']
    .toSorted((a, b) => (a < b ? -1 : 1))
    .flatMap((path) =>
      entry(`${name}/${path.replaceAll('\\', '/')}`, readFileSync(at(path)), isProgram(path) ? 0o755 : 0o644),
    );
  // The level is fixed and the head holds no time: zlib gives the same bytes.
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(1024)]), { level: 9 });
}

function isProgram(path) {
  return (statSync(at(path)).mode & 0o100) !== 0;
}

function filesUnder(folder) {
  return readdirSync(at(folder), { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => join(found.parentPath, found.name).slice(at().length));
}

/** One file in POSIX ustar, with a pax head where the name is too long for it. */
function entry(path, bytes, mode) {
  const long = Buffer.byteLength(path) > 100 ? pax(path) : [];
  return [...long, head(path, bytes.length, mode, '0'), bytes, padding(bytes.length)];
}

function pax(path) {
  const text = ` path=${path}\n`;
  let length = Buffer.byteLength(text);
  length += String(length + String(length).length).length;
  const record = Buffer.from(`${length}${text}`);
  return [head('pax', record.length, 0o644, 'x'), record, padding(record.length)];
}

function head(path, size, mode, type) {
  const block = Buffer.alloc(512);
  const octal = (value, at_, width) => block.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at_);
  block.write(Buffer.from(path).subarray(0, 100).toString('latin1'), 0, 'latin1');
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(seconds, 136, 12);
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\u000000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function padding(length) {
  return Buffer.alloc((512 - (length % 512)) % 512);
}

/** What runs on the server, by the lock file, without the number and time that would differ each run. */
function sbom() {
  const [npm, ...before] = npmCommand();
  const text = execFileSync(
    npm,
    [...before, 'sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'],
    {
      cwd: at(),
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    },
  );
  const { serialNumber, metadata, ...rest } = JSON.parse(text);
  const { timestamp, tools, ...kept } = metadata;
  if (serialNumber === undefined || timestamp === undefined || tools === undefined) fail('npm sbom 的格式变了');
  return Buffer.from(`${JSON.stringify({ ...rest, metadata: kept }, null, 2)}\n`);
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
