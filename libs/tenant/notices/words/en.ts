// SPDX-License-Identifier: EUPL-1.2
import type { NoticeWords } from './notice-words.ts';

export const en = {
  language: 'en',
  direction: 'ltr',
  something: 'There is something new for you in Handslag.',
  subject: 'Something new at {tenant}',
  greeting: 'Hello! This has happened since last time:',
  open: 'Open and read:',
  why: 'You get this because you chose e-mail. You can choose again under Notices.',
  codeSubject: 'Your code at {tenant}',
  code: 'Your code is {code}. It is valid for 15 minutes. If you did not ask for it, you need not do anything.',
  aboutNumber: 'It is about your request no. {number}.',
  ring: 'Questions? Call {phone}.',
  kinds: {
    'request.asked': 'Somebody asks for help, and now it is your turn to be asked.',
    'request.new': 'Somebody in one of your groups asks for help.',
    'request.offered': 'Somebody can help you.',
    'request.expired': 'The time for your request is over. You can extend it.',
    'request.closed': 'Something you wanted to help with is no longer open. Thank you all the same!',
    'agreement.made': 'You have an agreement.',
    'agreement.noted': 'You have a new message.',
    'agreement.started': 'It has begun.',
    'agreement.completed': 'The other side says that it is done. Please confirm.',
    'agreement.confirmed': 'It is confirmed. Thank you!',
    'agreement.failed': 'It did not happen.',
    'group.applied': 'Somebody wants to join a group that you lead.',
    'group.admitted': 'You are in the group.',
    'attestation.ending': 'One of your attestations ends soon.',
    'partner-request.new': 'A partner asks you for help.',
    'partner-request.closed': 'Something a partner asked for is no longer needed.',
  },
} satisfies NoticeWords;
