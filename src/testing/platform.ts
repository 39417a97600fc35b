/** A unified identity platform for tests: a real OpenID Connect server on this machine, and a browser that goes through it. @module */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { UnifiedPlatform } from '../core/identity/unified.ts';

export interface Platform {
  /** As the configuration of the program names it. */
  readonly client: UnifiedPlatform;
  /** Goes through the platform as a browser does, as this person there; the address it sends the browser back to. */
  recognise(url: string, subject: string): Promise<string>;
  close(): void;
}

/** @param redirects where it may send people back to */
export async function openPlatform(redirects: readonly string[]): Promise<Platform> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { issuer, clientId: 'sunlot', clientSecret: 'a secret of the test' };
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [...redirects] }],
    pkce: { required: () => true },
    cookies: { keys: ['test'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));

  const recognise = async (url: string, subject: string): Promise<string> => {
    const jar = new Map<string, string>();
    let [next, form] = [url, undefined as URLSearchParams | undefined];
    for (let step = 0; step < 20; step += 1) {
      const response = await fetch(next, {
        redirect: 'manual',
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(form === undefined ? {} : { method: 'POST', body: form }),
      });
      for (const line of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split('=');
        jar.set(name, value);
      }
      form = undefined;
      const location = response.headers.get('location');
      if (location !== null) {
        next = new URL(location, next).href;
        if (redirects.some((redirect) => next.startsWith(redirect))) return next;
        continue;
      }
      const page = await response.text();
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      if (prompt === undefined) throw new Error(`the platform said: ${page.slice(0, 300)}`);
      form = new URLSearchParams({ prompt, login: subject, password: 'any' });
      next = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? '', next).href;
    }
    throw new Error('the platform goes round in circles');
  };
  return { client, recognise, close: () => server.close() };
}
