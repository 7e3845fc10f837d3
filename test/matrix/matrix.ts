// SPDX-License-Identifier: EUPL-1.2
import { bodies } from './bodies.ts';
import { insiders, type House, type Insider, type Thing } from './house.ts';
import { absences, absentThings, operationsOf, pathOf, thingsFor, type Operation } from './operations.ts';
import type { Answer } from './plane.ts';

/** Callers who are nobody here, whatever they bring. */
export const outsiders = ['nobody', 'partner node', 'departed', 'other tenant', 'other plane'] as const;
export type Who = (typeof outsiders)[number] | Insider;

/** What became of a call. `not now`: who may is told that the state of things does not allow it. */
export type Outcome = 'may' | 'sign in' | 'no' | 'not found' | 'not now' | 'FAULT';

export interface Cell {
  readonly operation: Operation;
  readonly who: Who;
  readonly thing: Thing | undefined;
  readonly answer: Answer;
  readonly outcome: Outcome;
}

/** What of the matrix is tried; left out: all of it. */
export interface Selection {
  /** Beginnings of their names. */
  readonly operations?: readonly string[] | undefined;
  readonly callers?: readonly string[] | undefined;
  /** Each caller is told of each absence, not only of two: a third more calls. */
  readonly everyAbsence?: boolean;
}

/** 400 is never right here: the bodies are valid. */
export function outcomeOf(status: number): Outcome {
  if (status < 400) return 'may';
  if (status === 401) return 'sign in';
  if (status === 403) return 'no';
  if (status === 404) return 'not found';
  return [409, 410, 422].includes(status) ? 'not now' : 'FAULT';
}

const mediaTypeOf = (body: object | string): string =>
  typeof body === 'string' ? 'application/jose' : body instanceof Buffer ? 'image/png' : 'application/json';

const endsSessions = new Set(['Session_signOut', 'Session_signOutEverywhere']);

/** One plane's house, asked by everybody for everything. */
export class Matrix {
  readonly operations: readonly Operation[];

  constructor(
    readonly house: House,
    /** Another tenant of the same plane, with the same in it. */
    readonly neighbour: House,
    /** A partner, and a stranger whose invitation lies here, on the other plane. */
    readonly partner: House,
    readonly stranger: House,
    private readonly selection: Selection = {},
  ) {
    const { operations } = selection;
    this.operations = operationsOf(house.plane.kind).filter(
      ({ id }) => !operations || operations.some((beginning) => id.startsWith(beginning)),
    );
  }

  get callers(): Who[] {
    const all = [...outsiders, ...insiders.filter((who) => this.house.people.has(who))];
    return all.filter((who) => this.selection.callers?.includes(who) ?? true);
  }

  /** What the operation may be about here, and the four ways in which there may be nothing. */
  thingsOf(operation: Operation): (Thing | undefined)[] {
    const things = thingsFor(operation, this.house);
    const absent = operation.about
      ? absentThings(operation.about, this.house, this.neighbour, this.partner)
      : ([] as Thing[]);
    return things.length + absent.length === 0 ? [undefined] : [...things, ...absent];
  }

  async run(): Promise<Cell[]> {
    const cells: Cell[] = [];
    for (const [at, operation] of this.operations.entries()) {
      for (const [next, who] of this.callers.entries()) {
        const told = absences[(at + next) % 3];
        for (const thing of this.thingsOf(operation)) {
          const skipped = thing?.kind === 'absent' && thing.name !== 'random id' && thing.name !== told;
          if (!skipped || this.selection.everyAbsence) cells.push(await this.cell(operation, who, thing));
        }
      }
    }
    return cells;
  }

  async cell(operation: Operation, who: Who, thing: Thing | undefined): Promise<Cell> {
    const answer = await this.ask(operation, who, thing);
    return { operation, who, thing, answer, outcome: outcomeOf(answer.status) };
  }

  async ask(
    operation: Operation,
    who: Who,
    thing: Thing | undefined,
    change: { headers?: Record<string, string>; body?: object | string; path?: string; method?: string } = {},
  ): Promise<Answer> {
    const { house } = this;
    const ids = thing?.ids ?? {};
    const body =
      ids['letter'] ??
      (operation.takesBody ? bodies[operation.id]?.({ house, ids, link: this.stranger.partnerLink }) : undefined);
    if (operation.takesBody && !body) throw new Error(`${operation.id} takes a body, and bodies.ts has none for it`);
    const answer = await house.plane.ask({
      method: change.method ?? operation.method,
      path: change.path ?? pathOf(operation, ids),
      host: house.tenant.host,
      headers: {
        ...this.headersOf(who),
        ...(operation.method === 'PATCH' ? { 'if-match': `"v${thing?.version ?? 1}"` } : {}),
        ...(body ? { 'content-type': mediaTypeOf(body) } : {}),
        ...change.headers,
      },
      body: change.body ?? body,
    });
    if (endsSessions.has(operation.id)) await this.#signInAgain(who);
    return answer;
  }

  /** What the caller brings. */
  headersOf(who: Who): Record<string, string> {
    if (who === 'nobody') return {};
    // A letter of a partner opens the letterbox and nothing else.
    if (who === 'partner node')
      return { authorization: `Bearer ${this.house.plane.letters.get(this.house.tenant.host)}` };
    return { cookie: this.#homeOf(who).who(this.#nameOf(who)).cookie };
  }

  #homeOf(who: Who): House {
    return who === 'other tenant' ? this.neighbour : who === 'other plane' ? this.partner : this.house;
  }

  #nameOf(who: Who): Insider | 'departed' {
    return who === 'other tenant' || who === 'other plane' ? 'administrator' : (who as Insider | 'departed');
  }

  async #signInAgain(who: Who): Promise<void> {
    if (who === 'nobody' || who === 'partner node') return;
    const home = this.#homeOf(who);
    const name = this.#nameOf(who);
    const { id } = home.who(name);
    home.people.set(name, { id, cookie: await home.plane.cookieOf(home.tenant, id) });
  }
}
