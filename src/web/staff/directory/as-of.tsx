/** 某日名录: a directory as it stood when a chosen day ended. @module */
import { Button, Input, Select } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { codesOf, DIRECTORY_KINDS, type DirectoryKind } from '../../../directory/types/vocabulary.ts';
import { sentenceDate } from '../../kit/format.ts';
import { ListPage } from '../../kit/list-page.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { useUrlState } from '../../kit/routing.ts';
import { historyText as text } from '../../kit/strings/directory-history.zh.ts';
import { ExportMenu } from './export-menu.tsx';
import { KindNav } from './kind-nav.tsx';
import { KIND_VIEWS } from './kinds.ts';
import { columnsOf, filterOf, useShownFields, type Row } from './list.tsx';
import { useSubdistricts } from './subdistricts.ts';

export function AsOfPage(): ReactNode {
  const [state] = useUrlState();
  const subdistricts = useSubdistricts();
  // Not `kind`: the lists of vehicles and devices have a filter of that name.
  const kind = kindOf(state['list']);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(state['day'] ?? '') ? state['day'] : undefined;
  const standing = (
    <>
      <KindNav />
      {day !== undefined && <p>{text.standing(sentenceDate(day))}</p>}
      <DayForm kind={kind} day={day ?? ''} />
    </>
  );
  if (day === undefined) return <PageHeader title={text.title} standing={standing} />;
  return (
    <div className="directory-list">
      <ListPage<Row>
        key={kind}
        title={text.title}
        standing={standing}
        action={<Export kind={kind} day={day} />}
        path={pathOf(kind)}
        fixed={{ day }}
        columns={columnsOf(kind, subdistricts).map((column) => ({ ...column, isSortable: false }))}
        rowKey={({ recordId }) => recordId}
        searchHint={text.searchHint}
        filters={KIND_VIEWS[kind].filters.map((field) => filterOf(kind, field, subdistricts))}
        empty={{ title: text.empty, next: text.emptyNext }}
      />
    </div>
  );
}

function pathOf(kind: DirectoryKind): string {
  return `/api/directory/as-of/${kind}`;
}

/** What the screen shows of that day, as a file. */
function Export({ kind, day }: { readonly kind: DirectoryKind; readonly day: string }): ReactNode {
  const [{ page: _page, list: _list, day: _day, ...conditions }] = useUrlState();
  const columns = useShownFields(kind, pathOf(kind));
  return <ExportMenu kind={kind} columns={columns} conditions={conditions} asOfOn={day} />;
}

interface DayFormProps {
  readonly kind: DirectoryKind;
  readonly day: string;
}

function DayForm({ kind, day }: DayFormProps): ReactNode {
  const [state, change] = useUrlState();
  // Another day, another kind: what was filtered by may not be there.
  const cleared = Object.fromEntries(Object.keys(state).map((key) => [key, undefined]));
  const [chosen, choose] = useState({ kind, day });
  const [dayId, kindId] = [useId(), useId()];
  return (
    <form className="as-of-form" action={() => change({ ...cleared, list: chosen.kind, day: chosen.day })}>
      <label htmlFor={kindId}>{text.kind}</label>
      <Select
        id={kindId}
        value={chosen.kind}
        options={codesOf(DIRECTORY_KINDS).map((value) => ({ value, label: DIRECTORY_KINDS[value] }))}
        onChange={(value) => choose({ ...chosen, kind: value })}
      />
      <label htmlFor={dayId}>{text.day}</label>
      <Input
        id={dayId}
        type="date"
        required
        value={chosen.day}
        onChange={({ target }) => choose({ ...chosen, day: target.value })}
      />
      <Button htmlType="submit" autoInsertSpace={false}>
        {text.show}
      </Button>
    </form>
  );
}

function kindOf(written: string | undefined): DirectoryKind {
  return codesOf(DIRECTORY_KINDS).find((kind) => kind === written) ?? 'enterprise';
}
