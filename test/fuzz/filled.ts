// SPDX-License-Identifier: EUPL-1.2
// A case as it is sent, with the house's own ids in it, and as somebody would repeat it by hand.
import type { Case } from './cases.ts';

/** The request as somebody would repeat it by hand. */
export function asCurl({ method, url, headers, body }: Case, host: string): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const data =
    body === undefined ? [] : [`--data-binary ${quoted(body.length > 2000 ? `${body.slice(0, 2000)}…` : body)}`];
  return ['curl', '-X', method, quoted(`http://${host}${url}`.slice(0, 2000)), ...lines, ...data].join(' ');
}

const fixed: Readonly<Record<string, string>> = {
  'uuid/random/1': '5f0c9f5e-93b1-4a7e-8f57-0a4f1f0f9d11',
  'uuid/upper/0': '5F0C9F5E-93B1-4A7E-8F57-0A4F1F0F9D11',
};

/** Fills the placeholders in. `find` knows the house's ids; what it has none of is a random id. */
export function filled(given: Case, find: (kind: string, whose: string, number: number) => string | undefined): Case {
  const fill = (text: string) =>
    text
      .replaceAll(/@\{(\w+)\*(\d+)\}/g, (_, what: string, count: string) => grown(what, Number(count)))
      .replaceAll(/@\{([\w-]+)\/(\w+)\/(\d+)\}/g, (_, kind: string, whose: string, number: string) => {
        return find(kind, whose, Number(number)) ?? fixed[`${kind}/${whose}/${number}`] ?? fixed['uuid/random/1']!;
      });
  const url = fill(given.url);
  const headers = Object.fromEntries(
    Object.entries(given.headers).map(([name, value]) => [
      name,
      value === '@{etag}' ? (find(`etag:${url}`, 'own', 0) ?? '"v1"') : fill(value),
    ]),
  );
  return { ...given, url, headers, ...(given.body === undefined ? {} : { body: fill(given.body) }) };
}

function grown(what: string, count: number): string {
  if (what === 'deep') return '['.repeat(count) + ']'.repeat(count);
  if (what === 'wide') return `[${Array<string>(count).fill('1').join()}]`;
  if (what === 'digits') return '9'.repeat(count);
  return what.repeat(count);
}
