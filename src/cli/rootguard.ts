import { version } from '../../package.json';
import { stackName } from './doctor-options.ts';
import { printable } from './printable.ts';
import { scan } from './scan.ts';
import { scanOptions, UsageError } from './scan-options.ts';
import { verify } from './verify.ts';

const help = `RootGuard guards the root user of AWS accounts.

  rootguard scan [options] [PATH…]   run the detections over CloudTrail logs
  rootguard verify [--head HASH] FILE
                                     prove offline that a report of /rootguard report is whole
  rootguard doctor [--stack NAME]    look at an installation from end to end, and say what to do about each fault
  rootguard help                     this text
  rootguard --version                the version

PATH is a file, a folder (with all that is in it), or - for stdin, which is also read without any PATH. Files may be
zipped with gzip, and hold what CloudTrail writes ({"Records":[…]}), what aws cloudtrail lookup-events prints, EventBridge
events or bare records: one, a list, or one a line.

Options of scan
  --format text|ndjson    text for people (default), or one JSON object a line for every event that alerts
  --min-severity S        show only what is at least low (default), medium, high or critical
  --fail-on S             exit with 1 if any event is at least that severe, shown or not

--head is the last hash, as the Slack message says that the report came with: without it, a file that was made anew from
its first line on looks whole.

doctor takes the AWS credentials of the hub's account that the AWS CLI would take (AWS_PROFILE), changes nothing and posts nothing.
The stack is called rootguard unless --stack says otherwise.

Exit code: 0 all was read, or all is well; 1 something is as severe as --fail-on says, a report is not whole, or something is at
fault; 2 something could not be read or looked at, or wrong usage.

Examples
  aws s3 sync s3://my-trail-bucket/AWSLogs logs && rootguard scan logs
  aws cloudtrail lookup-events --region us-east-1 --lookup-attributes AttributeKey=Username,AttributeValue=root | rootguard scan
  AWS_PROFILE=security rootguard doctor
`;

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`rootguard: ${printable(error.message, 1_000)}\n`);
    process.exitCode = 2;
  },
);

async function main([word, ...args]: readonly string[]): Promise<number> {
  if (word === undefined)
    throw new UsageError('Say what to do, such as: rootguard scan FOLDER. Run: rootguard help');
  if (word === 'help' || word === '--help' || word === '-h') return say(help);
  if (word === '--version' || word === '-v') return say(`${version}\n`);
  if (word === 'verify') return await verify(args, process);
  // A bundle of its own: it alone needs the AWS SDK, which the others should not have to load.
  if (word === 'doctor') {
    const stack = stackName(args);
    return await (await import('./doctor.ts')).doctor(stack, process);
  }
  if (word !== 'scan') throw new UsageError(`There is no command "${word}". Run: rootguard help`);
  const options = scanOptions(args);
  if (options === 'help') return say(help);

  let exitCode = 0;
  endQuietlyWithoutReader(() => exitCode);
  return scan(options, process, (code) => {
    exitCode = code;
  });
}

function say(text: string): number {
  process.stdout.write(text);
  return 0;
}

/** Whoever reads may have seen enough: `rootguard scan logs | head`. */
function endQuietlyWithoutReader(exitCode: () => number): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(exitCode());
    });
  }
}
