// SPDX-License-Identifier: EUPL-1.2
// Opens everything a municipal user may open: each GET of the OpenAPI document, each page, each value of each filter.
import type { Visitor } from '../../infra/local/seed/visitor.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly schema?: { readonly enum?: readonly string[] };
}
interface Description {
  readonly paths: Readonly<Record<string, { readonly get?: { readonly parameters?: readonly Parameter[] } }>>;
}

/** Enough of each kind of thing; the oldest look like the others. */
const IDS_OF_A_KIND = 4;

export class Reader {
  /** Everything that was answered. */
  readonly answers: string[] = [];
  /** The routes that answered with something else than a refusal. */
  readonly opened = new Set<string>();
  readonly #visitor: Visitor;
  readonly #ids = new Map<string, Set<string>>();

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  /** @param known ids and tokens to try in every place where one goes, beside those that the lists name. */
  async readAll(known: readonly string[]): Promise<void> {
    const description = JSON.parse(await this.#read('/openapi.json', '/openapi.json')) as Description;
    const routes = Object.entries(description.paths).flatMap(([route, { get }]) =>
      get ? [{ route, parameters: get.parameters ?? [] }] : [],
    );
    const lists = routes.filter(({ route }) => !route.includes('{'));
    const single = routes.filter(({ route }) => route.includes('{'));
    for (const { route, parameters } of lists) {
      const large = parameters.some(({ name }) => name === 'limit') ? 'limit=100&' : '';
      await this.#pages(route, large);
      for (const { name, schema } of parameters)
        for (const value of schema?.enum ?? []) await this.#pages(route, `${large}${name}=${value}`);
    }
    for (const { route } of single) {
      const seen = this.#ids.get(route.slice(0, route.indexOf('/{'))) ?? [];
      for (const id of [...[...seen].slice(0, IDS_OF_A_KIND), ...known])
        await this.#pages(route, '', route.replace(/\{\w+\}/, id));
    }
  }

  async #pages(route: string, query: string, path = route): Promise<void> {
    for (let cursor: string | null = ''; cursor !== null;) {
      const asked: string = `${query}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const body = await this.#read(route, asked ? `${path}?${asked}` : path);
      const { items, next } = pageIn(body);
      for (const { id } of items) if (id) this.#idsAt(path).add(id);
      cursor = next;
    }
  }

  #idsAt(path: string): Set<string> {
    const known = this.#ids.get(path) ?? new Set<string>();
    this.#ids.set(path, known);
    return known;
  }

  async #read(route: string, path: string): Promise<string> {
    const { status, location, body } = await this.#visitor.send('GET', path);
    if (status >= 500) throw new Error(`GET ${path} answered ${status}: ${body}`);
    if (status < 400) this.opened.add(route);
    this.answers.push(`${status} ${location ?? ''} ${body}`);
    return body;
  }
}

function pageIn(body: string): { items: readonly { id?: string }[]; next: string | null } {
  try {
    const { items, next } = JSON.parse(body) as { items?: { id?: string }[]; next?: string | null };
    return { items: Array.isArray(items) ? items : [], next: next ?? null };
  } catch {
    return { items: [], next: null };
  }
}
