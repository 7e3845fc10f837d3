// SPDX-License-Identifier: EUPL-1.2

/** Where a test person has an errand: the tenant's short name and the door they use there. */
export interface Errand {
  readonly tenant: string;
  readonly as: 'resident' | 'staff' | 'member';
}

export interface TestPerson {
  /** Stable short name; the provider's internal account id. */
  readonly key: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly personalNumber: string;
  /** One line on the list of test persons. */
  readonly hint: string;
  readonly errands: readonly Errand[];
  readonly employer?: { readonly orgNumber: string; readonly orgName: string };
  /** Level of assurance of the person's e-ID when it is not the ordinary `loa3`. */
  readonly level?: 'loa2';
}

const helsingborg = { orgNumber: '2120001157', orgName: 'Helsingborgs stad' };
const melhus = { orgNumber: '9387260270', orgName: 'Melhus kommune' };

const resident = (tenant: string): Errand => ({ tenant, as: 'resident' });
const staff = (tenant: string): Errand => ({ tenant, as: 'staff' });
const member = (tenant: string): Errand => ({ tenant, as: 'member' });

/**
 * Invented people. Their numbers are taken from the list of test numbers that Skatteverket publishes as open data
 * (testpersonnummer, dataset b4de7df7-63c0-4e7e-bb59-1f156a591763): well-formed, and never given to anybody.
 */
export const testPersons: readonly TestPerson[] = [
  {
    key: 'astrid',
    givenName: 'Astrid',
    familyName: 'Lindqvist',
    personalNumber: '194805132380',
    hint: '78 år, bor i Helsingborg och vill ha hjälp',
    errands: [resident('helsingborg')],
  },
  {
    key: 'jonas',
    givenName: 'Jonas',
    familyName: 'Ekström',
    personalNumber: '199205012397',
    hint: '34 år, granne i Helsingborg som gärna hjälper',
    errands: [resident('helsingborg')],
  },
  {
    key: 'samira',
    givenName: 'Samira',
    familyName: 'Haddad',
    personalNumber: '199704302380',
    hint: '29 år, bor i Helsingborg och läser helst arabiska',
    errands: [resident('helsingborg')],
  },
  {
    key: 'elin',
    givenName: 'Elin',
    familyName: 'Bergström',
    personalNumber: '198505022387',
    hint: 'Bor i Helsingborg och är med i en dold grupp hos Röda Korset',
    errands: [resident('helsingborg'), member('rodakorset')],
  },
  {
    key: 'maria',
    givenName: 'Maria',
    familyName: 'Nyström',
    personalNumber: '198105022381',
    hint: 'Undersköterska i hemtjänsten, Helsingborgs stad',
    errands: [staff('helsingborg')],
    employer: helsingborg,
  },
  {
    key: 'david',
    givenName: 'David',
    familyName: 'Åkesson',
    personalNumber: '198105022399',
    hint: 'Samordnare på volontärcenter, Helsingborgs stad',
    errands: [staff('helsingborg')],
    employer: helsingborg,
  },
  {
    key: 'ingrid',
    givenName: 'Ingrid',
    familyName: 'Månsson',
    personalNumber: '196904302384',
    hint: 'Administratör, Helsingborgs stad',
    errands: [staff('helsingborg')],
    employer: helsingborg,
  },
  {
    key: 'anna',
    givenName: 'Anna',
    familyName: 'Wikström',
    personalNumber: '196604072766',
    hint: 'Administratör, Röda Korset Helsingborg',
    errands: [member('rodakorset')],
  },
  {
    key: 'omar',
    givenName: 'Omar',
    familyName: 'Farah',
    personalNumber: '198804302399',
    hint: 'Samordnare, Röda Korset Helsingborg',
    errands: [member('rodakorset')],
  },
  {
    key: 'lisa',
    givenName: 'Lisa',
    familyName: 'Persson',
    personalNumber: '199404232382',
    hint: 'Volontär, Röda Korset Helsingborg',
    errands: [member('rodakorset')],
  },
  {
    key: 'gunnar',
    givenName: 'Gunnar',
    familyName: 'Olsson',
    personalNumber: '195705082633',
    hint: 'Administratör, Grannar i Helsingborg',
    errands: [member('grannar')],
  },
  {
    key: 'nils',
    givenName: 'Nils',
    familyName: 'Sandberg',
    personalNumber: '200105022396',
    hint: 'Medlem, Grannar i Helsingborg',
    errands: [member('grannar')],
  },
  {
    key: 'kari',
    givenName: 'Kari',
    familyName: 'Haugen',
    personalNumber: '197905032384',
    hint: 'Administratör, Melhus kommune',
    errands: [staff('melhus')],
    employer: melhus,
  },
  {
    key: 'ola',
    givenName: 'Ola',
    familyName: 'Nordby',
    personalNumber: '198305022397',
    hint: 'Bor i Melhus',
    errands: [resident('melhus')],
  },
  {
    key: 'silje',
    givenName: 'Silje',
    familyName: 'Lund',
    personalNumber: '199005082384',
    hint: 'Administratör, Melhus IL',
    errands: [member('melhusil')],
  },
  {
    key: 'tova',
    givenName: 'Tova',
    familyName: 'Lindgren',
    personalNumber: '199905012382',
    hint: 'Har en e-legitimation på för låg nivå: nekas överallt',
    errands: [],
    level: 'loa2',
  },
];

export const findPerson = (key: string): TestPerson | undefined => testPersons.find((person) => person.key === key);

export const fullName = (person: TestPerson): string => `${person.givenName} ${person.familyName}`;
