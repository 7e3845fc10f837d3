// SPDX-License-Identifier: EUPL-1.2
// The ids a tenant's answers have told, by what they are ids of: what one operation makes the next one uses.
import type { Answer } from './wire.ts';
import { kindOf } from './values.ts';

const most = 8;

interface Told {
  readonly id?: string;
  readonly version?: number;
  readonly link?: string | null;
  readonly conversation?: string;
}

export class Pools {
  readonly #ids = new Map<string, string[]>();
  readonly #versions = new Map<string, number>();
  readonly seen = new Set<string>();

  find(kind: string, number: number): string | undefined {
    if (kind.startsWith('etag:')) return this.#etag(kind);
    const known = kind === 'any' ? [...this.seen] : (this.#ids.get(kind) ?? []);
    return known.length > 0 ? known[number % known.length] : undefined;
  }

  #etag(address: string): string | undefined {
    const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(address)?.[0];
    const version = id && this.#versions.get(id);
    return version === undefined || version === '' ? undefined : `"v${version}"`;
  }

  put(kind: string, id: string): void {
    const known = this.#ids.get(kind) ?? [];
    this.#ids.set(kind, known);
    this.seen.add(id);
    if (known.includes(id)) return;
    known.unshift(id);
    known.length = Math.min(known.length, most);
  }

  /** @param path without a query: `/api/v1/groups/{an id}/members` */
  learn(path: string, { status, body }: Pick<Answer, 'status' | 'body'>): void {
    if (status >= 300 || !body.startsWith('{')) return;
    const told = JSON.parse(body) as Told & { items?: Told[]; next?: string | null };
    const segments = path
      .split('?')[0]!
      .split('/')
      .filter((part) => part && !/^[0-9a-f-]{36}$/.test(part));
    const collection = segments.at(-1) === 'membership' || segments.length === 3 ? segments[2] : segments.at(-1);
    const kind = kindOf(collection ?? '');
    for (const item of told.items ?? [told]) {
      if (item.id) this.put(kind, item.id);
      if (item.id && item.version !== undefined) this.#versions.set(item.id, item.version);
      if (item.conversation) this.put('conversations', item.conversation);
      if (item.link)
        this.put(
          kind === 'partner-invitations' ? 'links' : 'tokens',
          kind === 'partner-invitations' ? item.link : (item.link.split('/').at(-1) ?? ''),
        );
    }
    if (told.next) this.put('cursors', told.next);
  }
}
