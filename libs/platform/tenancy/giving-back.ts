// SPDX-License-Identifier: EUPL-1.2
import type { PostgreSqlConnection } from '@mikro-orm/postgresql';

type Dialect = ReturnType<PostgreSqlConnection['createKyselyDialect']>;

/**
 * Kysely 0.29 keeps a connection for good when its transaction cannot be begun or rolled back, as when the server was
 * killed: a few of those, and the pool has none left although the database is back (drill F3). Here it is given back.
 */
export function givingBack(dialect: Dialect): Dialect {
  const createDriver = dialect.createDriver.bind(dialect);
  dialect.createDriver = () => {
    const driver = createDriver();
    const begin = driver.beginTransaction.bind(driver);
    driver.beginTransaction = async (connection, settings) => {
      try {
        await begin(connection, settings);
      } catch (error) {
        await driver.releaseConnection(connection);
        throw error;
      }
    };
    const rollBack = driver.rollbackTransaction.bind(driver);
    driver.rollbackTransaction = async (connection) => {
      try {
        await rollBack(connection);
      } catch {
        // What was begun must not live on in the pool: `pg-pool` throws away a connection that has ended.
        await connection.executeQuery(hangUp).catch(() => undefined);
      }
    };
    return driver;
  };
  return dialect;
}

const hangUp = {
  sql: 'select pg_terminate_backend(pg_backend_pid())',
  parameters: [],
  query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
  queryId: { queryId: 'giving-back' },
} as never;
