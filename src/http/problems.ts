/** Refusals become HTTP answers here and nowhere else (application/problem+json, RFC 9457). @module */
import type { FastifyReply } from 'fastify';
import type { Refusal } from '../core/result.ts';
import { refusalMessage } from '../web/kit/strings/refusals.ts';

const TITLES: Readonly<Record<number, string>> = {
  401: '尚未登录',
  403: '没有这项权限',
  404: '没有找到',
  409: '现在不能这样做',
  413: '内容过大',
  422: '填写有误',
  423: '账号暂时锁定',
  429: '操作过于频繁',
  500: '系统内部错误',
  503: '这里不提供',
  507: '没有地方保存',
};

const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  'not-signed-in': 401,
  'sign-in-failed': 401,
  'reauthentication-needed': 401,
  'second-factor-needed': 401,
  'second-factor-wrong': 401,
  'second-step-expired': 401,
  'passkey-unknown': 401,
  'unified-failed': 401,
  'unified-not-linked': 401,
  'address-unknown': 403,
  'address-of-another-bureau': 403,
  'not-allowed': 403,
  'foreign-page': 403,
  'body-beyond-limits': 413,
  'text-unstorable': 422,
  'input-invalid': 422,
  'command-id-missing': 422,
  'command-reused': 422,
  'account-locked': 423,
  'source-locked': 429,
  'too-many-requests': 429,
  'reads-only': 503,
  'standby-too-old': 503,
};

/** One status for all reasons: the first that has its own, else 404 for what is not there, else 409. */
export function statusOf(refusals: readonly Refusal[]): number {
  for (const { code } of refusals) {
    const status = STATUS_BY_CODE[code];
    if (status !== undefined) return status;
  }
  return refusals.every(({ code }) => code.endsWith('-not-found')) ? 404 : 409;
}

export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly refusals: readonly (Refusal & { readonly reason: string; readonly remedy?: string })[];
}

/** The body of a refusal: every reason with its Chinese sentence and remedy. */
export function problemOf(refusals: readonly Refusal[], status = statusOf(refusals)): Problem {
  return {
    type: 'about:blank',
    title: TITLES[status] ?? '请求未被接受',
    status,
    refusals: refusals.map((refusal) => ({ ...refusal, ...refusalMessage(refusal.code, refusal.facts ?? {}) })),
  };
}

export function sendProblem(reply: FastifyReply, refusals: readonly Refusal[]): FastifyReply {
  const problem = problemOf(refusals);
  return reply.code(problem.status).type('application/problem+json').send(problem);
}
