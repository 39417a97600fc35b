/** 街镇: the bureau's list, to add to and to name anew. @module */
import { useRef, useState, type ReactNode } from 'react';
import { SetSubdistrictsInput } from '../../../directory/types/inputs.ts';
import type { Subdistrict } from '../../../directory/types/records.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded } from '../../kit/read.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { subdistrictsText as text } from '../../kit/strings/directory-subdistricts.zh.ts';
import { KindNav } from './kind-nav.tsx';
import { SubdistrictFields } from './subdistrict-fields.tsx';
import { BLANK_ROW, fromRow, rowsOf, toRow, type SubdistrictRow } from './subdistrict-rows.ts';
import { useSubdistrictRows } from './subdistricts.ts';

export function SubdistrictsPage(): ReactNode {
  const subdistricts = useSubdistrictRows();
  // The system administrator sets 街镇 but reads no directory.
  const isReader = useMayDo('directory.read');
  return (
    <>
      <PageHeader title={text.title} standing={isReader ? <KindNav /> : text.standing} />
      <Loaded read={subdistricts} skeleton={<TableSkeleton rows={8} />}>
        {({ rows }) => <SubdistrictForm initial={rows} />}
      </Loaded>
    </>
  );
}

function SubdistrictForm({ initial }: { readonly initial: readonly Subdistrict[] }): ReactNode {
  // Reading the list again (another window, another person) must not touch what is being typed.
  const [saved, setSaved] = useState<readonly SubdistrictRow[]>(() => initial.map(toRow));
  const [isSaved, setIsSaved] = useState(false);
  const sent = useRef<readonly SubdistrictRow[]>([]);
  return (
    <DeedForm<SetSubdistrictsInput>
      kind="directory.set-subdistricts"
      schema={SetSubdistrictsInput}
      initial={{ subdistricts: saved.length === 0 ? [BLANK_ROW] : saved }}
      toInput={(values) => {
        sent.current = rowsOf(values['subdistricts']);
        return { subdistricts: sent.current.map(fromRow) };
      }}
      onDone={() => {
        setSaved(sent.current);
        setIsSaved(true);
      }}
    >
      <p className="muted">{saved.length === 0 ? text.standing : text.keepNote}</p>
      <SubdistrictFields saved={saved} isSaved={isSaved} />
    </DeedForm>
  );
}
