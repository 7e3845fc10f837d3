// SPDX-License-Identifier: EUPL-1.2
// Tells each failed test at once, a line each, so that nobody waits for the rest of the suite.
const plain = (text) => text.replace(/\u001b\[\d+m/g, '');
const tell = (word) => process.stdout.write(`\n@told ${JSON.stringify(word)}\n`);

export default class Tell {
  onTestCaseResult(_test, { status, fullName, failureMessages }) {
    if (status === 'failed') tell({ failed: fullName, message: plain(failureMessages.join('\n')).slice(0, 4000) });
  }

  onTestFileResult(_test, { testExecError, testFilePath, failureMessage }) {
    if (testExecError)
      tell({ broken: testFilePath, message: plain(`${testExecError.message}\n${failureMessage}`).slice(0, 4000) });
  }

  onRunComplete(_contexts, { numPassedTests, numFailedTests }) {
    tell({ passed: numPassedTests, failedTests: numFailedTests });
  }
}
