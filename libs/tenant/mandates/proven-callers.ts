// SPDX-License-Identifier: EUPL-1.2

export interface ProvenCaller {
  readonly personId: string;
  readonly name: string;
  /** What they approved on their own screen. */
  readonly message: string;
}

/** Callers who have shown on their own device who they are. Implemented by #tenant/callers, where it is hosted. */
export abstract class ProvenCallers {
  /** To the agent who asked. @throws Invalid `mandate.caller-not-proven` */
  abstract proven(agentId: string, callerId: string): Promise<ProvenCaller>;
}
