import { spawnSync } from 'node:child_process'

/** The AWS CLI of version 2 on this machine, Debian's first: another `aws` earlier on the PATH may be a version 1. */
export function findAws2(): string | null {
  const folders = (process.env.PATH ?? '').split(':').map((folder) => `${folder}/aws`)
  const found = ['/usr/bin/aws', ...new Set(folders)].find((path) =>
    spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout?.startsWith('aws-cli/2.'),
  )
  return found ?? null
}
