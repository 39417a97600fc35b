/** What `sunlot check` says. @module */
import type { PreservedKind } from '../core/preservation/check.ts';
import type { Finding } from '../core/preservation/findings.ts';

const KINDS: Readonly<Record<PreservedKind, string>> = {
  bag: 'BagIt 包',
  object: 'OCFL 对象',
  'storage-root': 'OCFL 存储根',
};

export const checkText = {
  usage: '用法：npx sunlot check <目录> [--json]',
  unknown: (path: string): string =>
    `${path} 不是 BagIt 包（没有 bagit.txt），也不是 OCFL 对象或存储根（没有 0=ocfl_… 声明，E003、E063）。压缩的包请先解开，再核对解出的目录`,
  verdict: (
    kind: PreservedKind,
    path: string,
    isValid: boolean,
    findings: readonly Finding[],
    objects: number | undefined,
  ): string => {
    const errors = findings.filter(({ level }) => level === 'error').length;
    const warnings = findings.length - errors;
    const holds = objects === undefined ? '' : `，含 ${objects} 个对象`;
    return `${isValid ? '✓ 有效' : '✗ 无效'}　${KINDS[kind]} ${path}${holds}：错误 ${errors} 条，提醒 ${warnings} 条`;
  },
};
