/** From one directory to the others. @module */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { codesOf, DIRECTORY_KINDS } from '../../../directory/types/vocabulary.ts';
import { useMayDo } from '../../kit/session.ts';
import { subdistrictsText } from '../../kit/strings/directory-subdistricts.zh.ts';
import { duplicatesText } from '../../kit/strings/directory-duplicates.zh.ts';
import { historyText } from '../../kit/strings/directory-history.zh.ts';
import { verificationText } from '../../kit/strings/directory-verification.zh.ts';
import { monthText } from '../../kit/strings/month.zh.ts';
import { organisationText } from '../../kit/strings/directory-organisation.zh.ts';
import { directoryText } from '../../kit/strings/directory.zh.ts';
import { KIND_VIEWS } from './kinds.ts';
import './directory.css';

export function KindNav(): ReactNode {
  const maySetSubdistricts = useMayDo('directory.set-subdistricts');
  const maySeeMonth = useMayDo('inspection.read-month');
  return (
    <nav aria-label={directoryText.other} className="kind-nav">
      {codesOf(DIRECTORY_KINDS).map((kind) => (
        <Link
          key={kind}
          to={kind === 'enterprise' ? '/directory' : `/directory/${KIND_VIEWS[kind].slug}`}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {DIRECTORY_KINDS[kind]}
        </Link>
      ))}
      <Link to="/directory/duplicates">{duplicatesText.title}</Link>
      <Link to="/directory/verification">{verificationText.title}</Link>
      <Link to="/directory/as-of">{historyText.link}</Link>
      {maySeeMonth && <Link to="/inspection/month">{monthText.link}</Link>}
      <Link to="/directory/organisation">{organisationText.title}</Link>
      <Link to="/directory/recusals">{directoryText.lists.recusals}</Link>
      {maySetSubdistricts && <Link to="/directory/subdistricts">{subdistrictsText.title}</Link>}
    </nav>
  );
}
