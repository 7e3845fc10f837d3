// SPDX-License-Identifier: EUPL-1.2
import type { Role } from '#platform/authz';
import { OpenQuote, readCsv } from './csv.ts';

export const mostInvitations = 500;

/** What can be wrong with a list, each with its remedy in the web app's words (`inviteList.fault`). */
export const faultCodes = [
  'quote-open',
  'empty',
  'too-many',
  'column-unknown',
  'column-twice',
  'too-many-cells',
  'name-too-long',
  'role-unknown',
  'role-not-yours',
  'group-unknown',
  'leader-unclear',
  'leader-without-group',
  'days-unclear',
] as const;
export type FaultCode = (typeof faultCodes)[number];

export interface Fault {
  /** As an editor counts, from 1. */
  readonly line: number;
  /** The heading in the list's own words; null when it is about the whole line. */
  readonly column: string | null;
  readonly code: FaultCode;
}

export interface Wanted {
  readonly line: number;
  /** Comes back beside the link, and is kept nowhere. */
  readonly name: string;
  readonly role: Role;
  readonly groupId: string | null;
  readonly leader: boolean;
  readonly days: number;
}

export interface Known {
  /** What somebody is invited as when nothing is said. */
  readonly ordinary: Role;
  /** Groups that whoever invites may invite to, by name in lower case. */
  readonly groups: ReadonlyMap<string, string>;
  mayInvite(draft: Pick<Wanted, 'role' | 'groupId'>): boolean;
}

const headings: Readonly<Record<string, Field>> = {
  namn: 'name',
  name: 'name',
  roll: 'role',
  role: 'role',
  grupp: 'group',
  group: 'group',
  ledare: 'leader',
  leader: 'leader',
  dagar: 'days',
  days: 'days',
};
type Field = 'name' | 'role' | 'group' | 'leader' | 'days';

const roleWords: Readonly<Record<string, Role>> = {
  administratör: 'administrator',
  administrator: 'administrator',
  samordnare: 'coordinator',
  coordinator: 'coordinator',
  medarbetare: 'staff',
  staff: 'staff',
  medlem: 'member',
  member: 'member',
  invånare: 'resident',
  resident: 'resident',
};
const yes = new Set(['ja', 'j', 'x', 'yes', 'y']);
const no = new Set(['', 'nej', 'n', 'no']);

/** Everything that is wrong is told at once; of a list with a fault nothing is made. */
export function readInvitationList(csv: string, known: Known): { wanted: Wanted[]; faults: Fault[] } {
  const nothing = (line: number, code: FaultCode) => ({ wanted: [], faults: [{ line, column: null, code }] });
  let rows;
  try {
    rows = readCsv(csv);
  } catch (error) {
    if (error instanceof OpenQuote) return nothing(error.line, 'quote-open');
    throw error;
  }
  const [head, ...body] = rows;
  if (!head || body.length === 0) return nothing(head?.line ?? 1, 'empty');
  if (body.length > mostInvitations) return nothing(body[mostInvitations]?.line ?? 1, 'too-many');
  const faults: Fault[] = [];
  const fields = head.cells.map((heading, at): Field | undefined => {
    const field = headings[heading.toLowerCase()];
    if (!field && heading !== '') faults.push({ line: head.line, column: heading, code: 'column-unknown' });
    const before = head.cells.slice(0, at).map((one) => headings[one.toLowerCase()]);
    if (field && before.includes(field)) faults.push({ line: head.line, column: heading, code: 'column-twice' });
    return field;
  });
  const wanted = body.map(({ line, cells }): Wanted => {
    const tell = (field: Field | null, code: FaultCode) =>
      faults.push({ line, column: field && (head.cells[fields.indexOf(field)] ?? null), code });
    const said = (field: Field) => cells[fields.indexOf(field)] ?? '';
    if (cells.slice(fields.length).some((cell) => cell !== '')) tell(null, 'too-many-cells');
    const name = said('name');
    if (name.length > 80) tell('name', 'name-too-long');
    const role = said('role') === '' ? known.ordinary : roleWords[said('role').toLowerCase()];
    if (!role) tell('role', 'role-unknown');
    const group = said('group').toLowerCase();
    const groupId = group === '' ? null : (known.groups.get(group) ?? null);
    if (group !== '' && !groupId) tell('group', 'group-unknown');
    else if (role && !known.mayInvite({ role, groupId })) tell('role', 'role-not-yours');
    const leads = said('leader').toLowerCase();
    if (!yes.has(leads) && !no.has(leads)) tell('leader', 'leader-unclear');
    if (yes.has(leads) && group === '') tell('leader', 'leader-without-group');
    const days = said('days') === '' ? 14 : Number(said('days'));
    if (!Number.isInteger(days) || days < 1 || days > 30) tell('days', 'days-unclear');
    return { line, name, role: role ?? known.ordinary, groupId, leader: yes.has(leads), days };
  });
  return { wanted, faults: faults.slice(0, 200) };
}
