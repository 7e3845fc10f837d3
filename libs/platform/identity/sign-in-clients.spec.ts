// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from '@jest/globals';
import type { TenantId } from '#kernel';
import type { Tenant } from '#platform/tenancy';
import { SignInClients } from './sign-in-clients.ts';

const privateKey = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', d: 'd' };
const tenant = (origin: string, kind: Tenant['kind']): Tenant => ({ id: origin as TenantId, host: '', origin, kind });
const helsingborg = tenant('https://helsingborg.example', 'municipality');
const rodakorset = tenant('https://rodakorset.example', 'association');

describe('the clients of the sign-in', () => {
  const clients = new SignInClients(
    {
      'https://helsingborg.example': {
        personal: { clientId: 'hbg', privateKey },
        staff: { clientId: 'hbg-staff', privateKey, orgNumber: '2120001157' },
      },
      'https://rodakorset.example': {
        issuer: 'https://own.example',
        signingAlg: 'RS256',
        personal: { clientId: 'rk', privateKey },
        staff: { clientId: 'rk-staff', privateKey },
      },
    },
    'https://plane.example',
  );

  it('are one a tenant and door, at the plane’s provider or the tenant’s own', () => {
    expect(clients.behind(helsingborg, 'resident')).toMatchObject({
      clientId: 'hbg',
      issuer: 'https://plane.example',
      signingAlg: 'ES256',
    });
    expect(clients.behind(helsingborg, 'staff')).toMatchObject({ clientId: 'hbg-staff', orgNumber: '2120001157' });
    expect(clients.behind(rodakorset, 'member')).toMatchObject({
      clientId: 'rk',
      issuer: 'https://own.example',
      signingAlg: 'RS256',
    });
  });

  it('open no door that the kind of tenant does not have', () => {
    expect(clients.behind(helsingborg, 'member')).toBeUndefined();
    expect(clients.behind(rodakorset, 'staff')).toBeUndefined();
    expect(clients.behind(tenant('https://nobody.example', 'municipality'), 'resident')).toBeUndefined();
  });

  it('refuse a file with a misspelt setting', () => {
    expect(() => new SignInClients({ 'https://a.example': { person: {} } }, 'https://plane.example')).toThrow('person');
  });
});
