// SPDX-License-Identifier: EUPL-1.2
import { Outbox, Partner } from '#federation';
import { TenantDirectory, TenantScope } from '#platform/tenancy';
import { required, WrongUse, type Command } from './command.ts';
import { withPlane } from './open-plane.ts';
import { configOf, settingsHelp, settingsOption } from './settings.ts';

const hostOf = (address: string) => (address.includes('//') && URL.canParse(address) ? new URL(address).host : address);

export const resendCommand: Command = {
  arguments: '--tenant <address> --partner <address> --since <moment>',
  options: {
    ...settingsOption,
    tenant: { type: 'string' },
    partner: { type: 'string' },
    since: { type: 'string' },
  },
  help: [
    ['--tenant <address>', 'the origin or host of the organisation of this plane'],
    ['--partner <address>', 'the origin or host of the partner that was put back from a backup'],
    ['--since <moment>', 'when that backup was made, or earlier, like 2026-11-22T03:00:00Z'],
    settingsHelp,
  ],
  async run(given) {
    const [host, partnerHost] = [hostOf(required(given, 'tenant')), hostOf(required(given, 'partner'))];
    const since = new Date(required(given, 'since'));
    if (Number.isNaN(since.getTime())) throw new WrongUse('--since is no moment; write it like 2026-11-22T03:00:00Z');
    return withPlane(configOf(given), async (plane) => {
      const tenant = await plane.get(TenantDirectory, { strict: false }).byHost(host);
      if (!tenant) throw new WrongUse(`There is no organisation at ${host} on this plane`);
      const letters = await plane.get(TenantScope, { strict: false }).run(tenant.id, async (em) => {
        const partners = await em.find(Partner, { state: 'active' });
        const partner = partners.find(({ origin }) => hostOf(origin) === partnerHost);
        if (!partner) throw new WrongUse(`${host} has no active partner at ${partnerHost}`);
        return plane.get(Outbox, { strict: false }).sayAgain(partner.id, since);
      });
      return {
        code: 0,
        json: { tenant: tenant.id, partner: partnerHost, letters },
        lines: [`${letters} letters to ${partnerHost} are on their way again.`],
      };
    });
  },
};
