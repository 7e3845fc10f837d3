// SPDX-License-Identifier: EUPL-1.2
import type { DemoTenant } from '../../../apps/identity/clients.ts';
import type { UsualAsk } from '../../../libs/tenant/profile/usual-asks.ts';
import { originOf, type Layout, type Plane } from '../layout.ts';

export interface SeedTenant {
  readonly slug: string;
  readonly name: string;
  readonly plane: Plane;
  readonly colour: string;
  readonly orgNumber?: string;
  readonly areas: readonly string[];
  /** From the series that are reserved for fiction. */
  readonly phone: string;
  readonly email: string;
  readonly about: string;
  /** Which of the usual asks are shown, in their order; all of them when nothing is said. */
  readonly asks?: readonly UsualAsk[];
}

/** The places and associations of the demo. Names of real bodies stand for invented ones: nothing here is theirs. */
export const tenants: readonly SeedTenant[] = [
  {
    slug: 'helsingborg',
    name: 'Helsingborgs stad',
    plane: 'municipal',
    colour: '#A3004B',
    orgNumber: '2120001157',
    areas: ['Söder', 'Norr', 'Öster', 'Centrum'],
    phone: '040-628 04 10',
    email: 'volontarcenter@helsingborg.example',
    about: 'Här hjälper helsingborgare varandra. Be om något litet, eller hjälp någon när du har en stund över.',
  },
  {
    slug: 'melhus',
    name: 'Melhus kommune',
    plane: 'municipal',
    colour: '#00573F',
    orgNumber: '9387260270',
    areas: ['Melhus', 'Gimse', 'Lundamo', 'Korsvegen'],
    phone: '040-628 04 20',
    email: 'frivilligsentralen@melhus.example',
    about: 'Her hjelper vi hverandre. Be om en liten tjeneste, eller si ja til en.',
  },
  {
    slug: 'rodakorset',
    name: 'Röda Korset Helsingborg',
    plane: 'civic',
    colour: '#B3001B',
    areas: ['Söder', 'Norr', 'Öster', 'Centrum'],
    phone: '031-390 06 10',
    email: 'helsingborg@rodakorset.example',
    about: 'Besök, promenader, läxhjälp och språkträning. Allt vi gör, gör vi frivilligt.',
  },
  {
    slug: 'grannar',
    name: 'Grannar i Helsingborg',
    plane: 'civic',
    colour: '#1B5E8C',
    areas: ['Söder', 'Norr', 'Öster', 'Centrum'],
    phone: '031-390 06 20',
    email: 'hej@grannar.example',
    about: 'Vi handlar, bär, skjutsar och dricker kaffe tillsammans, kvarter för kvarter.',
  },
  {
    slug: 'laxhjalpen',
    name: 'Läxhjälpen Söder',
    plane: 'civic',
    colour: '#5B3E96',
    areas: ['Söder', 'Centrum'],
    phone: '031-390 06 30',
    email: 'kontakt@laxhjalpen.example',
    about: 'Läxhjälp och språkkafé för barn och vuxna, tre kvällar i veckan.',
    asks: ['form', 'books', 'coffee', 'walk'],
  },
  {
    slug: 'melhusil',
    name: 'Melhus IL',
    plane: 'civic',
    colour: '#003F87',
    areas: ['Melhus', 'Gimse', 'Lundamo', 'Korsvegen'],
    phone: '031-390 06 40',
    email: 'dugnad@melhusil.example',
    about: 'Idrettslaget: dugnad, turgrupper og noen som alltid kan kjøre.',
  },
];

export const tenantsOf = (plane: Plane) => tenants.filter((tenant) => tenant.plane === plane);

/** Where nobody lives yet: the demo BankID knows the address, for `handslag tenant create` to give to an association. */
const vacant: readonly Pick<SeedTenant, 'slug' | 'name' | 'plane' | 'orgNumber'>[] = [
  { slug: 'nystart', name: 'En ny förening', plane: 'civic' },
];

/** Every address that people sign in at, now or one day. */
export const demoTenants = (layout: Layout): (DemoTenant & { readonly plane: Plane })[] =>
  [...tenants, ...vacant].map(({ slug, name, plane, orgNumber }) => ({
    slug,
    name,
    origin: originOf(layout, slug, plane),
    kind: plane === 'municipal' ? 'municipality' : 'association',
    orgNumber,
    plane,
  }));
