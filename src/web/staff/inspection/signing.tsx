/** 签字: each member under his own account, the enterprise's word, then the visit is signed off. @module */
import type { ReactNode } from 'react';
import { conclusionOf } from '../../../inspection/rules/record.ts';
import type { VisitView } from '../../../inspection/types/board.ts';
import { CONCLUSIONS, MEASURES } from '../../../inspection/types/visit.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import type { DescriptionItem } from '../../kit/description-list.tsx';
import { Stamp } from '../../kit/stamp.tsx';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';
import { EnterpriseForm } from './enterprise-form.tsx';
import { VisitSection } from './section.tsx';
import { SealStep } from './step.tsx';
import { dutyOf, nameOf, standingFindings } from './words.ts';

const text = inspectionText.signing;

type Signature = VisitView['signatures'][number];

export function SigningSection({ view }: { readonly view: VisitView }): ReactNode {
  const { recordHash, state, signatures } = view;
  const older = signatures.filter(({ isCurrent }) => !isCurrent).length;
  const sealed = { summary: summaryOf(view), ...(recordHash === null ? {} : { hash: recordHash }) };
  const conclusion = { label: text.summary.conclusion, value: CONCLUSIONS[conclusionOf(view.findings)] };
  const isOpen = state === 'awaiting-signatures';
  return (
    <VisitSection id="signing">
      {recordHash === null ? <p className="muted">{text.none}</p> : <Signers view={view} />}
      {older > 0 && <p className="muted">{text.older(older)}</p>}
      <div className="screen-only">
        <p className="muted">{text.hint}</p>
        <SealStep
          deed="inspection.sign"
          view={view}
          refusals={isOpen ? view.signRefusals : []}
          {...sealed}
          consequence={text.signEffect}
          stampWord={text.signed}
        />
      </div>
      <EnterpriseForm view={view} />
      <div className="screen-only">
        <SealStep
          deed="inspection.sign-off"
          view={view}
          refusals={isOpen ? view.refusals : []}
          {...sealed}
          summary={[...sealed.summary, conclusion]}
          consequence={text.offEffect}
          stampWord={text.off}
        />
      </div>
    </VisitSection>
  );
}

interface Signer {
  readonly id: string;
  readonly name: string;
  readonly as: string;
  readonly signature: Signature | undefined;
}

const COLUMNS: readonly Column<Signer>[] = [
  { key: 'who', title: text.who, render: ({ name }) => name },
  { key: 'as', title: text.as, render: ({ as }) => as },
  {
    key: 'state',
    title: text.state,
    render: ({ signature, name }) => <SignatureMark signature={signature} name={name} />,
  },
];

function Signers({ view }: { readonly view: VisitView }): ReactNode {
  const current = view.signatures.filter(({ isCurrent }) => isCurrent);
  const word = current.find(({ kind }) => kind === 'enterprise');
  const rows: readonly Signer[] = [
    ...view.team.map((member) => ({
      id: member.personId,
      name: member.name,
      as: dutyOf(member),
      signature: current.find(({ kind, signer }) => kind === member.kind && signer === member.personId),
    })),
    { id: 'enterprise', name: enterpriseName(view, word), as: text.enterprise, signature: word },
  ];
  return <DataTable caption={text.who} isCaptionHidden columns={COLUMNS} rows={rows} rowKey={({ id }) => id} />;
}

/** Who signed for it; a refusal with its reason and witness. */
function enterpriseName(view: VisitView, word: Signature | undefined): string {
  if (word === undefined) return view.enterprise.name;
  if (!word.isRefusal) return word.signer;
  const witness = word.witnessOfficerId === null ? '' : nameOf(view, word.witnessOfficerId);
  return `${view.enterprise.name}（${text.refusedBecause(word.reason ?? '', witness)}）`;
}

function SignatureMark({ signature, name }: Pick<Signer, 'signature' | 'name'>): ReactNode {
  if (signature === undefined) return <span className="muted">{text.unsigned}</span>;
  return (
    <Stamp
      word={signature.isRefusal ? text.refused : text.signed}
      name={signature.isRefusal ? '' : name}
      at={signature.at}
    />
  );
}

/** Exactly what the signer answers for. */
function summaryOf(view: VisitView): DescriptionItem[] {
  const words = text.summary;
  const findings = standingFindings(view);
  const failed = view.checklist.filter(({ answer }) => answer === 'fail').length;
  const major = findings.filter(({ level }) => level === 'major').length;
  return [
    { label: words.enterprise, value: view.enterprise.name },
    { label: words.team, value: view.team.map(({ name }) => name).join('、') },
    { label: words.points, value: words.pointsValue(view.checklist.length, failed) },
    { label: words.findings, value: words.findingsValue(findings.length, major) },
    ...findings.map(({ number, description, measureKind }) => ({
      label: inspectionText.finding.number(number),
      value: words.findingLine(number, description, MEASURES[measureKind]),
    })),
  ];
}
