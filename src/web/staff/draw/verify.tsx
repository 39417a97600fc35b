/** Where the result is, and how anybody computes it again. @module */
import type { ReactNode } from 'react';
import type { DrawView } from '../../../draw/types/views.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { fileSize } from '../../kit/format.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { drawText } from '../../kit/strings/draw.zh.ts';

const text = drawText.result;

interface VerifyProps {
  readonly view: DrawView;
  readonly isOnResultPage?: boolean;
}

export function Verify({ view, isOnResultPage = false }: VerifyProps): ReactNode {
  const { result, bundle, publicId, drawId, mode, openedAt } = view;
  const isSealed = mode === 'sealed' && openedAt === null;
  if (result === null) return null;
  return (
    <section>
      <h2>{isOnResultPage ? text.verify : text.title}</h2>
      <DescriptionList
        items={[
          { label: text.at, value: <DateText value={result.at} withTime /> },
          { label: text.hash, value: <HashText hash={result.hash} /> },
          { label: text.verify, value: <Bundle publicId={publicId} bundle={bundle} /> },
        ]}
      />
      {!isOnResultPage && !isSealed && (
        <p>
          <AppLink to={`/draw/${drawId}/result`} look="button">
            {text.open}
          </AppLink>
        </p>
      )}
    </section>
  );
}

function Bundle({ publicId, bundle }: Pick<DrawView, 'publicId' | 'bundle'>): ReactNode {
  if (bundle === null) return text.bundleLater;
  return (
    <>
      <p>{text.verifyLead}</p>
      <p>
        <a className="link" href={`/draws/${publicId}/bundle.zip`}>
          {text.bundle(fileSize(bundle.bytes))}
        </a>
      </p>
      <p>
        <a className="link" href={`/verify?draw=${publicId}`}>
          {text.inBrowser}
        </a>
      </p>
      <p>
        <code>{text.command(publicId)}</code>
      </p>
    </>
  );
}
