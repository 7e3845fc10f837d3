// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import type { SigningKey } from '#contracts';
import { Clock } from '#kernel';
import { makeKey, MasterKey, privateKey, signCompact } from '#platform/crypto';
import { PlatformPool } from '#platform/tenancy';

const owner = 'installation';
const purpose = 'installation key';

interface Row {
  readonly kid: string;
  readonly x: string;
  readonly sealed: string;
  readonly created_at: Date;
}

/** The key of this installation of a plane: it signs what the plane says of itself. Made on first need. */
@Injectable()
export class InstallationKey {
  constructor(
    private readonly pool: PlatformPool,
    private readonly masterKey: MasterKey,
    private readonly clock: Clock,
  ) {}

  /** Null before anything has been signed. */
  async published(): Promise<SigningKey | null> {
    const row = await this.#find();
    return row && { kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', x: row.x, kid: row.kid, ...validity(row) };
  }

  async sign(text: string, type: string): Promise<string> {
    const { kid, x, sealed } = (await this.#find()) ?? (await this.#make());
    const key = await privateKey('sig', x, this.masterKey.open(owner, purpose, sealed));
    return signCompact(text, { kid, key }, type);
  }

  async #find(): Promise<Row | null> {
    return (await this.pool.query<Row>('select * from installation_key')).rows[0] ?? null;
  }

  async #make(): Promise<Row> {
    const { kid, x, d } = await makeKey('sig');
    await this.pool.query(
      'insert into installation_key (kid, x, sealed, created_at) values ($1, $2, $3, $4) on conflict do nothing',
      [kid, x, this.masterKey.seal(owner, purpose, d), this.clock.now()],
    );
    const made = await this.#find();
    if (!made) throw new Error('The installation has no key');
    return made;
  }
}

const validity = ({ created_at: made }: Row) => ({ validFrom: made.toISOString(), validTo: null });
