/** When nothing can be shown: `ReadError` inside a page that could not read its content, `ErrorPage` instead of a page. @module */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { ShownRefusal } from './api.ts';
import { AppLink } from './app-link.tsx';
import { PageHeader } from './page-header.tsx';
import { RefusalBox } from './refusal-box.tsx';
import { kitText } from './strings/kit.zh.ts';

interface ReadErrorProps {
  readonly refusals: readonly ShownRefusal[];
  readonly onRetry?: () => void;
}

export function ReadError({ refusals, onRetry }: ReadErrorProps): ReactNode {
  return (
    <div className="read-error">
      <RefusalBox refusals={refusals} title={kitText.error.title} takesFocus={false} />
      {onRetry !== undefined && (
        <Button onClick={onRetry} autoInsertSpace={false}>
          {kitText.retry}
        </Button>
      )}
    </div>
  );
}

export function ErrorPage({ title, ...error }: ReadErrorProps & { readonly title: string }): ReactNode {
  return (
    <>
      <PageHeader title={title} />
      <ReadError {...error} />
      <p>
        <AppLink to="/">{kitText.backHome}</AppLink>
      </p>
    </>
  );
}
