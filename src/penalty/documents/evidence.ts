/** 证据 in the report and in its own list: who took it, where the original is, its files by their hashes. @module */
import { sentenceDate } from '../../core/calendar/sentences.ts';
import type { FormFields } from '../../core/documents/form.ts';
import { standingEvidence } from '../rules/evidence.ts';
import { EVIDENCE_KINDS } from '../types/case.ts';
import type { Dossier } from '../types/dossier.ts';
import { ORIGINALITY, type Evidence } from '../types/evidence.ts';

/** 证据: what counts. 证据清单: everything that was ever added, with what became of it. */
export function evidenceFields(dossier: Dossier): FormFields {
  const { file, officers } = dossier;
  const rowOf = (piece: Evidence, n: number) => ({
    序号: String(n + 1),
    种类: EVIDENCE_KINDS[piece.kind],
    名称: piece.name,
    来源: piece.source,
    取得: `${sentenceDate(piece.obtainedOn)} ${piece.place} ${piece.officerIds.map((id) => officers.get(id)?.name ?? '').join('、')}`,
    原件: originalityOf(piece),
    证明: piece.proves,
    说明: remarkOf(piece),
  });
  return {
    证据: standingEvidence(file).map(rowOf),
    证据清单: file.evidence.map(rowOf),
    证据附件: file.evidence.flatMap(({ files }, n) =>
      files.map(({ name, sha256, photoId }) => ({
        序号: String(n + 1),
        文件: name,
        出处: photoId === null ? '' : '（检查时拍摄，原件随检查案卷）',
        指纹: sha256,
      })),
    ),
  };
}

function originalityOf({ originality, keptAt }: Evidence): string {
  return originality === 'original' ? ORIGINALITY.original : `${ORIGINALITY.copy}；${keptAt ?? ''}`;
}

function remarkOf({ addition, addedOn, excluded, findingIds, holdId }: Evidence): string {
  return [
    ...(addition === null ? [] : [`${sentenceDate(addedOn)}补充：${addition}`]),
    ...(excluded === null ? [] : [`${sentenceDate(excluded.on)}排除：${excluded.reason}`]),
    ...(findingIds.length === 0 ? [] : [`对应检查发现的问题${findingIds.length}条`]),
    ...(holdId === undefined ? [] : ['先行登记保存的物品']),
  ].join('；');
}
