/** 当事人办理: the code of its page, where papers reach it, and what it has handed in. @module */
import type { ReactNode } from 'react';
import type { CaseView } from '../../../penalty/types/views.ts';
import { AccessCard } from '../../kit/access-card.tsx';
import { DescriptionList, type DescriptionItem } from '../../kit/description-list.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { penaltyText } from '../../kit/strings/penalty.zh.ts';
import type { OfCase } from './case.tsx';
import { FileLink } from './evidence.tsx';
import { yuanText } from './words.ts';

const text = penaltyText.party;

export function CaseParty({ view }: OfCase): ReactNode {
  const { access } = view;
  const { caseId } = view.file;
  const items = itemsOf(view);
  if (access === null && items.length === 0) return null;
  return (
    <section className="case-section" id="party">
      <h2>{penaltyText.sections.party}</h2>
      {access !== null && (
        <AccessCard
          access={access}
          text={{ ...text, address: text.page }}
          renewal={{ kind: 'penalty.renew-code', of: { caseId } }}
        />
      )}
      {items.length > 0 && <DescriptionList items={items} />}
    </section>
  );
}

function itemsOf({ file }: CaseView): DescriptionItem[] {
  const { address, statements, claims, caseId } = file;
  const filesOf = (files: (typeof statements)[number]['files']): ReactNode =>
    files.map((each) => <FileLink key={each.sha256} caseId={caseId} file={each} />);
  return [
    ...(address === null
      ? []
      : [
          {
            label: text.address,
            value: text.addressed(
              `${address.recipient} ${address.phone} ${address.address}`,
              address.isElectronic ? (address.electronicTo ?? '') : null,
              sentenceDate(address.on),
            ),
          },
        ]),
    ...statements.map(({ on, text: said, files, answer }) => ({
      label: text.statement,
      value: (
        <div className="case-chain">
          <span>{text.said(sentenceDate(on), said)}</span>
          {filesOf(files)}
          <span className="muted">
            {answer === null ? text.unanswered : text.answered(sentenceDate(answer.on), answer.isAdopted, answer.reply)}
          </span>
        </div>
      ),
    })),
    ...claims.map(({ paidOn, fen, receipt, files, settled }) => ({
      label: text.claim,
      value: (
        <div className="case-chain">
          <span>{text.claimed(sentenceDate(paidOn), yuanText(fen), receipt)}</span>
          {filesOf(files)}
          <span className="muted">
            {settled === null
              ? text.unsettled
              : settled.isFound
                ? text.found(sentenceDate(settled.on))
                : text.returned(sentenceDate(settled.on), settled.reason)}
          </span>
        </div>
      ),
    })),
  ];
}
