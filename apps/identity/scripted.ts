// SPDX-License-Identifier: EUPL-1.2
import type { Method } from './orders.ts';

/** A browser's cookies for one site, enough to walk through the provider's pages without a browser. */
class Walk {
  readonly #cookies = new Map<string, string>();

  async go(url: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const body = form && new URLSearchParams(form);
    const response = await fetch(url, { method: body ? 'POST' : 'GET', body, headers: { cookie }, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (pair.slice(at + 1)) this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
      else this.#cookies.delete(pair.slice(0, at));
    }
    return response;
  }

  /** Follows redirects as long as they stay at the provider. */
  async follow(from: string, response: Response): Promise<{ url: string; response?: Response }> {
    let url = from;
    for (let hops = 0; response.status >= 300 && response.status < 400 && hops < 10; hops += 1) {
      const next = new URL(response.headers.get('location') ?? '', url);
      if (next.origin !== new URL(from).origin) return { url: next.href };
      url = next.href;
      response = await this.go(url);
    }
    return { url, response };
  }
}

export type Answer = { readonly person: string; readonly method?: Method } | 'cancel' | 'wait';

/** Answers the call to that person, when it comes, as the person who is rung up, or as somebody else who has their phone. */
export async function answerCall(
  issuer: string,
  person: string,
  word: 'approve' | 'cancel',
  as?: string,
): Promise<void> {
  const walk = new Walk();
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const page = await (await walk.go(`${issuer}/calls`)).text();
    const id = new RegExp(`data-person="${person}"[^]*?/calls/([^/]+)/approve`).exec(page)?.[1];
    if (id) return void (await walk.go(`${issuer}/calls/${id}/${word}`, as ? { person: as } : {}));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('Nobody is being called');
}

/**
 * Signs a test person in without clicking: the same pages and forms a browser would use, from the address the
 * relying party sent the browser to until the address the provider sends it back to.
 */
export async function answerOrder(
  authorizationUrl: string,
  answer: Answer,
  beforeReturning?: () => void,
): Promise<string> {
  const browser = new Walk();
  const start = await browser.follow(authorizationUrl, await browser.go(authorizationUrl));
  if (!start.response) return start.url;
  const interaction = /^(.*\/interaction\/[^/]+)/.exec(start.url)?.[1];
  if (!interaction) throw new Error(`The provider did not ask who is there: ${await start.response.text()}`);
  const back = async (response: Response): Promise<string> => (await browser.follow(interaction, response)).url;

  if (answer === 'cancel') return back(await browser.go(`${interaction}/cancel`, {}));
  if (answer === 'wait') {
    beforeReturning?.();
    return back(await browser.go(`${interaction}/outcome`));
  }
  if (answer.method !== 'qr') return back(await browser.go(`${interaction}/approve`, { person: answer.person }));

  const { phone } = (await (await browser.go(`${interaction}/state`)).json()) as { phone: string };
  const mobile = new Walk();
  const scan = new URL(phone, interaction).href;
  const app = await mobile.follow(scan, await mobile.go(scan));
  await mobile.go(`${app.url}/approve`, { person: answer.person });
  return back(await browser.go(`${interaction}/outcome`));
}
