// SPDX-License-Identifier: EUPL-1.2
import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import type { Randomness } from '#kernel';

const nonceBytes = 12;
const tagBytes = 16;

/** Something sealed was changed, or belongs to another tenant, purpose or master key. */
export class SealBroken extends Error {
  constructor() {
    super('The seal is broken');
    this.name = 'SealBroken';
  }
}

interface Root {
  readonly id: string;
  readonly key: Buffer;
}

/**
 * The plane's key: each tenant's key is derived from it and seals that tenant's secrets (AES-256-GCM).
 * Earlier master keys still open what they sealed, so the key can be changed without a standstill.
 */
export class MasterKey {
  readonly #roots: readonly [Root, ...Root[]];

  /** @param texts 32 bytes each as base64url; the first one seals, all of them open. */
  constructor(
    texts: readonly [string, ...string[]],
    private readonly randomness: Randomness,
  ) {
    const [current, ...earlier] = texts;
    this.#roots = [rootOf(current), ...earlier.map(rootOf)];
  }

  seal(tenantId: string, purpose: string, text: string): string {
    const [root] = this.#roots;
    const nonce = this.randomness.bytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', tenantKey(root.key, tenantId), nonce);
    cipher.setAAD(Buffer.from(`${tenantId} ${purpose}`));
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `1.${root.id}.${sealed.toString('base64url')}`;
  }

  /** @throws SealBroken */
  open(tenantId: string, purpose: string, sealed: string): string {
    const [version, id, body = ''] = sealed.split('.');
    const root = this.#roots.find((one) => one.id === id);
    const bytes = Buffer.from(body, 'base64url');
    if (version !== '1' || !root || bytes.length < nonceBytes + tagBytes) throw new SealBroken();
    try {
      const decipher = createDecipheriv('aes-256-gcm', tenantKey(root.key, tenantId), bytes.subarray(0, nonceBytes));
      decipher.setAAD(Buffer.from(`${tenantId} ${purpose}`));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString('utf8');
    } catch {
      throw new SealBroken();
    }
  }

  /** True when it was sealed with an earlier master key and should be sealed anew. */
  isStale(sealed: string): boolean {
    return sealed.split('.')[1] !== this.#roots[0].id;
  }
}

function rootOf(text: string): Root {
  const key = Buffer.from(text, 'base64url');
  if (key.length !== 32) throw new Error('A master key is 32 bytes, written as base64url');
  return { id: createHash('sha256').update('handslag master key id').update(key).digest('base64url').slice(0, 8), key };
}

const tenantKey = (root: Buffer, tenantId: string): Buffer =>
  Buffer.from(hkdfSync('sha256', root, tenantId, 'handslag tenant key 1', 32));
