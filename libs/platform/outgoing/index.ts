// SPDX-License-Identifier: EUPL-1.2
export { OutgoingModule } from './outgoing.module.ts';
export { Mail, Push, Sms, type Letter, type PushAddress, type PushIdentity } from './ports.ts';
