// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto';
import { TenantKeys } from '#federation';
import type { TenantId } from '#kernel';
import { TenantDirectory, TenantScope } from '#platform/tenancy';
import { InvitationService } from '#tenant/invitations';
import { TenantProfileService } from '#tenant/profile';
import { optional, required, WrongUse, type Command, type Given } from './command.ts';
import { withPlane } from './open-plane.ts';
import { configOf, settingsHelp, settingsOption } from './settings.ts';

const invitationDays = 14;

function originOf(given: Given): string {
  const origin = required(given, 'origin');
  if (!URL.canParse(origin) || new URL(origin).origin !== origin || !/^https?:/.test(origin)) {
    throw new WrongUse('--origin must look like https://hjalp.example.org, without a path');
  }
  return origin;
}

function fieldsOf(given: Given) {
  const colour = optional(given, 'colour')?.toLowerCase();
  if (colour !== undefined && !/^#[0-9a-f]{6}$/.test(colour)) throw new WrongUse('--colour must look like #a3004b');
  const orgNumber = optional(given, 'org-number')?.replace('-', '');
  if (orgNumber !== undefined && !/^\d{10}$/.test(orgNumber)) throw new WrongUse('--org-number must have ten digits');
  const areas = (given.values['area'] as string[] | undefined) ?? [];
  return { name: required(given, 'name'), areas, ...(colour ? { colour } : {}), ...(orgNumber ? { orgNumber } : {}) };
}

export const tenantCreateCommand: Command = {
  arguments: '--name <name> --origin <address>',
  options: {
    ...settingsOption,
    name: { type: 'string' },
    origin: { type: 'string' },
    colour: { type: 'string' },
    'org-number': { type: 'string' },
    area: { type: 'string', multiple: true },
  },
  help: [
    ['--name <name>', 'as people know it'],
    ['--origin <address>', 'where it will be found, for example https://hjalp.example.org'],
    ['--colour <#rrggbb>', 'the whole palette is made from it'],
    ['--org-number <number>', 'ten digits'],
    ['--area <name>', 'a part of town; may be repeated'],
    settingsHelp,
  ],
  async run(given) {
    const origin = originOf(given);
    const fields = fieldsOf(given);
    const config = configOf(given);
    const kind = config.PLANE === 'municipal' ? 'municipality' : 'association';
    return withPlane(config, async (plane) => {
      const directory = plane.get(TenantDirectory, { strict: false });
      const { host } = new URL(origin);
      if (await directory.byHost(host)) throw new WrongUse(`${host} is taken by another organisation`);
      const id = randomUUID() as TenantId;
      const { token, invitation } = await plane.get(TenantScope, { strict: false }).run(id, async () => {
        await plane.get(TenantProfileService, { strict: false }).found({ ...fields, kind });
        await plane.get(TenantKeys, { strict: false }).published();
        const draft = { role: 'administrator' as const, groupId: null, leader: false, days: invitationDays };
        return plane.get(InvitationService, { strict: false }).issueFirst(draft);
      });
      // Last, so that nobody meets a tenant that is only half there.
      await directory.add({ id, host, origin, kind });
      const link = `${origin}/invitation/${token}`;
      return {
        code: 0,
        json: {
          id,
          name: fields.name,
          kind,
          origin,
          invitation: { link, expiresAt: invitation.expiresAt.toISOString() },
        },
        lines: [
          `${fields.name} is set up on the ${config.PLANE} plane, with id ${id}.`,
          `Give its first administrator this link. It works once, for ${invitationDays} days, and cannot be shown again:`,
          `  ${link}`,
          `Before anybody can sign in there, ${origin} needs a client in ${config.OIDC_CLIENTS_FILE}.`,
        ],
      };
    });
  },
};
