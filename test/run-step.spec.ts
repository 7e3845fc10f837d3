// SPDX-License-Identifier: EUPL-1.2
import { expect, jest, test } from '@jest/globals';
import { runStep, type Step } from './run-step.ts';

const step = (more: Partial<Step>): Step => ({ name: 'planted', says: 'planted', ...more });
const quietly = async (planted: Step) => {
  const spy = jest.spyOn(console, 'log').mockReturnValue();
  try {
    return await runStep(planted);
  } finally {
    spy.mockRestore();
  }
};

test('a step whose programs all end well is good', async () => {
  expect(await quietly(step({ commands: [['node', '--version']] }))).toMatchObject({ good: true });
});

test('a step fails when any of its programs fails, is missing, or is killed', async () => {
  expect(
    (
      await quietly(
        step({
          commands: [
            ['node', '--version'],
            ['node', '-e', 'process.exit(3)'],
          ],
        }),
      )
    ).good,
  ).toBe(false);
  expect((await quietly(step({ commands: [['no-such-program-here']] }))).good).toBe(false);
  expect((await quietly(step({ commands: [['node', '-e', 'process.kill(process.pid, "SIGKILL")']] }))).good).toBe(
    false,
  );
});

test('a step fails when what it needs is not there', async () => {
  expect((await quietly(step({ needs: ['no/such/file'], commands: [['node', '--version']] }))).good).toBe(false);
});

test('a Jest project in which no test ran is a failure', async () => {
  expect(await quietly(step({ jest: 'no-such-project' }))).toMatchObject({
    good: false,
    counts: { passed: 0, failed: 0, skipped: 0 },
  });
});

test('a step that is not for this machine is said to be not run', async () => {
  expect(await quietly(step({ when: ['no/such/file', 'why'], commands: [['node', '--version']] }))).toMatchObject({
    notRun: true,
  });
});
