// SPDX-License-Identifier: EUPL-1.2
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { Tenant } from '../two-planes/network.ts';
import type { Mallory, Written } from './mallory.ts';
import type { HeaderEdit, Recipe, Spoil, Wrong } from './recipes.ts';
import { decode, encode, honestHeader, sealed } from './wire.ts';

/** A good letter that nobody has received yet: whatever is let in of it is seen in the rows. */
export interface Base extends Written {
  readonly to: Tenant;
  readonly signer: { readonly kid: string; readonly x: string };
  readonly recipient: { readonly kid: string; readonly x: string };
}

export interface Dish {
  readonly to: Tenant;
  readonly letter: string;
}

const nobody = generateKeyPairSync('ed25519').privateKey;
const place = (text: string, at: number) => Math.min(text.length - 1, Math.floor(at * text.length));
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Makes letters of recipes; null when a recipe changes nothing, for that letter would be a good one. */
export class Kitchen {
  constructor(
    private readonly honest: readonly Base[],
    private readonly own: readonly Base[],
    private readonly mallory: Mallory,
  ) {}

  make(recipe: Recipe): Dish | null {
    const base = (recipe.kind === 'resigned' ? this.own : this.honest)[recipe.base]!;
    const letter = this.#letter(recipe, base);
    return letter === null ? null : { to: base.to, letter };
  }

  #letter(recipe: Recipe, base: Base): string | null {
    const seal = (jws: string) =>
      jws === base.jws || Buffer.byteLength(jws) > 250_000 ? null : sealed(jws, base.recipient);
    switch (recipe.kind) {
      case 'wire': {
        const good = sealed(base.jws, base.recipient);
        const other = sealed(this.#other(base).jws, base.recipient);
        const spoilt = spoil(good, other, recipe.spoils);
        return spoilt === good ? null : spoilt;
      }
      case 'inside':
        return seal(spoil(base.jws, this.#other(base).jws, recipe.spoils));
      case 'forged':
        return seal(this.#forged(recipe, base));
      case 'wrapped': {
        let same = false;
        const header = (honest: Record<string, unknown>) => {
          const text = edited(honest, recipe.header);
          same = text === JSON.stringify(honest);
          return text;
        };
        const letter = sealed(base.jws, { ...base.recipient, header });
        return same ? null : letter;
      }
      case 'resigned':
        return seal(this.mallory.sign(wronged(base, this.#other(base), recipe.wrong)));
    }
  }

  /** Another good one of the same kind, to swap parts and fields with. */
  #other(base: Base): Base {
    const all = this.own.includes(base) ? this.own : this.honest;
    return all.find((one) => one !== base && one.to !== base.to) ?? all[0]!;
  }

  #forged({ header, field, value, by }: Extract<Recipe, { kind: 'forged' }>, { jws, envelope, signer }: Base): string {
    const head = edited(honestHeader(signer.kid), header);
    const payload = field ? JSON.stringify({ ...envelope, [field]: value }) : decode(jws.split('.')[1]!);
    const input = `${encode(head)}.${encode(payload)}`;
    const signatures = {
      kept: () => jws.split('.')[2]!,
      mallory: () => sign(null, Buffer.from(input), this.mallory.sig.key).toString('base64url'),
      stranger: () => sign(null, Buffer.from(input), nobody).toString('base64url'),
      nobody: () => '',
      hmac: () => createHmac('sha512', Buffer.from(signer.x, 'base64url')).update(input).digest('base64url'),
    };
    return `${input}.${signatures[by]()}`;
  }
}

function edited(honest: Record<string, unknown>, edits: readonly HeaderEdit[]): string {
  const header: Record<string, unknown> = { ...honest };
  let before = '';
  for (const edit of edits) {
    if (edit.how === 'drop') delete header[edit.name];
    else if (edit.how === 'set')
      Object.defineProperty(header, edit.name, {
        value: edit.value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    else before += `${JSON.stringify(edit.name)}:${JSON.stringify(edit.value)},`;
  }
  return JSON.stringify(header).replace(/^\{/, `{${before}`).replace(/,\}$/, '}');
}

function wronged({ envelope, jws }: Base, other: Base, wrong: Wrong): string {
  const honest = decode(jws.split('.')[1]!);
  const fields: Record<string, unknown> = { ...envelope };
  switch (wrong.how) {
    case 'drop':
      delete fields[wrong.field];
      break;
    case 'set':
      Object.defineProperty(fields, wrong.field, {
        value: wrong.value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
      break;
    case 'twice':
      return honest.replace(/^\{/, `{${JSON.stringify(wrong.field)}:${JSON.stringify(wrong.value)},`);
    case 'swap':
      fields[wrong.field] = other.envelope[wrong.field];
      break;
    case 'body':
      fields['body'] = Object.defineProperty({ ...envelope.body }, wrong.name, {
        value: wrong.value,
        enumerable: true,
      });
      break;
    case 'later':
      fields['iat'] = envelope.iat + wrong.seconds;
      fields['exp'] = envelope.exp + wrong.seconds;
      break;
    case 'text':
      return wrong.text;
  }
  return JSON.stringify(fields);
}

export function spoil(good: string, other: string, spoils: readonly Spoil[]): string {
  return spoils.reduce((text, one) => (text === '' ? text : spoiltOnce(text, other, one)), good);
}

function spoiltOnce(text: string, other: string, one: Spoil): string {
  switch (one.how) {
    case 'flip': {
      const at = place(text, one.at);
      const value = alphabet.indexOf(text[at]!);
      return `${text.slice(0, at)}${value < 0 ? 'A' : alphabet[value ^ (1 << one.bit)]}${text.slice(at + 1)}`;
    }
    case 'cut':
      return text.slice(0, place(text, one.at));
    case 'drop':
      return text.slice(0, place(text, one.at)) + text.slice(place(text, one.at) + one.length);
    case 'double':
      return text.slice(0, place(text, one.at) + one.length) + text.slice(place(text, one.at));
    case 'insert':
      return text.slice(0, place(text, one.at)) + one.text + text.slice(place(text, one.at));
    case 'encode':
      return encodings[one.as](text);
    default: {
      const [parts, others] = [text.split('.'), other.split('.')];
      const at = one.part % parts.length;
      const put = {
        'swap-part': [others[at] ?? ''],
        'drop-part': [],
        'empty-part': [''],
        'double-part': [parts[at]!, parts[at]!],
      }[one.how];
      return parts.toSpliced(at, 1, ...put).join('.');
    }
  }
}

const encodings: Record<Extract<Spoil, { how: 'encode' }>['as'], (text: string) => string> = {
  padded: (text) => `${text}=`,
  base64: (text) => text.replaceAll('-', '+').replaceAll('_', '/'),
  blank: (text) => ` ${text}`,
  newline: (text) => `${text}\n`,
  percent: (text) => encodeURIComponent(text).replaceAll('.', '%2E'),
  upper: (text) => text.toUpperCase(),
  // The last sign of a part has bits to spare: lenient readers take either.
  loose: (text) => text.slice(0, -1) + alphabet[(alphabet.indexOf(text.at(-1)!) + 1) % 64],
};
