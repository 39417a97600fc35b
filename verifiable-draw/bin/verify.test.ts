import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { POLICY } from '../src/testing/log.ts';
import { scene } from '../src/testing/scene.ts';
import { packBundle } from './container.ts';
import { verifyCommand } from './verify.ts';

const { files, draw } = scene();
const home = mkdtempSync(join(tmpdir(), 'vdraw-'));
afterAll(() => rmSync(home, { recursive: true }));

function folder(name: string, contents: ReadonlyMap<string, Uint8Array>): string {
  for (const [path, bytes] of contents) {
    mkdirSync(dirname(join(home, name, path)), { recursive: true });
    writeFileSync(join(home, name, path), bytes);
  }
  return join(home, name);
}

function zip(name: string, contents: Record<string, Uint8Array>): string {
  writeFileSync(join(home, name), zipSync(contents));
  return join(home, name);
}

async function run(...argv: string[]): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const code = await verifyCommand(argv, { write: (line) => lines.push(line), now: () => '2026-03-05T00:00:00Z' });
  return { code, text: lines.join('\n') };
}

const good = folder('good', files);

describe('vdraw verify', () => {
  it('says 0 for a folder and for the zip it is published in', async () => {
    const first = await run(good);
    expect(first).toMatchObject({ code: 0, text: expect.stringContaining('结论：全部通过') as string });
    expect(first.text).toContain('✓ V11 人员匹配重新计算 / Matching of officers recomputed: PASS');
    writeFileSync(join(home, 'good.zip'), packBundle(files));
    expect((await run(join(home, 'good.zip'))).text).toBe(first.text);
  });

  it('says 1 for a zip of the same files in other bytes: packed again, in one folder, or changed where no file lies', async () => {
    const again = await run(zip('again.zip', Object.fromEntries(files)));
    expect(again).toMatchObject({ code: 1, text: expect.stringContaining('failed: V1') as string });
    expect(again.text).toContain('若是自己重新打包的，请解开后核验文件夹');
    const inside = Object.fromEntries([...files].map(([path, bytes]) => [`bundle/${path}`, bytes]));
    expect((await run(zip('inside.zip', inside))).code).toBe(1);
    const archive = packBundle(files);
    const dateOfFirstFile = 10;
    archive[dateOfFirstFile] = (archive[dateOfFirstFile] ?? 0) ^ 1;
    writeFileSync(join(home, 'dated.zip'), archive);
    expect((await run(join(home, 'dated.zip'))).code).toBe(1);
  });

  it('says 1 and names the step when a byte is changed', async () => {
    const bytes = Uint8Array.from(files.get('roster.jsonl') as Uint8Array);
    bytes.set(new TextEncoder().encode('x'), bytes.indexOf(0x22) + 8);
    const { code, text } = await run(folder('bad', new Map(files).set('roster.jsonl', bytes)));
    expect(code).toBe(1);
    expect(text).toContain('结论：未通过 / failed: V1');
  });

  it('shows a question mark where there is no list of files', async () => {
    const without = new Map([...files].filter(([path]) => path !== 'manifest.json'));
    expect((await run(folder('without-list', without))).text).toContain('manifest SHA-256: ?');
  });

  it('says 2 for what is no bundle, with the reason', async () => {
    writeFileSync(join(home, 'photo.jpg'), 'not a zip');
    expect(await run(join(home, 'photo.jpg'))).toMatchObject({
      code: 2,
      text: expect.stringContaining('不是可读的 zip') as string,
    });
    expect(await run(join(home, 'nowhere'))).toMatchObject({
      code: 2,
      text: expect.stringContaining('没有这个文件') as string,
    });
    expect(await run(zip('other.zip', { 'a/x.txt': new Uint8Array(3), 'b.txt': new Uint8Array() }))).toMatchObject({
      code: 2,
      text: expect.stringContaining('这不是验证包') as string,
    });
    expect(await run()).toMatchObject({ code: 2, text: expect.stringContaining('用法') as string });
    expect((await run(good, good)).code).toBe(2);
    expect((await run(good, '--nonsense')).code).toBe(2);
    expect((await run(good, '--policy')).code).toBe(2);
    expect((await run(good, '--policy', join(home, 'nowhere'))).code).toBe(2);
  });

  it.each(['../evil', '/etc/passwd', 'a//b', 'a\\b', 'C:x'])('says 2 for a zip with the path %s', async (path) => {
    expect(await run(zip('evil.zip', { [path]: new Uint8Array(1) }))).toMatchObject({
      code: 2,
      text: expect.stringContaining('路径不安全') as string,
    });
  });

  it('says 2 for a folder that leads elsewhere, and for more files than any bundle has', async () => {
    folder('linked', files);
    symlinkSync('/etc/hostname', join(home, 'linked', 'ref', 'link'));
    expect(await run(join(home, 'linked'))).toMatchObject({
      code: 2,
      text: expect.stringContaining('不是普通文件') as string,
    });
    const many = Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`ref/${i}`, new Uint8Array()]));
    expect(await run(zip('many.zip', many))).toMatchObject({
      code: 2,
      text: expect.stringContaining('超过 2000 个文件') as string,
    });
  });

  it('answers in JSON, with the own policy, and about one firm', async () => {
    writeFileSync(join(home, 'policy.txt'), POLICY);
    const drawn = draw.details.selected[0]?.id ?? '';
    const { code, text } = await run(
      good,
      '--json',
      '--policy',
      join(home, 'policy.txt'),
      '--firm',
      drawn,
      '--skip-narrowing',
    );
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({
      ok: true,
      trust: 'given',
      firm: { id: drawn, isDrawn: true, isConsistent: true },
    });
    expect((await run(good, '--policy', join(home, 'policy.txt'))).text).toContain('使用您提供的信任策略');
    expect((await run(good, '--firm', drawn)).text).toContain('"isDrawn":true');
    expect((await run(good, '--firm', 'nobody')).text).toContain('不在名录中');
    expect(JSON.parse((await run(good, '--firm', 'nobody', '--json')).text)).toMatchObject({ firm: null });
    expect(JSON.parse((await run(good, '--json')).text)).not.toHaveProperty('firm');
  });

  it('leaves out the folders of a zip, and takes no path twice', async () => {
    const withFolder = await run(zip('folders.zip', { 'ref/': new Uint8Array(), ...Object.fromEntries(files) }));
    expect(withFolder.text).toContain('✓ V2');
    const twice = zipSync({ 'ref/a.txt': new Uint8Array(1), 'ref/b.txt': new Uint8Array(1) });
    for (let at = twice.indexOf(0x62); at !== -1; at = twice.indexOf(0x62, at + 1)) twice[at] = 0x61;
    writeFileSync(join(home, 'twice.zip'), twice);
    expect(await run(join(home, 'twice.zip'))).toEqual({ code: 2, text: 'ref/a.txt: 重名 / stands twice' });
  });

  it('says 1 for a bundle of which nothing is there but its list of files', async () => {
    const { code, text } = await run(folder('bare', new Map([['manifest.json', new TextEncoder().encode('{}')]])));
    expect(code).toBe(1);
    expect(text).toContain('抽取 / draw: ? · ? · 清单指纹');
  });

  it('hides no mistake of its own behind a sentence', async () => {
    await expect(run('a\0b')).rejects.toThrow('null bytes');
  });

  it('runs as a program, with its command or without', async () => {
    const program = join(import.meta.dirname, 'vdraw.ts');
    expect(execFileSync(process.execPath, [program, 'verify', good], { encoding: 'utf8' })).toContain('全部通过');
    const [argv, exitCode] = [process.argv, process.exitCode];
    const log = vi.spyOn(console, 'log').mockReturnValue();
    for (const args of [['verify', good], [good]]) {
      log.mockClear();
      process.argv = ['node', program, ...args];
      vi.resetModules();
      await import('./vdraw.ts');
      expect(log.mock.lastCall).toEqual(['结论：全部通过 / all steps pass']);
    }
    log.mockRestore();
    [process.argv, process.exitCode] = [argv, exitCode];
  });
});
