// SPDX-License-Identifier: EUPL-1.2
// Opens everything a municipal user may open: each GET of the OpenAPI document, each page, each value of each filter.
import type { Visitor } from '../../infra/local/seed/visitor.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly required?: boolean;
  readonly schema?: { readonly enum?: readonly string[]; readonly format?: string };
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
    // The list before what is in it.
    for (const { route, parameters } of single.sort((one, other) => one.route.length - other.route.length))
      for (const path of this.#pathsOf(route, known)) await this.#pages(route, neededFor(parameters), path);
  }

  /** The route with ids that the list before each place names; in the first place also those that are known. */
  #pathsOf(route: string, known: readonly string[]): string[] {
    const at = route.indexOf('/{');
    if (at < 0) return [route];
    const list = route.slice(0, at);
    const rest = route.slice(at).replace(/^\/\{\w+\}/, '');
    const seen = [...(this.#ids.get(list) ?? [])].slice(0, IDS_OF_A_KIND);
    return [...seen, ...known].flatMap((id) => this.#pathsOf(`${list}/${id}${rest}`, []));
  }

  async #pages(route: string, query: string, path = route): Promise<void> {
    for (let cursor: string | null = ''; cursor !== null;) {
      const asked: string = `${query}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const body = await this.#read(route, asked ? `${path}?${asked}` : path);
      const { items, next } = pageIn(body);
      for (const { id, personId } of items) {
        const one = id ?? personId;
        if (one) this.#idsAt(path).add(one);
      }
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

/** What a question must say: of a time, one in a week; of a number, one. */
const neededFor = (parameters: readonly Parameter[]): string =>
  parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name, schema }) => `${name}=${schema?.format === 'date-time' ? inAWeek : 1}`)
    .join('&');
const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString();

/** A member is named by the person. */
interface Item {
  readonly id?: string;
  readonly personId?: string;
}

function pageIn(body: string): { items: readonly Item[]; next: string | null } {
  try {
    const { items, next } = JSON.parse(body) as { items?: Item[]; next?: string | null };
    return { items: Array.isArray(items) ? items : [], next: next ?? null };
  } catch {
    return { items: [], next: null };
  }
}
