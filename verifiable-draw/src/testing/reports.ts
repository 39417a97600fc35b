/** What the verifier says, as text: every step of honest bundles, and of bent ones what is wrong. @module */
import type { BundleFiles } from '../bundle-files.ts';
import { verifyBundle, type VerifyOptions } from '../verify/verify.ts';

/** A bundle with the options it is verified with. */
export interface Case {
  readonly name: string;
  readonly files: BundleFiles;
  readonly options?: VerifyOptions;
}

/** Values are roots, lists and signatures: their beginning tells which it was. */
const WIDTH = 96;

/** The report as lines, one for each thing that was looked at; `isWhole`: also of what is right. */
export function reportLines({ files, options }: Case, isWhole: boolean): string[] {
  const { kind, ok, draw, profile, trust, steps } = verifyBundle(files, options);
  return [
    `${kind} ${ok ? 'ok' : 'refused'} ${draw ?? '—'} ${profile ?? '—'} ${trust}`,
    ...steps.flatMap(({ id, title, status, details }) => [
      ...(isWhole || status === 'FAIL' ? [`${id} ${status} ${title.zh} / ${title.en}`] : []),
      ...details
        .filter((detail) => isWhole || !detail.ok)
        .map((detail) => {
          const value = detail.value.length > WIDTH ? `${detail.value.slice(0, WIDTH)}…` : detail.value;
          return `  ${detail.ok ? '✓' : '✗'} ${detail.zh} / ${detail.en}: ${value || '""'}`;
        }),
    ]),
  ];
}

/** All reports as one text, each under its name. */
export function reportText(cases: readonly Case[], isWhole: boolean): string {
  return cases.map((each) => `# ${each.name}\n${reportLines(each, isWhole).join('\n')}\n`).join('\n');
}
