/** All addresses of the desk: signing in, home, and the modules' pages inside the frame. @module */
import { createRootRoute, createRoute, createRouter, Outlet, type AnyRouter } from '@tanstack/react-router';
import { Suspense, type ReactNode } from 'react';
import { showRefusals } from '../../kit/api.ts';
import { ErrorPage } from '../../kit/error-page.tsx';
import { lazyPage, parseSearch, stringifySearch, type PageRoute } from '../../kit/routing.ts';
import { useSession } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { shellText } from '../../kit/strings/shell.zh.ts';
import { Frame } from './frame.tsx';
import { HomePage } from './home-page.tsx';
import { LoginPage } from './login-page.tsx';
import { maySee } from './menu.ts';
import { modulePages } from './modules.ts';

const AccountPage = lazyPage(async () => (await import('../account/account-page.tsx')).AccountPage);
const UnifiedPage = lazyPage(async () => (await import('./unified-page.tsx')).UnifiedPage);
const PasswordPage = lazyPage(async () => (await import('./password-page.tsx')).PasswordPage);
const StatesPage = lazyPage(async () => (await import('../_states/states-page.tsx')).StatesPage);

export function createDeskRouter(): AnyRouter {
  const root = createRootRoute({ component: Root });
  const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });
  const pages = modulePages.map((page) =>
    createRoute({ getParentRoute: () => frame, path: page.path, component: () => <Guarded page={page} /> }),
  );
  const home = createRoute({ getParentRoute: () => frame, path: '/', component: HomePage });
  const password = createRoute({ getParentRoute: () => frame, path: '/password', component: () => <PasswordPage /> });
  const account = createRoute({ getParentRoute: () => frame, path: '/account', component: () => <AccountPage /> });
  const elsewhere = createRoute({ getParentRoute: () => frame, path: '$', component: NotFound });
  const login = createRoute({ getParentRoute: () => root, path: '/login', component: LoginPage });
  const unified = createRoute({ getParentRoute: () => root, path: '/unified', component: () => <UnifiedPage /> });
  const states = createRoute({ getParentRoute: () => root, path: '/_states', component: () => <StatesPage /> });
  return createRouter({
    routeTree: root.addChildren([
      login,
      unified,
      states,
      frame.addChildren([home, account, password, ...pages, elsewhere]),
    ]),
    basepath: '/desk',
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultErrorComponent: Broken,
  });
}

function Root(): ReactNode {
  return (
    <Suspense fallback={<TextSkeleton lines={8} />}>
      <Outlet />
    </Suspense>
  );
}

/** The page, for whom it is; for others the reason. */
function Guarded({ page }: { readonly page: PageRoute }): ReactNode {
  const { roles } = useSession();
  if (maySee(page, roles)) return <page.component />;
  const facts = { deed: page.title, roles: [...(page.roles ?? [])] };
  return <ErrorPage title={page.title} refusals={showRefusals([{ code: 'not-allowed', facts }])} />;
}

function NotFound(): ReactNode {
  return <ErrorPage title={shellText.notFound} refusals={showRefusals([{ code: 'page-not-found' }])} />;
}

function Broken(): ReactNode {
  return (
    <ErrorPage
      title={shellText.broken}
      refusals={showRefusals([{ code: 'page-broken' }])}
      onRetry={() => location.reload()}
    />
  );
}
