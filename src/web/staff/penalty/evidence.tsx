/** 证据 of a case: each piece with what stands behind it, who took it, and what became of it. @module */
import type { ReactNode } from 'react';
import { UPLOAD_KINDS } from '../../../core/uploads/kinds.ts';
import { backingsOf } from '../../../penalty/rules/evidence.ts';
import { EVIDENCE_KINDS } from '../../../penalty/types/case.ts';
import { ORIGINALITY, type Evidence, type KeptFile } from '../../../penalty/types/evidence.ts';
import type { CaseView } from '../../../penalty/types/views.ts';
import { DescriptionList, type DescriptionItem } from '../../kit/description-list.tsx';
import { fileSize, sentenceDate } from '../../kit/format.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { penaltyText } from '../../kit/strings/penalty.zh.ts';
import type { OfCase } from './case.tsx';
import { goodsText } from './goods.ts';

const text = penaltyText.evidence;

export function CaseEvidence({ view }: OfCase): ReactNode {
  const { evidence } = view.file;
  return (
    <section className="case-section" id="evidence">
      <h2>{penaltyText.sections.evidence}</h2>
      {evidence.length === 0 && <p className="muted">{text.none}</p>}
      {evidence.map((piece, n) => (
        <article key={piece.evidenceId} className="case-evidence" aria-labelledby={piece.evidenceId}>
          <h3 id={piece.evidenceId}>
            {text.numbered(n + 1, piece.name)} <span className="muted">{EVIDENCE_KINDS[piece.kind]}</span>{' '}
            {piece.excluded !== null && <StateTag tone="ended" word={text.isExcluded} />}
            {piece.addition !== null && <StateTag tone="active" word={text.isAdded} />}
          </h3>
          <DescriptionList items={itemsOf(view, piece)} />
        </article>
      ))}
    </section>
  );
}

function itemsOf(view: CaseView, piece: Evidence): DescriptionItem[] {
  const { officers } = view;
  const who = piece.officerIds.map((id) => officers.find(({ officerId }) => officerId === id)?.name ?? '').join('、');
  const { originality, keptAt } = piece;
  return [
    { label: text.proves, value: piece.proves },
    { label: text.source, value: piece.source },
    { label: text.obtained, value: text.obtainedBy(sentenceDate(piece.obtainedOn), piece.place, who) },
    {
      label: text.originality,
      value: originality === 'copy' ? `${ORIGINALITY.copy}，${keptAt ?? ''}` : ORIGINALITY.original,
    },
    { label: text.behind, value: behindOf(view, piece) },
    { label: text.chain, value: <Chain view={view} piece={piece} /> },
  ];
}

function behindOf({ file, visit }: CaseView, piece: Evidence): ReactNode {
  if (backingsOf(piece).length === 0) return text.nothing;
  const hold = file.holds.find(({ holdId }) => holdId === piece.holdId);
  const findings = visit.findings.filter(({ findingId }) => piece.findingIds.includes(findingId));
  return (
    <ul className="case-drafts">
      {piece.files.map((each) => (
        <li key={each.sha256}>
          <FileLink caseId={file.caseId} file={each} />
        </li>
      ))}
      {piece.paper !== undefined && <li>{text.paper}</li>}
      {findings.map((finding) => (
        <li key={finding.findingId}>
          {text.finding} {finding.text}
        </li>
      ))}
      {hold !== undefined && <li>{text.hold(goodsText(hold.goods))}</li>}
    </ul>
  );
}

/** The copy for screens, the original, and the hash that names both. */
export function FileLink({ caseId, file }: { readonly caseId: string; readonly file: KeptFile }): ReactNode {
  const path = `/api/penalties/${caseId}/files/${file.sha256}`;
  return (
    <span className="case-file">
      <a className="link" href={path} target="_blank" rel="noreferrer">
        {file.name}
      </a>{' '}
      <span className="muted">
        {UPLOAD_KINDS[file.format].label} {fileSize(file.size)}
        {file.photoId !== null && ` ${text.fromVisit}`}
      </span>{' '}
      <a className="link" href={`${path}?original=1`}>
        {text.original}
      </a>{' '}
      <span className="muted">
        {text.hash} <span className="digits">{file.sha256.slice(0, 16)}</span>
      </span>
    </span>
  );
}

/** From the hand that took it to what it proves. */
function Chain({ view, piece }: OfCase & { readonly piece: Evidence }): ReactNode {
  const { file, people } = view;
  const by = people.find(({ staffId }) => staffId === piece.addedBy)?.name ?? '';
  const cited = (file.report?.facts ?? []).filter(({ evidenceIds }) => evidenceIds.includes(piece.evidenceId)).length;
  const entered = sentenceDate(piece.addedOn);
  return (
    <ol className="case-chain">
      <li>{piece.addition === null ? text.entered(entered, by) : text.added(entered, by, piece.addition)}</li>
      {file.reportedOn !== null && piece.addition === null && <li>{text.reported(sentenceDate(file.reportedOn))}</li>}
      {file.report !== null && <li>{text.cited(cited)}</li>}
      {piece.excluded !== null && <li>{text.excluded(sentenceDate(piece.excluded.on), piece.excluded.reason)}</li>}
    </ol>
  );
}
