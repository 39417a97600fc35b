/** 移交、销毁、库房巡检、归档设置. @module */
import type { ReactNode } from 'react';
import { LIST_KINDS, LIST_STATES, MakeList } from '../../../archive/types/after.ts';
import type { ArchiveListView, CustodyView } from '../../../archive/types/views.ts';
import { Select } from 'antd';
import { AppLink } from '../../kit/app-link.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Field } from '../../kit/field.tsx';
import { FoldedDeed } from '../../kit/followed-file.tsx';
import { sentenceTime } from '../../kit/format.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { archiveText } from '../../kit/strings/archive.zh.ts';
import { findingLine } from '../../kit/strings/preservation.zh.ts';
import './archive.css';
import { ListForms } from './list-forms.tsx';
import { SettingsSection } from './settings.tsx';

const text = archiveText.custody;
const TONES = { open: 'waiting', done: 'done', cancelled: 'ended' } as const;

export function CustodyPage(): ReactNode {
  const custody = useRead<CustodyView>('/api/archive/custody');
  return (
    <>
      <PageHeader
        title={text.title}
        parent={{ to: '/archive', title: archiveText.list.title }}
        standing={text.standing}
      />
      <Loaded read={custody} skeleton={<TextSkeleton lines={12} />}>
        {(view) => (
          <>
            <section className="followed-section">
              <h2>{text.lists}</h2>
              {view.lists.length === 0 && <EmptyState title={text.noLists} />}
              {view.lists.map((list) => (
                <OneList key={list.listId} list={list} />
              ))}
              <MakeForms view={view} />
            </section>
            <Fixity fixity={view.fixity} />
            <SettingsSection view={view} />
          </>
        )}
      </Loaded>
    </>
  );
}

function OneList({ list }: { readonly list: ArchiveListView }): ReactNode {
  const { listId, kind, state, volumes, hash } = list;
  const pages = volumes.reduce((sum, volume) => sum + volume.pages, 0);
  return (
    <article className="archive-list followed-section">
      <p className="followed-standing">
        <strong>{LIST_KINDS[kind]}</strong>
        <StateTag tone={TONES[state]} word={LIST_STATES[state]} />
        <span>{text.summary(volumes.length, pages)}</span>
        <span className="muted">{text.made(list.madeBy, list.madeOn)}</span>
        {list.endedOn !== null && <span className="muted">{text.ended(list.endedOn)}</span>}
      </p>
      <ul className="followed-lines">
        {volumes.map(({ volumeId, archiveNumber, title }) => (
          <li key={volumeId}>
            <AppLink to={`/archive/${volumeId}`}>{archiveNumber}</AppLink> {title}
          </li>
        ))}
      </ul>
      {kind === 'destruction' && <p>{text.supervisors(list.signatures.map(({ name }) => name))}</p>}
      {list.receipt !== null && (
        <p className="muted">
          {[list.receipt.organ, list.receipt.receiver, list.receipt.number, list.receipt.on].join('　')}
        </p>
      )}
      <p>
        {text.hash} <HashText hash={hash} />
      </p>
      <p className="screen-only followed-standing">
        <a className="link" href={`/api/archive/lists/${listId}.pdf`} target="_blank" rel="noreferrer">
          {text.print}
        </a>
        <a className="link" href={`/api/archive/lists/${listId}.xlsx`}>
          {text.workbook}
        </a>
      </p>
      <ListForms list={list} />
    </article>
  );
}

function MakeForms({ view }: { readonly view: CustodyView }): ReactNode {
  const mayTransfer = useMayDo('archive.list-transfer') && view.transferable.length > 0;
  const mayDestroy = useMayDo('archive.list-destruction') && view.condemned.length > 0;
  const due = view.transferable.filter(({ isDue }) => isDue).map(({ volumeId }) => volumeId);
  return (
    <>
      {mayTransfer && (
        <FoldedDeed kind="archive.list-transfer" schema={MakeList} own={{}} initial={{ volumeIds: due }}>
          <Field name="volumeIds" label={text.volumes}>
            <Select
              mode="multiple"
              optionFilterProp="label"
              options={view.transferable.map(({ volumeId, label, isDue }) => ({
                value: volumeId,
                label: isDue ? `${label}（${text.due}）` : label,
              }))}
            />
          </Field>
        </FoldedDeed>
      )}
      {mayDestroy && (
        <FoldedDeed kind="archive.list-destruction" schema={MakeList} own={{}}>
          <Field name="volumeIds" label={text.volumes}>
            <Select
              mode="multiple"
              optionFilterProp="label"
              options={view.condemned.map(({ volumeId, label }) => ({ value: volumeId, label }))}
            />
          </Field>
        </FoldedDeed>
      )}
    </>
  );
}

function Fixity({ fixity }: Pick<CustodyView, 'fixity'>): ReactNode {
  return (
    <section className="followed-section">
      <h2>{text.fixity}</h2>
      {fixity === null ? (
        <p className="muted">{text.noFixity}</p>
      ) : (
        <>
          <p className="followed-standing">
            <StateTag
              tone={fixity.findings.length === 0 ? 'done' : 'problem'}
              word={fixity.findings.length === 0 ? text.whole : text.faults(fixity.findings.length)}
            />
            <span>{text.fixityLine(fixity.objects, fixity.files, sentenceTime(fixity.at))}</span>
          </p>
          <ul className="followed-lines">
            {fixity.findings.map(({ found, ...finding }) => (
              <li key={`${finding.code} ${finding.at} ${found ?? ''}`}>
                {findingLine(found === undefined ? finding : { ...finding, found })}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="muted">{text.check}</p>
    </section>
  );
}
