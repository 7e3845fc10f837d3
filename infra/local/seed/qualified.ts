// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType } from '#contracts';
import type { Place } from './place.ts';

/** Taken at the neighbours' association, and asked for at the volunteer centre, too. */
export const courseForHomework = 'Läxhjälp, grundkurs';

const demanding: readonly ServiceType[] = ['accompany', 'social'];
const interview = { kind: 'interview' as const, subject: '', subjectKey: '', years: null };
const declaration = { kind: 'declaration' as const, subject: '', subjectKey: '', years: null };
const text = {
  sv: [
    'Det jag får se och höra hemma hos någon stannar hos mig.',
    'Jag berättar inte vem jag har hjälpt, var de bor eller hur de mår, inte heller för mina närmaste och inte heller när jag har slutat.',
    'Är jag orolig för någon talar jag med volontärcenter.',
  ],
  en: [
    'What I see and hear in somebody’s home stays with me.',
    'I do not tell whom I have helped, where they live or how they are, not to those closest to me either, nor when I have stopped.',
    'When I worry about somebody I talk with the volunteer centre.',
  ],
};

interface Leaders {
  readonly leader: string;
  /** Who saw it of the leader. */
  readonly other: string;
}

/** The volunteer centre demands a talk and a promise, and a course of those who help with homework; of its volunteers all have both, and the first one's talk is soon over. */
export function demandOf(
  place: Place,
  groupId: string,
  volunteers: readonly string[],
  { leader, other }: Leaders,
): void {
  place.rows.add('declaration', { id: place.id('declaration'), version: 1, publishedAt: place.before(360), text });
  for (const serviceType of demanding) {
    const demand = { groupId, serviceType, purpose: 'help' as const };
    const [talk, promise] = [place.id('demand', serviceType, 'talk'), place.id('demand', serviceType, 'promise')];
    place.rows.add('requirement', { id: talk, ...demand, ...interview, validMonths: 24 });
    place.rows.add('requirement', { id: promise, ...demand, ...declaration, validMonths: null });
  }
  place.rows.add('requirement', {
    id: place.id('demand', 'course'),
    groupId,
    serviceType: 'homework',
    purpose: 'help',
    kind: 'course',
    subject: courseForHomework,
    subjectKey: courseForHomework.toLocaleLowerCase('sv'),
    years: null,
    validMonths: null,
  });
  for (const [index, personId] of [leader, ...volunteers].entries()) {
    const seen = place.before(200 - index);
    const shared = {
      personId,
      seenOn: seen.toISOString().slice(0, 10),
      createdAt: seen,
      withdrawnAt: null,
      withdrawnById: null,
      withdrawnReason: null,
    };
    place.rows.add(
      'attestation',
      {
        id: place.id('talk', personId),
        ...shared,
        ...interview,
        seenById: personId === leader ? other : leader,
        declarationVersion: null,
        acr: null,
        issuedBy: null,
        validTo: place.before(index === 1 ? -20 : -530 + index),
      },
      {
        id: place.id('promise', personId),
        ...shared,
        ...declaration,
        seenById: personId,
        declarationVersion: 1,
        acr: 'http://id.elegnamnden.se/loa/1.0/loa3',
        issuedBy: null,
        validTo: null,
      },
    );
  }
}
