// SPDX-License-Identifier: EUPL-1.2
import type { Configuration } from '@mikro-orm/core';
import { PostgreSqlConnection, PostgreSqlDriver } from '@mikro-orm/postgresql';

type Arguments = Parameters<PostgreSqlConnection['applySessionContext']>;

/** Sets the tenant by a function that does SET LOCAL: on Citus `set_config` does not reach the workers. */
class TenantConnection extends PostgreSqlConnection {
  override async applySessionContext(trx: Arguments[0], session: Arguments[1], logger?: Arguments[2]): Promise<void> {
    const tenant = session.variables?.['app.tenant'];
    if (typeof tenant !== 'string') throw new Error('A transaction needs a tenant');
    await this.execute('select app.set_ctx(?)', [tenant], 'run', trx, logger);
  }
}

export class TenantDriver extends PostgreSqlDriver {
  constructor(config: Configuration) {
    super(config);
    Object.assign(this, { connection: new TenantConnection(config) });
  }
}
