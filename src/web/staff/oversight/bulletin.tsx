/** One 通报: its picture, its figures street by street, its issue, and the replies. @module */
import { useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { SAFETY_DOMAINS } from '../../../directory/types/vocabulary.ts';
import { issueRefusals } from '../../../oversight/rules/feedback.ts';
import type { BulletinView, Figures } from '../../../oversight/types/feedback.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { sentenceDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { feedbackText } from '../../kit/strings/feedback.zh.ts';
import { BulletinReplies } from './bulletin-replies.tsx';
import { ProblemBars } from './problem-bars.tsx';
import './oversight.css';

const text = feedbackText.page;
const PARENT = { to: '/oversight/bulletins', title: feedbackText.list.title };

export function BulletinPage(): ReactNode {
  const { bulletinId } = useParams({ strict: false });
  const answer = useRead<BulletinView>(`/api/bulletins/${bulletinId ?? ''}`);
  const bulletin = answer.value;
  return (
    <>
      <PageHeader
        title={bulletin === undefined ? feedbackText.list.title : `${feedbackText.list.title} ${bulletin.number}`}
        parent={PARENT}
        {...(bulletin === undefined ? {} : { standing: standingOf(bulletin), action: <Issue bulletin={bulletin} /> })}
      />
      <Loaded read={answer} skeleton={<TextSkeleton lines={8} />}>
        {(view) => (
          <>
            <p>
              <a className="link" href={`/api/bulletins/${view.bulletinId}/bulletin.pdf`}>
                {text.pdf}
              </a>{' '}
              <a className="link" href={`/api/bulletins/${view.bulletinId}/bulletin.docx`}>
                {text.word}
              </a>
            </p>
            <ProblemBars content={view.content} />
            <Tables {...view} />
            <BulletinReplies bulletin={view} />
          </>
        )}
      </Loaded>
    </>
  );
}

function standingOf({ state, content, replyBy }: BulletinView): string {
  const stands = state === 'draft' ? text.standing.draft : text.standing.issued(sentenceDate(replyBy ?? ''));
  return `${content.draw.name} · ${text.asOf(sentenceDate(content.asOf))} · ${stands}`;
}

function Tables({ content: { subdistricts, domains } }: BulletinView): ReactNode {
  return (
    <>
      <DataTable
        caption={text.streets}
        rows={subdistricts}
        rowKey={({ code }) => code}
        columns={[{ key: 'name', title: text.street, render: ({ name }) => name }, ...figureColumns()]}
      />
      <DataTable
        caption={text.domains}
        rows={domains}
        rowKey={({ domain }) => domain}
        columns={[
          { key: 'name', title: text.domain, render: ({ domain }) => SAFETY_DOMAINS[domain] },
          ...figureColumns(),
        ]}
      />
    </>
  );
}

function figureColumns<Row extends Figures>(): readonly Column<Row>[] {
  return (['visited', 'withFindings', 'findings', 'major', 'settled'] as const).map((key) => ({
    key,
    title: text[key],
    isNumber: true,
    render: (row) => row[key],
  }));
}

function Issue({ bulletin }: { readonly bulletin: BulletinView }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const deed = useDeed<{ bulletinId: string; hash: string }>('feedback.issue');
  const { bulletinId, hash, number, state, content, draftedByMe } = bulletin;
  if (state === 'issued' && !isOpen) return null;
  return (
    <>
      <DeedButton
        kind="feedback.issue"
        isPrimary
        refusals={issueRefusals({ state, hash, draftedBy: draftedByMe ? 'me' : '' }, hash, 'me')}
        onPress={() => setOpen(true)}
      />
      <SealMoment
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={text.issueTitle}
        summary={[
          { label: text.issueNumber, value: number },
          { label: text.issueWhat, value: content.problems.map(({ name }) => name).join('、') || text.noProblem },
          {
            label: text.issueRecipients,
            value: text.recipients(content.subdistricts.length, content.departments.length),
          },
        ]}
        hash={hash}
        consequence={text.issueConsequence}
        stampWord={text.issued}
        deed={deed}
        onSeal={() => void deed.run({ bulletinId, hash })}
      />
    </>
  );
}
