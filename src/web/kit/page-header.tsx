/**
 * The head of every page: the title says what it is, `standing` where it stands and what is next (待局长审批，还剩 3 个工作日),
 * `action` is the one primary action (upper right at the desk, lower right on phones). Also names the browser tab. @module
 */
import { useEffect, type ReactNode } from 'react';
import { AppLink } from './app-link.tsx';
import { kitText } from './strings/kit.zh.ts';

interface PageHeaderProps {
  readonly title: string;
  readonly standing?: ReactNode;
  readonly action?: ReactNode;
  /** The list or record this page belongs to. */
  readonly parent?: { readonly to: string; readonly title: string };
}

export function PageHeader({ title, standing, action, parent }: PageHeaderProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · ${kitText.product}`;
  }, [title]);
  return (
    <header className="page-header">
      <div>
        {parent !== undefined && (
          <p className="page-parent">
            <AppLink to={parent.to}>{parent.title}</AppLink>
          </p>
        )}
        <h1>{title}</h1>
        {standing !== undefined && <div className="page-standing">{standing}</div>}
      </div>
      {action !== undefined && <div className="page-action">{action}</div>}
    </header>
  );
}
