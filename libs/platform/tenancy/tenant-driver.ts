// SPDX-License-Identifier: EUPL-1.2
import type { Configuration, LoggingOptions, SessionContext, Transaction } from '@mikro-orm/core';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { givingBack } from './giving-back.ts';

/** Sets the tenant by a function that does SET LOCAL: on Citus `set_config` does not reach the workers. */
export class TenantDriver extends PostgreSqlDriver {
  constructor(config: Configuration) {
    super(config);
    const connection = this.getConnection();
    const applySessionContext = async (trx: Transaction, session: SessionContext, logger?: LoggingOptions) => {
      const tenant = session.variables?.['app.tenant'];
      if (typeof tenant !== 'string') throw new Error('A transaction needs a tenant');
      await connection.execute('select app.set_ctx(?)', [tenant], 'run', trx, logger);
    };
    const createDialect = connection.createKyselyDialect.bind(connection);
    const createKyselyDialect: typeof createDialect = (options) => givingBack(createDialect(options));
    Object.assign(connection, { applySessionContext, createKyselyDialect });
  }
}
