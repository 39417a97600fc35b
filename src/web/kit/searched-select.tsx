/**
 * A choice among more than one list shows: what is typed is asked of the server. Under a `Field`, like any control.
 * `EnterpriseSelect` chooses an enterprise of the directory. @module
 */
import { Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { EnterpriseChoice } from '../../directory/types/views.ts';
import { useRead } from './read.tsx';

export interface FoundChoice {
  readonly value: string;
  readonly label: string;
}

/** What the form gives. */
interface GivenByForm {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

interface SearchedSelectProps extends GivenByForm {
  /** What the server found of the words last given to `onSearch`. */
  readonly found: readonly FoundChoice[];
  readonly isPending: boolean;
  readonly onSearch: (q: string) => void;
}

/** The chosen one keeps its name when the next search no longer finds it. */
export function SearchedSelect({ found, isPending, onSearch, ...given }: SearchedSelectProps): ReactNode {
  const [chosen, setChosen] = useState<FoundChoice>();
  const isFound = chosen === undefined || found.some(({ value }) => value === chosen.value);
  return (
    <Select<string, FoundChoice>
      {...given}
      showSearch={{ filterOption: false, onSearch }}
      options={isFound ? [...found] : [chosen, ...found]}
      loading={isPending}
      onSelect={(_, option) => setChosen(option)}
    />
  );
}

export function EnterpriseSelect(given: GivenByForm): ReactNode {
  const [q, search] = useState('');
  const read = useRead<{ readonly rows: readonly EnterpriseChoice[] }>('/api/directory/enterprise-choices', { q });
  const found = (read.value?.rows ?? []).map(({ enterpriseId, name }) => ({ value: enterpriseId, label: name }));
  return <SearchedSelect {...given} found={found} isPending={read.isPending} onSearch={search} />;
}
