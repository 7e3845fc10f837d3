// SPDX-License-Identifier: EUPL-1.2
import path from 'node:path';
import { migrate, readMigrations } from '../../infra/database/migrate.ts';
import { WrongUse, type Command } from './command.ts';
import { environmentOf, operatorSetting, settingsHelp, settingsOption } from './settings.ts';

/** Beside the built files: migrations are copied there. */
const built = path.resolve(import.meta.dirname, '../..');

export const migrateCommand: Command = {
  arguments: '',
  options: settingsOption,
  help: [settingsHelp, ['(settings)', 'PLANE, MIGRATE_DATABASE_URL, MIGRATE_PLATFORM_DATABASE_URL']],
  async run(given) {
    const env = environmentOf(given);
    const plane = env['PLANE'];
    if (plane !== 'municipal' && plane !== 'civic') throw new WrongUse('PLANE must be municipal or civic');
    const tenants = await migrate(
      operatorSetting(env, 'MIGRATE_DATABASE_URL'),
      await readMigrations(path.join(built, 'apps', plane, 'migrations')),
    );
    const platform = await migrate(
      operatorSetting(env, 'MIGRATE_PLATFORM_DATABASE_URL'),
      await readMigrations(path.join(built, 'infra/database/platform')),
    );
    const ran = [...tenants.map((name) => `tenants: ${name}`), ...platform.map((name) => `platform: ${name}`)];
    return { code: 0, json: { tenants, platform }, lines: ran.length ? ran : ['Nothing was missing.'] };
  },
};
