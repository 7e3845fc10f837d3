// SPDX-License-Identifier: EUPL-1.2
export {
  testConfig,
  testDatabase,
  testMasterKey,
  testPlane,
  type TestDatabase,
  type TestDatabaseOptions,
} from './test-database.ts';
export { violationsOf } from './planted.ts';
export { freePort } from './start-postgres.ts';
