/** A published result without what was voided (docs/adr/0085). Browser-safe. @module */
import { conclusionOf } from '../../inspection/rules/record.ts';
import type { PublicResult } from '../types.ts';

/** Without those findings; the conclusion is what the others come to. */
export function withoutFindings(content: PublicResult, numbers: readonly number[]): PublicResult {
  const findings = content.findings.filter(({ number }) => !numbers.includes(number));
  if (findings.length === content.findings.length) return content;
  return { ...content, findings, conclusion: conclusionOf(findings.map((each) => ({ ...each, isWithdrawn: false }))) };
}

/** Those of the numbers that the copy still names. */
export function stillNamed({ findings }: Pick<PublicResult, 'findings'>, numbers: readonly number[]): number[] {
  return findings.flatMap(({ number }) => (numbers.includes(number) ? [number] : []));
}

/** Why a copy that was on its way goes back to its handler. */
export function dropReason(number: number): string {
  return `第 ${number} 条问题已撤销，公示稿不再列出，请重新核对并确认`;
}
