/** 编码链: the chains of the two holders, and the check of a secret on paper. @module */
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { HOLDERS, type ChainList, type ChainView } from '../../../draw/types/chains.ts';
import { SUITES } from '../../../draw/types/inputs.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { sentenceTime } from '../../kit/format.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useSession } from '../../kit/session.ts';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { chainsText as text } from '../../kit/strings/draw-chains.zh.ts';
import { drawText } from '../../kit/strings/draw.zh.ts';
import { PublishChainDialog } from './chain-publish.tsx';
import { hasChain, isSecretOf } from './chain-secret.ts';
import './draw.css';

export function ChainsPage(): ReactNode {
  const chains = useRead<ChainList>('/api/draw-chains');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <PageHeader
        title={text.title}
        standing={text.standing}
        parent={{ to: '/draw', title: drawText.list.title }}
        action={<DeedButton kind="draw.publish-chain" isPrimary onPress={() => setOpen(true)} />}
      />
      <Loaded read={chains} skeleton={<TableSkeleton rows={2} />}>
        {({ rows }) =>
          rows.length === 0 ? <EmptyState title={text.emptyTitle} next={text.emptyNext} /> : <Chains rows={rows} />
        }
      </Loaded>
      <PublishChainDialog isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

function Chains({ rows }: { readonly rows: readonly ChainView[] }): ReactNode {
  const { staffId } = useSession();
  const columns: readonly Column<ChainView>[] = [
    { key: 'holder', title: text.holder, render: ({ holder }) => HOLDERS[holder] },
    {
      key: 'state',
      title: text.state,
      render: ({ isCurrent, anchor }) => (
        <>
          <StateTag tone={isCurrent ? 'active' : 'ended'} word={isCurrent ? text.current : text.replaced} />
          {hasChain(anchor, staffId) && <p className="muted chain-here">{text.secretHere}</p>}
        </>
      ),
    },
    { key: 'name', title: text.name, render: ({ name }) => name },
    { key: 'at', title: text.at, render: ({ at }) => <DateText value={at} inTable withTime /> },
    { key: 'length', title: text.length, isNumber: true, render: ({ length }) => length },
    { key: 'suite', title: text.suite, render: ({ suite }) => SUITES[suite] },
    {
      key: 'anchor',
      title: text.anchor,
      render: ({ anchor }) => (
        <div className="chain-anchor">
          <HashText hash={anchor} />
        </div>
      ),
    },
  ];
  return (
    <>
      <DataTable caption={text.caption} rows={rows} rowKey={({ chainId }) => chainId} columns={columns} />
      <SecretCheck chains={rows} />
    </>
  );
}

function SecretCheck({ chains }: { readonly chains: readonly ChainView[] }): ReactNode {
  const [typed, setTyped] = useState('');
  const isWhole = typed.replaceAll(/\s/g, '').length >= 64;
  const found = isWhole ? chains.find((chain) => isSecretOf(chain, typed)) : undefined;
  const good = found && text.checkGood(HOLDERS[found.holder], sentenceTime(found.at));
  return (
    <section className="share-dialog chain-check">
      <h2>{text.checkTitle}</h2>
      <p className="muted">{text.checkLead}</p>
      <label htmlFor="chain-secret">{text.checkInput}</label>
      <Input.TextArea
        id="chain-secret"
        className="share-input"
        rows={3}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        spellCheck={false}
        autoComplete="off"
      />
      <p role="status">{isWhole ? (good ?? text.checkBad) : ''}</p>
    </section>
  );
}
