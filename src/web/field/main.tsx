/** The field app in the browser. @module */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { trustedScript } from '../kit/trusted-types.ts';
import { App } from './app.tsx';
import './field.css';

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

// Without a service worker (plain http) the app still says why it cannot be used.
if ('serviceWorker' in navigator)
  void navigator.serviceWorker.register(trustedScript('/field/sw.js'), { scope: '/field/' });
