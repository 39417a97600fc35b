/** The desk in the browser. @module */
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { KitProvider } from '../kit/kit-provider.tsx';
import { createQueryClient } from '../kit/query-client.ts';
import { guardLibraries } from '../kit/trusted-types.ts';
import { createDeskRouter } from './shell/router.tsx';
import './shell/shell.css';

guardLibraries();

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <KitProvider queryClient={createQueryClient()}>
      <RouterProvider router={createDeskRouter()} />
    </KitProvider>
  </StrictMode>,
);
