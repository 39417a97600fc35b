/** The enterprise's copy: the summary as plain text, cut into QR codes any camera reads without a network. @module */
import { CONCLUSIONS, FINDING_LEVELS, MEASURES } from '../../inspection/types/visit.ts';
import { conclusionOf, type RecordParts } from '../../inspection/rules/record.ts';
import { hashGroups } from '../kit/format.ts';
import { fieldText } from '../kit/strings/field.zh.ts';

/** What a phone's camera reads off another phone at arm's length. */
const BYTES_A_CODE = 900;

/** The whole summary, line by line. */
export function summaryLines(parts: RecordParts, recordHash: string): string[] {
  const text = fieldText.signing;
  const standing = parts.findings.filter(({ isWithdrawn }) => !isWithdrawn);
  const count = (answer: string): number => parts.answers.filter((each) => each.answer === answer).length;
  return [
    `${text.enterprise}：${parts.enterprise.name}（${parts.enterprise.creditCode}）`,
    `${text.inspectedOn}：${parts.inspectedOn}`,
    `${text.team}：${parts.team.map(({ name, number }) => `${name} ${number}`).join('、')}`,
    text.checklist(parts.answers.length, count('fail'), count('not-applicable')),
    `${text.conclusion}：${CONCLUSIONS[conclusionOf(parts.findings)]}`,
    ...standing.map(
      ({ number, place, description, level, measureKind, measure, dueOn }) =>
        `${number}. ${place}：${description}（${FINDING_LEVELS[level]}）${MEASURES[measureKind]}：${measure}${
          dueOn === null ? '' : `，${fieldText.finding.due(dueOn)}`
        }`,
    ),
    ...((parts.photos ?? []).length === 0 ? [] : [text.photos((parts.photos ?? []).length)]),
    `${text.hash}：${hashGroups(recordHash).join(' ')}`,
  ];
}

/** The lines in as few codes as hold them; a line that is longer than a code is cut. */
export function receiptCodes(lines: readonly string[]): string[] {
  const codes: string[] = [];
  let code = '';
  const size = (text: string): number => new TextEncoder().encode(text).length;
  for (const line of lines.flatMap((each) => cut(each, size))) {
    const longer = code === '' ? line : `${code}\n${line}`;
    if (size(longer) <= BYTES_A_CODE) code = longer;
    else {
      codes.push(code);
      code = line;
    }
  }
  return [...codes, code].map((text, n, all) => (all.length === 1 ? text : `${text}\n[${n + 1}/${all.length}]`));
}

function cut(line: string, size: (text: string) => number): string[] {
  if (size(line) <= BYTES_A_CODE) return [line];
  const pieces: string[] = [''];
  for (const character of line) {
    const last = pieces.at(-1) ?? '';
    if (size(last + character) > BYTES_A_CODE) pieces.push(character);
    else pieces[pieces.length - 1] = last + character;
  }
  return pieces;
}
