/** What a pocket printer leaves with the enterprise: who came, what was found, until when, and the code of the record. @module */
import { renderSVG } from 'uqr';
import { sentenceDate, sentenceTime } from '../../core/calendar/sentences.ts';
import { renderPdf } from '../../core/documents/render.ts';
import type { VisitFile } from '../types/documents.ts';

/** `width` is that of the paper, 58 or 80 mm. */
export function slipPdf(file: VisitFile, width: number, on: string): Uint8Array {
  const { bureau, enterprise, team, findings, recordHash } = file;
  const officers = team.filter(({ kind }) => kind === 'officer').map(({ name, number }) => `${name} ${number}`);
  return renderPdf({
    layout: 'slip',
    template: '#slip(data)',
    title: `现场检查凭条 ${enterprise.name}`,
    at: `${on}T00:00:00+08:00`,
    data: {
      width,
      organ: bureau.name,
      title: bureau.isDemo ? '现场检查凭条（演示）' : '现场检查凭条',
      facts: [
        ['单位', enterprise.name],
        ['时间', file.checkedInAt === null ? sentenceDate(on) : sentenceTime(file.checkedInAt)],
        ['执法人员', officers.join('；')],
        ['结论', file.conclusion ?? '待签字'],
        ['监督电话', bureau.complaintPhone],
      ],
      lines:
        findings.length === 0
          ? ['未发现问题']
          : findings.map(
              ({ number, place, description, measureKind, dueOn }) =>
                `${number}．${place}：${description}。${measureKind}${dueOn === null ? '' : `，${sentenceDate(dueOn)}前`}`,
            ),
      svg: renderSVG(recordHash ?? '', { border: 0 }),
      caption: `记录指纹 ${(recordHash ?? '').slice(0, 16)}`,
    },
  });
}
