/** The frame around every page: who is signed in, menu, top bar, and showing in place who one is. @module */
import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { ReadFailed } from '../../kit/api.ts';
import { DemoBanner } from '../../kit/demo-banner.tsx';
import { ErrorPage } from '../../kit/error-page.tsx';
import { PasswordDialog } from '../../kit/password-dialog.tsx';
import { lazyPage } from '../../kit/routing.ts';
import { fetchSession, SessionContext, useSession } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { shellText } from '../../kit/strings/shell.zh.ts';
import { SessionEnd } from './session-end.tsx';
import { SignInDialog } from './sign-in-dialog.tsx';
import { SideMenu } from './side-menu.tsx';
import { TopBar } from './top-bar.tsx';

const PasswordPage = lazyPage(async () => (await import('./password-page.tsx')).PasswordPage);

export function Frame(): ReactNode {
  const session = useQuery({ queryKey: ['session'], queryFn: fetchSession });
  // A session that expires later leaves the page standing: only who never was signed in is sent away.
  if (session.data === undefined)
    return session.isError ? <NoSession error={session.error} /> : <TextSkeleton lines={8} />;
  return (
    <SessionContext value={session.data}>
      <a className="skip-link" href="#main">
        {shellText.skip}
      </a>
      <SessionEnd key={session.data.secondsLeft} />
      {session.data.isDemo && <DemoBanner />}
      <TopBar />
      <div className="frame">
        <SideMenu />
        <Main />
      </div>
      <SignInDialog />
      <PasswordDialog />
    </SessionContext>
  );
}

function NoSession({ error }: { readonly error: Error }): ReactNode {
  if (!(error instanceof ReadFailed)) throw error;
  if (error.refusals.some(({ code }) => code === 'not-signed-in')) return <ToLogin />;
  return (
    <main className="main page">
      <ErrorPage title={shellText.broken} refusals={error.refusals} onRetry={() => location.reload()} />
    </main>
  );
}

/** Once, from where the person wanted to be: the address changes while this is still on the screen. */
function ToLogin(): ReactNode {
  const navigate = useNavigate();
  const { href } = useLocation();
  const [next] = useState(href);
  useEffect(() => {
    void navigate({ to: '/login', search: { next }, replace: true });
  }, [navigate, next]);
  return null;
}

/** Takes the focus on every change of page, so that keyboard and screen reader start where the eye does. */
function Main(): ReactNode {
  const { mustChangePassword, mustEnrolFactor } = useSession();
  const { pathname } = useLocation();
  // Sent to a page of its own, not shown in place: the recovery codes stand there still when the factor is enrolled.
  const isAway = mustEnrolFactor && pathname !== '/account';
  const main = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus();
  }, [pathname]);
  return (
    <main id="main" ref={main} tabIndex={-1} className="main page">
      <Suspense fallback={<TextSkeleton lines={8} />}>
        {mustChangePassword ? <PasswordPage /> : isAway ? <Navigate to="/account" replace /> : <Outlet />}
      </Suspense>
    </main>
  );
}
