/** Python environments below .cache, each made of one file of pinned versions. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Makes `venv`, or makes it again when the pinned versions have changed. Ends the process, with the cure, if it cannot. */
export function preparePythonEnv({ root, venv, requirements }) {
  const stamp = createHash('sha256')
    .update(readFileSync(`${root}${requirements}`))
    .digest('hex');
  const stampFile = `${venv}/rootguard-stamp`;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  console.error(`Preparing ${venv.replace(root, '')} (python3 -m venv, pip install) …`);
  run(
    root,
    'python3',
    ['-m', 'venv', venv],
    'Install Python 3.10 or newer with its venv module (on Debian: python3-venv).',
  );
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
  run(root, `${venv}/bin/python`, pip, 'Check the network and the package index, then try again.');
  writeFileSync(stampFile, stamp);
}

function run(root, command, args, cure) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  console.error(`\`${command} ${args.join(' ')}\` failed. ${error?.message ?? ''} ${cure}`);
  process.exit(1);
}
