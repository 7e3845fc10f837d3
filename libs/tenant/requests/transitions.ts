// SPDX-License-Identifier: EUPL-1.2
/** Each state's verbs, and where they lead. What is not written here cannot happen. */
export type Transitions<State extends string, Verb extends string> = {
  readonly [From in State]: Readonly<Partial<Record<Verb, State>>>;
};

export const requestStates = [
  'draft',
  'open',
  'agreed',
  'inProgress',
  'completed',
  'confirmed',
  'withdrawn',
  'expired',
] as const;
export type RequestState = (typeof requestStates)[number];

/**
 * `fill`: as many helpers as asked for. `settle`: fewer, but the time to offer is over.
 * `restore`: a moderator who closed it opens it again.
 * `reopen`, `lapse`: an agreement fell through, and there is or is not time for another one.
 */
export type RequestMove =
  | 'send'
  | 'edit'
  | 'withdraw'
  | 'extend'
  | 'expire'
  | 'fill'
  | 'settle'
  | 'start'
  | 'complete'
  | 'confirm'
  | 'reopen'
  | 'lapse'
  | 'restore';

export const requestTransitions: Transitions<RequestState, RequestMove> = {
  draft: { edit: 'draft', send: 'open', withdraw: 'withdrawn' },
  open: {
    edit: 'open',
    extend: 'open',
    withdraw: 'withdrawn',
    expire: 'expired',
    fill: 'agreed',
    settle: 'agreed',
    start: 'inProgress',
    complete: 'completed',
    reopen: 'open',
    lapse: 'expired',
  },
  agreed: { start: 'inProgress', complete: 'completed', withdraw: 'withdrawn', reopen: 'open', lapse: 'expired' },
  inProgress: { complete: 'completed', reopen: 'open', lapse: 'expired', withdraw: 'withdrawn' },
  completed: { confirm: 'confirmed', reopen: 'open', lapse: 'expired' },
  confirmed: {},
  withdrawn: { restore: 'open' },
  expired: { extend: 'open' },
};

export const agreementStates = ['agreed', 'inProgress', 'completed', 'confirmed', 'failed'] as const;
export type AgreementState = (typeof agreementStates)[number];
export type AgreementMove = 'start' | 'complete' | 'confirm' | 'fail';

export const agreementTransitions: Transitions<AgreementState, AgreementMove> = {
  agreed: { start: 'inProgress', complete: 'completed', fail: 'failed' },
  inProgress: { complete: 'completed', fail: 'failed' },
  completed: { confirm: 'confirmed', fail: 'failed' },
  confirmed: {},
  failed: {},
};

/** The states from which a verb leads somewhere: what a policy names. */
export const statesThat = <State extends string, Verb extends string>(
  table: Transitions<State, Verb>,
  verb: Verb,
): State[] => (Object.keys(table) as State[]).filter((state) => table[state][verb] !== undefined);
