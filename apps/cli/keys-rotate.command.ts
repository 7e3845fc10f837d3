// SPDX-License-Identifier: EUPL-1.2
import { KeyRotation } from '#federation';
import { TenantDirectory, TenantScope } from '#platform/tenancy';
import { required, WrongUse, type Command } from './command.ts';
import { withPlane } from './open-plane.ts';
import { configOf, settingsHelp, settingsOption } from './settings.ts';

export const keysRotateCommand: Command = {
  arguments: '--tenant <address>',
  options: { ...settingsOption, tenant: { type: 'string' }, emergency: { type: 'boolean' } },
  help: [
    ['--tenant <address>', 'the origin or host of the organisation'],
    ['--emergency', 'a key is in wrong hands: the old ones end at once, and what was on its way is returned'],
    settingsHelp,
  ],
  async run(given) {
    const wanted = required(given, 'tenant');
    const emergency = given.values['emergency'] === true;
    return withPlane(configOf(given), async (plane) => {
      const host = URL.canParse(wanted) && wanted.includes('//') ? new URL(wanted).host : wanted;
      const tenant = await plane.get(TenantDirectory, { strict: false }).byHost(host);
      if (!tenant) throw new WrongUse(`There is no organisation at ${host} on this plane`);
      await plane
        .get(TenantScope, { strict: false })
        .run(tenant.id, () => plane.get(KeyRotation, { strict: false }).rotate({ emergency }));
      return {
        code: 0,
        json: { tenant: tenant.id, origin: tenant.origin, emergency },
        lines: [
          `${tenant.origin} has new keys; ${emergency ? 'the old ones are worthless from now on' : 'the old ones are good for seven more days'}. Its partners are being told.`,
        ],
      };
    });
  },
};
