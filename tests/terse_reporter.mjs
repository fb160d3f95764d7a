// Reporter for `node --test`: only failures, then the line "N passed, N failed" that every runner here ends with.
export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    const isSuite = data.details?.type === 'suite';
    if (type === 'test:pass' && !isSuite && data.skip === undefined && data.todo === undefined) passed += 1;
    if (type === 'test:fail' && !isSuite) {
      failed += 1;
      const error = data.details.error;
      const cause = error.cause ?? error;
      const lines = String(cause.stack ?? cause)
        .split('\n')
        .filter((line) => !line.includes('(node:'));
      yield `FAILED ${data.file}:${data.line}: ${data.name}\n  ${lines.join('\n  ')}\n`;
    }
    if (type === 'test:pass' && data.skip !== undefined) {
      const reason = typeof data.skip === 'string' ? `\n  ${data.skip}` : '';
      yield `SKIPPED ${data.file}:${data.line}: ${data.name}${reason}\n`;
    }
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
  }
  yield `${passed} passed, ${failed} failed\n`;
}
