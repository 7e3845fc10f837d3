// SPDX-License-Identifier: EUPL-1.2
// Looks for words where a plane keeps things: in every row, behind its seals, in every file.
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { MasterKey } from '#platform/crypto';
import { SystemRandomness } from '#kernel';

export interface PlaneKeys {
  readonly superuser: string;
  readonly masterKey: string;
  readonly roles: Readonly<Record<string, string>>;
}

type Row = Readonly<Record<string, unknown>>;

/** A server with all rights, as somebody who stole it would have them. */
export class OpenedCluster {
  readonly #port: number;
  readonly #keys: PlaneKeys;

  constructor(port: number, keys: PlaneKeys) {
    this.#port = port;
    this.#keys = keys;
  }

  /** Where the files are, all of them written out. */
  async folder(): Promise<string> {
    await this.query('postgres', 'checkpoint');
    const [row] = await this.query('postgres', "select current_setting('data_directory') as folder");
    return String(row?.['folder']);
  }

  /**
   * Every row of every table of every database, as text; with what was sealed at rest laid open, or as it is stored.
   * As `backup`, only what the role that makes backups is given.
   */
  async allText(how: 'opened' | 'stored' = 'opened', as: 'everything' | 'backup' = 'everything'): Promise<string> {
    const role = as === 'backup' ? 'handslag_backup' : 'postgres';
    const found: string[] = [];
    const databases = await this.query('postgres', 'select datname from pg_database where datallowconn');
    for (const { datname } of databases) {
      const tables = await this.query(
        String(datname),
        `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
      );
      for (const { name } of tables) {
        const rows = await this.query(String(datname), `select to_jsonb(t) as row from ${String(name)} t`, role);
        for (const { row } of rows)
          found.push(`${String(name)} ${how === 'opened' ? this.#open(row as Row) : JSON.stringify(row)}`);
      }
    }
    return found.join('\n');
  }

  async query(database: string, sql: string, role: 'postgres' | 'handslag_backup' = 'postgres'): Promise<Row[]> {
    const client = new Client({
      host: '127.0.0.1',
      port: this.#port,
      user: role,
      password: role === 'postgres' ? this.#keys.superuser : this.#keys.roles['backup'],
      database,
    });
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  #open(row: Row): string {
    const text = JSON.stringify(row);
    const seals = Object.values(row).filter(
      (value) => typeof value === 'string' && /^1\.[\w-]{8}\.[\w-]{20,}$/.test(value),
    );
    const opened = seals.map((seal) => this.#unseal(row, String(seal)));
    return [text, ...opened].map((one) => `${one} ${lettersIn(one)}`).join(' ');
  }

  /** @throws when the seal has a purpose that is not known here: then what is behind it would go unseen. */
  #unseal(row: Row, seal: string): string {
    const { id, jti, kid, tenant_id, person_id: person } = row as Record<string, string>;
    const key = new MasterKey([this.#keys.masterKey], new SystemRandomness());
    const named = [
      'request-details',
      'note',
      'protection',
      'personal numbers',
      'push identity',
      'delivery-order',
      'purchase',
      'purchase-photo',
    ];
    const bound = [
      `outbound ${jti}`,
      `inbound ${jti}`,
      `tenant-key ${kid}`,
      `invitation ${id}`,
      `push subscription ${person}`,
      `contact point email ${person}`,
      `contact point sms ${person}`,
    ];
    for (const purpose of [...named, ...bound]) {
      try {
        return key.open(String(tenant_id), purpose, seal);
      } catch {
        continue;
      }
    }
    throw new Error(`A seal that cannot be opened: ${JSON.stringify(row)}`);
  }
}

/** What is written in base64url between dots, as in signed letters. */
function lettersIn(text: string): string {
  const letters = text.split(/[^\w.-]+/).filter((token) => token.includes('.'));
  const parts = letters.flatMap((letter) => letter.split('.')).filter((part) => part.length >= 16);
  return parts.map((part) => Buffer.from(part, 'base64url').toString('latin1')).join(' ');
}

/** How a word looks inside base64url, wherever in the text it begins. */
export const disguisesOf = (word: string): string[] =>
  [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(word)]);
    return bytes.toString('base64url').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
  });

/** Which words a text holds: as they are, or as the hexadecimal that bytes are shown in. */
export const wordsIn = (text: string, words: readonly string[]): string[] =>
  words.filter((word) => text.includes(word) || text.includes(Buffer.from(word).toString('hex')));

/** Which words stand in the files under these places, as bytes. */
export async function wordsInFiles(places: readonly string[], words: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const place of places) {
    for (const file of await filesUnder(place)) {
      const bytes = contentOf(file);
      for (const word of words) if (!found.has(word) && bytes.includes(word)) found.add(word);
    }
  }
  return [...found];
}

/** A database at work takes files away while others are read: one that is gone holds nothing. */
function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

async function filesUnder(place: string): Promise<string[]> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOTDIR') return undefined;
      throw error;
    },
  );
  if (!entries) return [place];
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}
