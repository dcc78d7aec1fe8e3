import { parseArgs } from 'node:util';
import { UsageError } from './scan-options.ts';

/** The name of the stack that `rootguard doctor` is to look at. Throws UsageError. */
export function stackName(args: readonly string[]): string {
  try {
    return parseArgs({ args: [...args], options: { stack: { type: 'string' } } }).values.stack ?? 'rootguard';
  } catch (error) {
    throw new UsageError('rootguard doctor takes --stack NAME and nothing else. Run: rootguard help', {
      cause: error,
    });
  }
}
