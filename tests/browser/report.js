// report.js - what node's test runner found, in the words that tests/run.sh adds up.
export default async function* report(source) {
  let passed = 0, failed = 0;
  for await (const { type, data } of source) {
    // A file is a test to the runner as well; only what the file holds is counted.
    if (type === 'test:stderr' || type === 'test:stdout') yield data.message;
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details.type === 'suite' || /\.test\.js$/.test(data.name)) continue;
    if (type === 'test:pass') {
      passed++;
      yield `[       OK ] ${data.name} (${Math.round(data.details.duration_ms)} ms)\n`;
    } else {
      failed++;
      const error = data.details.error?.cause || data.details.error;
      yield `[  FAILED  ] ${data.name}\n${error?.stack || error}\n`;
    }
  }
  yield `[  PASSED  ] ${passed} test(s).\n`;
  if (failed) yield `[  FAILED  ] ${failed} test(s)\n`;
}
