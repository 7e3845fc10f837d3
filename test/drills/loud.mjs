// SPDX-License-Identifier: EUPL-1.2
// People of one organisation who ask without a pause, on a thread of their own: whoever measures does not wait for them.
import { Agent, request } from 'node:http';
import { workerData } from 'node:worker_threads';

const { port, headers, path, people, answers } = workerData;
const agent = new Agent({ keepAlive: true });

function ask() {
  const asked = request({ host: '127.0.0.1', port, path, headers, agent }, (answer) => {
    Atomics.add(answers, 0, 1);
    answer.resume().once('end', ask);
  });
  asked.once('error', ask);
  asked.end();
}
for (let one = 0; one < people; one += 1) ask();
