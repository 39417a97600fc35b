/** 考评监督: what there is for this person. @module */
import type { ReactNode } from 'react';
import { ruleOf } from '../../kit/session.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { useSession } from '../../kit/session.ts';
import { oversightText } from '../../kit/strings/oversight.zh.ts';
import { PARTS } from './parts.ts';
import './oversight.css';

const text = oversightText.overview;

export function OversightPage(): ReactNode {
  const { roles } = useSession();
  const own = PARTS.filter(({ read }) => ruleOf(read).roles.some((role) => roles.includes(role)));
  return (
    <>
      <PageHeader title={text.title} standing={text.standing} />
      <dl className="oversight-parts">
        {own.map(({ to, title, says }) => (
          <div key={to}>
            <dt>
              <AppLink to={to}>{title}</AppLink>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
