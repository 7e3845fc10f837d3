// SPDX-License-Identifier: EUPL-1.2
import type { Configuration, LoggingOptions, SessionContext, Transaction } from '@mikro-orm/core';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { givingBack } from './giving-back.ts';
import { withPlainArrays } from './plain-arrays.ts';
import { ScopeClient } from './scope-client.ts';
import { Statement } from './statement.ts';

/** What `AbstractSqlConnection` keeps to itself: the text it is about to send. */
interface Writing {
  prepareQuery(query: unknown, parameters?: unknown): { query: string; params: unknown[]; formatted: unknown };
}

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
    const createKyselyDialect: typeof createDialect = (options) =>
      givingBack(createDialect({ ...options, onPoolCreated: prepare } as typeof options));
    const write = (connection as unknown as Writing).prepareQuery.bind(connection);
    const prepareQuery: Writing['prepareQuery'] = (query, parameters) => {
      const isWritten = typeof query === 'string' && Array.isArray(parameters);
      const { query: text, params } = isWritten ? { query, params: parameters as unknown[] } : write(query, parameters);
      return { query: text, params, formatted: new Statement(text, params, this.getPlatform()) };
    };
    Object.assign(connection, { applySessionContext, createKyselyDialect, prepareQuery });
  }
}

const prepare = (pool: Pool): void => {
  pool.options.types = withPlainArrays(pool.options.types);
  pool.on('release', (_error, client) => {
    if (client instanceof ScopeClient) client.leaveScope();
  });
};
