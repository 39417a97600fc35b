/** `sunlot witness`: the program of another office that watches a bureau's log. Needs Node and a folder of its own, nothing else. @module */
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { systemClock } from '../core/clock.ts';
import { FollowError, visitLog } from '../witness/follow.ts';
import { serveWitness } from '../witness/server.ts';
import { openWitness, WitnessError, type WitnessState } from '../witness/state.ts';
import { addCheckpoint, REFUSALS, type Answer } from '../witness/witness.ts';

const HELP = `用法：npx sunlot witness [选项]

  --data 目录          见证方自己的目录（默认 ./witness）：密钥、见过的检查点、证据
  --name 名称          见证方名称，第一次使用时给出，例如 jijian.example/w1
  --log 公钥           信任的日志公钥，可多次；之后都记得

  不带下面的选项       显示本见证方的公钥，交给被见证的机关登记
  --listen 主机:端口   开放 add-checkpoint，由机关的服务器来请求
  --follow 网址        由本机去取，例如 https://yjj.example.gov.cn/log/120111；可多次
  --every 秒           取的间隔（默认 60）；0 为只取一次
  --from 文件 --to 文件  离线：读入待见证文件，写出见证签名
`;

const OPTIONS = {
  data: { type: 'string', default: './witness' },
  name: { type: 'string' },
  log: { type: 'string', multiple: true },
  listen: { type: 'string' },
  follow: { type: 'string', multiple: true },
  every: { type: 'string', default: '60' },
  from: { type: 'string' },
  to: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** Exit code 0; 1 when a checkpoint was refused or a log could not be reached; 2 when the command is not understood. */
export async function witnessCommand(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options === undefined || options.help) {
    console.log(HELP);
    return options === undefined ? 2 : 0;
  }
  const { data, name, log = [], from, to, listen, follow = [], every } = options;
  const seconds = Number(every);
  if (!Number.isInteger(seconds) || seconds < 0) throw new WitnessError(`--every 须为整数秒：${every}`);
  const state = await openWitness(data, name, log);
  if (from !== undefined || to !== undefined) return signFile(state, from, to);
  if (listen === undefined && follow.length === 0) {
    console.log(state.vkey);
    return 0;
  }
  const server = listen === undefined ? undefined : await serveWitness(state, systemClock, placeOf(listen), report);
  if (server !== undefined) console.log(`见证方 ${state.signer.name} 已就绪：${server.url}`);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const code = follow.length > 0 ? await followAll(state, follow, seconds, stopping.signal) : 0;
  if (server !== undefined) {
    await untilAborted(stopping.signal);
    server.server.closeAllConnections();
    await new Promise((resolve) => server.server.close(resolve));
  }
  return code;
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return undefined;
  }
}

function placeOf(listen: string): { host: string; port: number } {
  const [, host = '', port = ''] = /^(.+):(\d{1,5})$/.exec(listen) ?? [];
  if (host === '' || Number(port) > 65_535)
    throw new WitnessError(`--listen 写作 主机:端口，例如 0.0.0.0:8790：${listen}`);
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
}

async function signFile(state: WitnessState, from: string | undefined, to: string | undefined): Promise<number> {
  if (from === undefined || to === undefined) throw new WitnessError('--from 和 --to 须一起给出');
  const body = await readFile(from, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new WitnessError(`读不到 ${from}：${error.message}`);
  });
  const answer = await addCheckpoint(state, systemClock, body);
  report(answer);
  if (answer.is === 'refused') return 1;
  await writeFile(to, answer.note);
  console.log(`见证签名已写入 ${to}，请送回机关上传`);
  return 0;
}

/** Visits every log again and again; with an interval of 0 once. 1 when the last round met a refusal or a silence. */
async function followAll(
  state: WitnessState,
  urls: readonly string[],
  seconds: number,
  signal: AbortSignal,
): Promise<number> {
  for (;;) {
    let code = 0;
    for (const url of urls) {
      try {
        const answer = await visitLog(state, systemClock, url);
        if (answer !== undefined) report(answer);
        if (answer?.is === 'refused') code = 1;
      } catch (error) {
        if (!(error instanceof FollowError)) throw error;
        console.error(error.message);
        code = 1;
      }
    }
    if (seconds === 0 || signal.aborted) return code;
    await sleep(seconds * 1000, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return code;
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

/** One line for what was signed; a contradiction fills the screen so that nobody overlooks it. */
function report(answer: Answer): void {
  if (answer.is === 'cosigned') {
    console.log(`已见证 ${answer.checkpoint.origin} 第 ${answer.checkpoint.size} 条`);
    return;
  }
  const { reason, detail, size } = answer;
  const isContradiction = reason === 'fork' || reason === 'rollback' || reason === 'unproved';
  const rule = '━'.repeat(60);
  if (isContradiction)
    console.error(`${rule}\n${detail ?? REFUSALS[reason]}\n  不签名。请通知上级机关和被见证的机关。\n${rule}`);
  else
    console.error(
      `未见证：${REFUSALS[reason]}${reason === 'other-size' ? `（第 ${size} 条）` : ''}${detail === undefined ? '' : `；${detail}`}`,
    );
}
